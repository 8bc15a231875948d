"""Where the server listens, and under which addresses a browser may open it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")
EVERYWHERE: Final = ("0.0.0.0", "::", "")  # noqa: S104 - to be told apart, not to be bound
_USUAL: Final = {"http": 80, "https": 443}


class NoAddress(ValueError):
    """An address that cannot be served: one sentence that says why and what to do."""

    exit_code = 2


@dataclass(frozen=True)
class Address:
    """`host` and `port` are listened on; `public` is how browsers open it, where something stands before the server.

    Raises `NoAddress`.
    """

    host: str
    port: int
    public: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            raise NoAddress(f"There is no port {self.port}; choose one from 1024 to 65535.")
        if self.public is not None:
            parts = urlsplit(self.public)
            if parts.scheme not in _USUAL or not parts.hostname or parts.path.strip("/") or parts.query:
                raise NoAddress(f'"{self.public}" is no address; write it as https://consent.example.org, and no more.')
        elif self.host in EVERYWHERE:
            told = "Listening everywhere, the server has to know under which address it is opened"
            raise NoAddress(f"{told}; add it: --address https://consent.example.org")

    @property
    def is_local(self) -> bool:
        """Whether only programs of this machine reach it."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @cached_property
    def origin(self) -> str:
        """How it is opened: `http://127.0.0.1:8000`, without a slash at the end."""
        if self.public is None:
            return f"http://{_bracketed(self.host)}{_behind(self.port, 'http')}"
        parts = urlsplit(self.public)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"

    @property
    def is_secret(self) -> bool:
        """Whether what goes over the line is encrypted."""
        return self.origin.startswith("https:")

    @cached_property
    def hosts(self) -> frozenset[str]:
        """What a request may name as its host; any other name was made to point here by somebody else."""
        named = urlsplit(self.origin).netloc
        if self.public is not None or not self.is_local:
            return frozenset({named})
        return frozenset({named, *(f"{name}{_behind(self.port, 'http')}" for name in LOOPBACK)})

    def is_ours(self, origin: str, host: str) -> bool:
        """Whether a page of `origin` is one that this server gave under the name `host`."""
        scheme = urlsplit(self.origin).scheme
        return host.lower() in self.hosts and origin.lower() == f"{scheme}://{host.lower()}"

    def at(self, port: int) -> Address:
        """Return the address with the port that the system chose."""
        return Address(self.host, port, self.public)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host.lower()


def _behind(port: int, scheme: str) -> str:
    return "" if _USUAL[scheme] == port else f":{port}"
