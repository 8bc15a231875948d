"""From what is filled in at the desk to a draft, and from a draft to what is sealed: each failure becomes an act."""

from __future__ import annotations

from consent_tui.copies.pdf_extra import ExtraMissing
from consent_tui.model import desk_acts as acts
from consent_tui.model.acts import Act
from consent_tui.model.desk import Writing
from consent_tui.model.desk_acts import Deed
from consent_tui.model.later_rules import Fault
from consent_tui.records.faults import RecordsFault
from consent_tui.services.acting import ActRefused
from consent_tui.services.lacking import Lacks
from consent_tui.services.printing import NotPrinted
from consent_tui.services.reviewing import Draft, Opened, Review
from consent_tui.services.unlocking import NotOpened


def drafted(review: Review, about: Opened, writing: Writing) -> tuple[Draft | None, Act, tuple[Fault, ...]]:
    """Return what would be written, what the desk is told of it, and the faults because of which it would not count."""
    try:
        draft = review.draft(about, writing.deed, writing.filled)
    except Lacks as lacks:
        return None, acts.Lacking(tuple(lacks.blanks.items()), lacks.sentences), ()
    except ActRefused as refused:
        return None, acts.Lacking((), refused.sentences), refused.faults
    except RecordsFault as fault:
        return None, acts.Lacking((), (fault.sentence,)), ()
    return draft, acts.Drafted(draft.lines, sealed=draft.act is not None), ()


def sealed(review: Review, draft: Draft, typed: str) -> Act:
    """Write it with the key that `typed` opens; return what the desk is told of it."""
    try:
        done = review.seal(draft, typed)
    except (NotOpened, NotPrinted, ActRefused, RecordsFault, ExtraMissing) as why:
        return acts.NotSealed((str(why),))
    except OSError as error:
        told = f"It could not be written: {error.strerror or type(error).__name__}. Mend that and try again."
        return acts.NotSealed((told,))
    return acts.Sealed(done, gone=draft.deed is Deed.ERASE)
