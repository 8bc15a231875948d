"""Named attacks on a sealed record: each a way in which someone might make it say something else. All are refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from consent_tui.records import codec, seal, signers, sshsig
from consent_tui.records.faults import BrokenSeal
from tests.records import openssh
from tests.records.made import BY, CONSENT, KEY

BODY = codec.encode(CONSENT)
SEALED = seal.seal(BODY, by=BY, key=KEY, sequence=1, previous=seal.ZEROS)
TRUSTED = signers.parse([f'{BY} namespaces="{signers.KIOSK}" {KEY.line}'], "test")
TEXT, COMMENTS = SEALED[: SEALED.index(b"#~ ")], SEALED[SEALED.index(b"#~ ") :]
TABLE = TEXT[TEXT.rindex(b"\n[seal]\n") :]
LINES = SEALED.splitlines(keepends=True)
SECOND = seal.seal(BODY, by=BY, key=KEY, sequence=2, previous=seal.digest_of(SEALED))

# Attacks that change what is signed; stock OpenSSH refuses these too.
ON_WORDS: dict[str, bytes] = {
    "empty": b"",
    "one byte cut": SEALED[:-2],
    "half": SEALED[: len(SEALED) // 2],
    "appended table": SEALED + b"[extra]\nlie = true\n",
    "appended array of tables": SEALED + b"[[screening]]\nid = 'lie'\n",
    "appended newline": SEALED + b"\n",
    "appended comment": SEALED + b"# a note\n",
    "second seal before": TABLE.lstrip(b"\n") + SEALED,
    "second seal behind": SEALED + TABLE,
    "table inside the seal": SEALED.replace(b"#~ -----BEGIN", b"[extra]\nlie = true\n#~ -----BEGIN"),
    "line between the seal's lines": b"".join([*LINES[:-1], b"lie = true\n", LINES[-1]]),
    "duplicate key": SEALED.replace(b'kind = "consent"\n', b'kind = "consent"\nkind = "refusal"\n'),
    "carriage returns": SEALED.replace(b"\n", b"\r\n"),
    "byte order mark": b"\xef\xbb\xbf" + SEALED,
    "trailing blanks": SEALED.replace(b"\n", b" \n", 3),
    "decomposed letters": SEALED.replace("名前".encode(), "名\u0301前".encode()),
    "prepended line": b"lie = true\n" + SEALED,
    "prepended plain comment": b"# hello\n" + SEALED,
    "seal removed": BODY,
    "comments removed": TEXT,
    "two lines swapped": b"".join([LINES[1], LINES[0], *LINES[2:]]),
    "seal of another record": TEXT + SECOND[SECOND.index(b"#~ ") :],
    "number raised": SEALED.replace(b"sequence = 1\n", b"sequence = 2\n"),
    "a line hidden in comments": SEALED.replace(b'kind = "consent"\n', b'#~ kind = "consent"\n'),
}

# Attacks that leave the signed lines as they were, so that only a stricter reader sees them; none can add data.
ON_SPELLING: dict[str, bytes] = {
    "seal lines twice": SEALED + COMMENTS,
    "mark before the words": b"#~ \n" + SEALED,
    "fake seal line among the words": SEALED.replace(b"\n[times]", b"\n#~ -----BEGIN SSH SIGNATURE-----\n[times]"),
    "seal lines moved up": COMMENTS + TEXT,
    "armour wrapped otherwise": TEXT
    + b"#~ -----BEGIN SSH SIGNATURE-----\n#~ "
    + b"".join(line[3:-1] for line in COMMENTS.splitlines(keepends=True)[1:-1])
    + b"\n#~ -----END SSH SIGNATURE-----\n",
    "words behind the end": SEALED + b"#~ a note\n",
    "blank at the end of the armour": SEALED[:-1] + b" \n",
    "no last newline": SEALED[:-1],
    "a dash less": SEALED.replace(b"#~ -----BEGIN", b"#~ ----BEGIN"),
    "padding removed": SEALED.replace(b"==\n#~ -----END", b"\n#~ -----END").replace(
        b"=\n#~ -----END", b"\n#~ -----END"
    ),
}


@pytest.mark.parametrize("data", [*ON_WORDS.values(), *ON_SPELLING.values()], ids=[*ON_WORDS, *ON_SPELLING])
def test_a_named_attack_is_refused(data: bytes) -> None:
    assert data != SEALED
    with pytest.raises(BrokenSeal) as found:
        seal.table(data, seal.read(data), TRUSTED)
    assert found.value.code == "altered"


@openssh.needed
@pytest.mark.parametrize("data", ON_WORDS.values(), ids=ON_WORDS)
def test_stock_openssh_refuses_what_changes_the_words(data: bytes, tmp_path: Path) -> None:
    record, allowed = tmp_path / "r.toml", tmp_path / "allowed_signers"
    record.write_bytes(data)
    signers.add(allowed, BY, KEY.line)
    assert not openssh.accepts(allowed, record, BY)


def signed_by_hand(text: bytes) -> bytes:
    """A file that a faulty program sealed, or someone with the key: `seal.seal` would not."""
    armour = sshsig.sign(KEY.private, text, seal.RECORD)
    return text + b"".join(b"#~ " + line for line in armour.splitlines(keepends=True))


@openssh.needed
def test_seal_lines_moved_into_a_multi_line_string_are_refused(tmp_path: Path) -> None:
    """Stock OpenSSH says Good to this one; it is why a record never holds a multi-line string."""
    text = TEXT.replace(b"\n[times]", b'\nx = """\nMARK"""\n[times]')
    whole = signed_by_hand(text)
    armour = whole[len(text) :]
    moved = text.replace(b"MARK", armour + b"MARK")
    with pytest.raises(BrokenSeal, match=r"inside it|several lines|more than once|behind the seal"):
        seal.read(moved)
    with pytest.raises(BrokenSeal, match="several lines"):
        seal.read(whole)
    record, allowed = tmp_path / "r.toml", tmp_path / "allowed_signers"
    record.write_bytes(moved)
    signers.add(allowed, BY, KEY.line)
    assert openssh.accepts(allowed, record, BY)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"sequence = 1", b"sequence = 01"),
        lambda text: text.replace(b"sequence = 1", b"sequence = 0x1"),
        lambda text: text.replace(b"sequence = 1", b"sequence = 2"),
        lambda text: text.replace(b'by = "front-desk"', b"by = 'front-desk'"),
        lambda text: text.replace(b'by = "front-desk"', b'by = "Front-desk"'),
        lambda text: text + b"more = 1\n",
        lambda text: text.replace(b"\n\n[seal]", b"\n[seal]"),
        lambda text: text.replace(KEY.fingerprint[:20].encode(), KEY.fingerprint[:19].encode() + b"!"),
        lambda text: text.replace(KEY.fingerprint.encode(), b"SHA256:" + b"A" * 43),
        lambda text: text.replace(b'"sha256:00', b'"sha256:0A'),
    ],
)
def test_a_seal_that_is_not_as_we_write_it_is_refused_even_if_the_key_signed_it(
    change: Callable[[bytes], bytes],
) -> None:
    text = change(TEXT)
    assert text != TEXT
    with pytest.raises(BrokenSeal):
        seal.read(signed_by_hand(text))


@pytest.mark.parametrize(
    "blob",
    [
        b"",
        b"SSHSIG",
        b"SSHSIG\x00\x00\x00\x02",
        b"SSHSIG\x00\x00\x00\x01\xff\xff\xff\xff",
        b"SSHSIG\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
    ],
)
def test_a_blob_that_is_no_ed25519_signature_is_refused(blob: bytes) -> None:
    with pytest.raises(sshsig.NotVerified):
        sshsig.verify(sshsig._armour(blob), b"hello")


def test_a_namespace_that_is_no_ascii_is_refused() -> None:
    with pytest.raises(sshsig.NotVerified):
        sshsig.verify(sshsig.sign(KEY.private, b"x", "é"), b"x")
