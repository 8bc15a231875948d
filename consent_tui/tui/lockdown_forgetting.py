"""What a client leaves in the memory of the kiosk, dropped once they have gone.

Libraries keep what they have measured and drawn, thousands of lines of it, for the next time: a client's name among
them. No cache is worth that. They fill again with the next screen.
"""

from __future__ import annotations

import gc
from functools import lru_cache

from textual.cache import FIFOCache, LRUCache


@lru_cache
def _kept() -> None:
    """Only here for what it is: the standard library does not name the type of its caches."""


_Kept = type(_kept)


def forget_drawn() -> None:
    """Empty every cache of this process, whoever made it, and free what only held itself."""
    gc.collect()  # a cache of something that has gone goes with it
    for each in gc.get_objects():
        kind = type(each)  # what an object says of itself may be another's
        if kind is _Kept:
            each.cache_clear()
        elif issubclass(kind, LRUCache | FIFOCache):
            each.clear()
    gc.collect()
