"""Under which names a browser may open the server, and from which pages."""

from __future__ import annotations

import pytest

from consent_tui.browser.address import Address, NoAddress

HERE = Address("127.0.0.1", 8000)
BEHIND = Address("127.0.0.1", 8000, "https://Consent.example.org/")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_this_machine_is_named_in_three_ways(host: str) -> None:
    assert host in HERE.hosts
    assert HERE.is_ours(f"http://{host}", host)


@pytest.mark.parametrize("host", ["", "evil.example:8000", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8000.evil.example"])
def test_no_other_name_is(host: str) -> None:
    """A name of somebody else's that was made to point here (DNS rebinding) would read everything."""
    assert host not in HERE.hosts
    assert not HERE.is_ours(f"http://{host}", host)


@pytest.mark.parametrize(
    "origin", ["", "null", "https://127.0.0.1:8000", "http://127.0.0.1:8001", "http://localhost:8000", "http://evil"]
)
def test_a_page_of_another_origin_is_not_ours(origin: str) -> None:
    assert not HERE.is_ours(origin, "127.0.0.1:8000")


def test_behind_a_proxy_only_the_public_name_counts() -> None:
    assert BEHIND.origin == "https://consent.example.org"
    assert BEHIND.is_secret
    assert BEHIND.hosts == {"consent.example.org"}
    assert BEHIND.is_ours("https://consent.example.org", "Consent.example.org")
    assert not BEHIND.is_ours("http://consent.example.org", "consent.example.org")


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("192.168.1.5", False),
        ("x", False),
    ],
)
def test_who_can_reach_it(host: str, *, local: bool) -> None:
    assert Address(host, 8000).is_local is local


def test_the_usual_port_is_not_named() -> None:
    assert Address("192.168.1.5", 80).origin == "http://192.168.1.5"
    assert Address("::1", 8000).origin == "http://[::1]:8000"


@pytest.mark.parametrize("everywhere", ["0.0.0.0", "::", ""])
def test_listening_everywhere_needs_a_name(everywhere: str) -> None:
    with pytest.raises(NoAddress, match="--address"):
        Address(everywhere, 8000)
    assert Address(everywhere, 8000, "https://consent.example.org").hosts == {"consent.example.org"}


@pytest.mark.parametrize("public", ["consent.example.org", "ftp://x", "https://", "https://x/kiosk", "https://x/?k=1"])
def test_an_address_that_is_none_is_told(public: str) -> None:
    with pytest.raises(NoAddress, match=r"write it as https://consent\.example\.org"):
        Address("127.0.0.1", 8000, public)


@pytest.mark.parametrize("port", [-1, 65536, 99999])
def test_a_port_that_is_none_is_told(port: int) -> None:
    with pytest.raises(NoAddress, match=f"no port {port}"):
        Address("127.0.0.1", port)
