"""The seal is what OpenSSH would have written, and nothing but what was sealed is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent_tui.records import codec, seal, signers, sshsig
from consent_tui.records.faults import BrokenSeal
from tests.records import openssh
from tests.records.made import BY, CONSENT, KEY, OTHER_KEY

BODY = codec.encode(CONSENT)
SEALED = seal.seal(BODY, by=BY, key=KEY, sequence=1, previous=seal.ZEROS)
TRUSTED = signers.parse([f'{BY} namespaces="{signers.KIOSK}" {KEY.line}'], "test")


def opened(data: bytes, trusted: signers.Signers = TRUSTED) -> dict[str, object]:
    return seal.table(data, seal.read(data), trusted)


def code(data: bytes) -> str:
    try:
        opened(data)
    except BrokenSeal as error:
        return error.code
    return "accepted"


def refusal(data: bytes, trusted: signers.Signers = TRUSTED) -> BrokenSeal:
    with pytest.raises(BrokenSeal) as found:
        opened(data, trusted)
    return found.value


@openssh.needed
@pytest.mark.parametrize("message", [b"", b"hello\n", BODY, b"\x00\xff" * 5000])
@pytest.mark.parametrize("namespace", [seal.RECORD, seal.ACT, "file"])
def test_a_signature_is_byte_for_byte_that_of_openssh(tmp_path: Path, message: bytes, namespace: str) -> None:
    assert sshsig.sign(KEY.private, message, namespace) == openssh.signature(tmp_path, KEY, message, namespace)


@openssh.needed
def test_openssh_accepts_a_sealed_record_by_the_documented_line(tmp_path: Path) -> None:
    record, allowed = tmp_path / "r.toml", tmp_path / "allowed_signers"
    record.write_bytes(SEALED)
    signers.add(allowed, BY, KEY.line)
    assert openssh.accepts(allowed, record, BY)
    assert not openssh.accepts(allowed, record, "back-desk")
    assert not openssh.accepts(allowed, record, BY, seal.ACT)
    record.write_bytes(SEALED.replace(b"Example", b"Sample", 1))
    assert not openssh.accepts(allowed, record, BY)


@given(st.binary(max_size=300), st.sampled_from([seal.RECORD, seal.ACT]))
def test_a_signature_is_read_as_it_was_made(message: bytes, namespace: str) -> None:
    armour = sshsig.sign(KEY.private, message, namespace)
    assert sshsig.verify(armour, message) == sshsig.Signature(KEY.public, namespace)
    with pytest.raises(sshsig.NotVerified):
        sshsig.verify(armour, message + b"x")


def test_what_was_sealed_is_read() -> None:
    found = seal.read(SEALED)
    assert (found.by, found.sequence, found.previous, found.namespace) == (BY, 1, seal.ZEROS, seal.RECORD)
    assert found.key == KEY.fingerprint
    assert found.digest == seal.digest_of(SEALED)
    assert "seal" not in opened(SEALED)
    assert codec.from_table(opened(SEALED)) == CONSENT


@pytest.mark.parametrize("pattern", [0x01, 0x20, 0x80, 0xFF])
def test_a_file_with_one_byte_changed_is_refused(pattern: int) -> None:
    accepted = []
    for at in range(len(SEALED)):
        altered = bytearray(SEALED)
        altered[at] ^= pattern
        if code(bytes(altered)) != "altered":
            accepted.append(at)
    assert accepted == []


def test_a_file_cut_anywhere_is_refused() -> None:
    for length in range(len(SEALED)):
        assert refusal(SEALED[:length]).code == "altered"


def test_a_file_without_one_of_its_bytes_or_lines_is_refused() -> None:
    for at in range(len(SEALED)):
        assert refusal(SEALED[:at] + SEALED[at + 1 :]).code == "altered"
    lines = SEALED.splitlines(keepends=True)
    for at in range(len(lines)):
        assert refusal(b"".join(lines[:at] + lines[at + 1 :])).code == "altered"
        assert refusal(b"".join([*lines[:at], lines[at], *lines[at:]])).code == "altered"


def sealed(body: bytes, **changes: object) -> bytes:
    given = {"by": BY, "key": KEY, "sequence": 1, "previous": seal.ZEROS} | changes
    return seal.seal(body, **given)  # type: ignore[arg-type]


def body(kind: str = "consent", more: str = "") -> bytes:
    return f'format = "consent-record/1"\nid = "x"\nkind = "{kind}"\n{more}'.encode()


def test_an_unknown_key_is_told_from_an_altered_record() -> None:
    other = sealed(BODY, key=OTHER_KEY)
    assert refusal(other).code == "unknown-key"
    assert KEY.fingerprint not in refusal(other).sentence
    assert OTHER_KEY.fingerprint in refusal(other).sentence


def test_a_key_seals_only_under_the_name_that_it_is_trusted_for() -> None:
    assert refusal(sealed(BODY, by="back-desk")).code == "unknown-key"


@pytest.mark.parametrize("kind", sorted(seal.KINDS[seal.RECORD] | seal.KINDS[seal.ACT] | {"cheque"}))
@pytest.mark.parametrize("namespace", [seal.RECORD, seal.ACT])
def test_a_kind_belongs_to_the_namespace_of_its_place(kind: str, namespace: str) -> None:
    """A desk key cannot make a consent."""
    both = signers.parse([f'{BY} namespaces="consent-record,consent-act" {KEY.line}'], "test")
    data = sealed(body(kind), namespace=namespace)
    if kind in seal.KINDS[namespace]:
        assert opened(data, both)["kind"] == kind
    else:
        assert refusal(data, both).code == "altered"
    only_the_other = "consent-act" if namespace == seal.RECORD else "consent-record"
    assert refusal(data, signers.parse([f'{BY} namespaces="{only_the_other}" {KEY.line}'], "")).code == "unknown-key"


def test_a_signature_for_another_purpose_is_no_seal() -> None:
    assert refusal(sealed(BODY, namespace="file")).code == "altered"
    assert refusal(sealed(BODY, namespace="consent-checkpoint")).code == "altered"


def test_a_rehearsal_is_sealed_by_a_rehearsing_name_and_nothing_else_is() -> None:
    both = signers.parse([f'{BY},rehearsal,rehearsal-desk namespaces="{signers.KIOSK}" {KEY.line}'], "test")
    for by in ("rehearsal", "rehearsal-desk"):
        assert opened(sealed(body(more="rehearsal = true\n"), by=by), both)["rehearsal"] is True
        assert refusal(sealed(body(), by=by), both).code == "altered"
    assert refusal(sealed(body(more="rehearsal = true\n")), both).code == "altered"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"format = \n", "altered"),
        (body(more='x = "never closed\n'), "altered"),
        (b"a = " + b"[" * 50_000 + b"\n", "altered"),
        (b'format = "consent-record/2"\nkind = "consent"\n', "unreadable"),
        (b'format = "consent-record/1"\nkind = "consent"\n', "altered"),
        (body(more='\n["seal"]\nby = "front-desk"\n'), "altered"),
        (body(more='\n[seal.x]\nby = "front-desk"\n'), "altered"),
        (body(more='seal = "front-desk"\n'), "altered"),
    ],
)
def test_what_a_trusted_key_sealed_must_still_be_a_record(text: bytes, code: str) -> None:
    assert refusal(sealed(text)).code == code


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (BODY[:-1], {}),
        (BODY, {"by": "Front desk"}),
        (BODY, {"by": ""}),
        (BODY, {"by": "x" * 41}),
        (BODY, {"sequence": 0, "previous": seal.ZEROS}),
        (BODY, {"sequence": 2}),
        (BODY, {"previous": "sha256:" + "a" * 64}),
        (BODY + b"\n[seal]\n", {}),
        (b"#~ x\n" + BODY, {}),
        (BODY + b"#~ x\n", {}),
        (b"\xef\xbb\xbf" + BODY, {}),
        (BODY + b"# \r\n", {}),
        (BODY + b"# \xff\n", {}),
        (BODY + b"# \x00\n", {}),
        (b"#" * seal.LARGEST + b"\n", {}),
        (body(more='x = """\ny"""\n'), {}),
        (body(more="x = '''y'''\n"), {}),
        (body(more='x = ["", """y"""]\n'), {}),
    ],
)
def test_nothing_is_sealed_that_would_not_be_read(text: bytes, changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"a body|a seal|the file|the seal|a string"):
        sealed(text, **changes)


@pytest.mark.parametrize(
    "line", ["a = \"it's '''fine'''\"", 'a = \'a """ b\'', 'a = ["", ""] # """', 'a = "\\"\\"\\""', "a = ''"]
)
def test_quotes_within_quotes_are_no_multi_line_string(line: str) -> None:
    assert opened(sealed(body(more=line + "\n")))["id"] == "x"
