"""Attacks on encrypted records as files, each beside its verdict in `VERDICTS`.

`python tests/records/attacks/make_encrypted.py` writes them anew into `encrypted/`, byte for byte: age is spelled out
here after its specification (age-encryption.org/v1), since a library takes new random bytes each time.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64encode
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from consent_tui.records import seal
from consent_tui.records.keys import Key

BESIDE = Path(__file__).parent
HERE = BESIDE / "encrypted"
BY = "front-desk"
SEALED = (BESIDE.parent / "golden/records/2026/11/019b0000-0000-7000-8000-000000000042.toml").read_bytes()
BODY = SEALED[: SEALED.rindex(b"\n[seal]\n")]
OTHER_KEY = Key.of(Ed25519PrivateKey.from_private_bytes(bytes(range(32, 64))))
ALLOWED = (BESIDE / "records" / "allowed_signers").read_bytes()
OURS, OTHERS = bytes(range(64, 96)), bytes(range(96, 128))  # identities; tests/records/aged.py has them as text
_CHUNK = 65_536


def _derived(secret: bytes, salt: bytes, what: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, what).derive(secret)


def _text(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def closed(plain: bytes, identity: bytes = OURS) -> bytes:
    """An age file to one recipient, with fixed bytes where age takes random ones."""
    file_key, nonce = bytes(range(16)), bytes(range(16, 32))
    ephemeral = X25519PrivateKey.from_private_bytes(bytes(range(32, 64)))
    share = ephemeral.public_key().public_bytes_raw()
    recipient = X25519PrivateKey.from_private_bytes(identity).public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient))
    wrap = _derived(shared, share + recipient, b"age-encryption.org/v1/X25519")
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    header = b"age-encryption.org/v1\n-> X25519 " + _text(share) + b"\n" + _text(body) + b"\n---"
    mac = hmac.digest(_derived(file_key, b"", b"header"), header, hashlib.sha256)
    stream = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    chunks = [plain[at : at + _CHUNK] for at in range(0, len(plain), _CHUNK)]
    payload = b"".join(
        stream.encrypt(number.to_bytes(11) + bytes([number == len(chunks) - 1]), chunk, None)
        for number, chunk in enumerate(chunks)
    )
    return header + b" " + _text(mac) + b"\n" + nonce + payload


BY_A_STRANGER = seal.seal(BODY, by=BY, key=OTHER_KEY, sequence=1, previous=seal.ZEROS)
WHOLE = closed(SEALED)
_HEADER = WHOLE.index(b"\n---")

ATTACKS: dict[str, bytes] = {
    "untouched": WHOLE,
    "truncated": WHOLE[: len(WHOLE) // 2],
    "truncated in the header": WHOLE[: _HEADER - 10],
    "last byte cut": WHOLE[:-1],
    "appended byte": WHOLE + b"\n",
    "a byte changed": WHOLE[:-40] + bytes([WHOLE[-40] ^ 1]) + WHOLE[-39:],
    "by a stranger": closed(BY_A_STRANGER),
    "to others": closed(SEALED, OTHERS),
    "a sealed record altered inside": closed(SEALED.replace(b"Ana", b"Ada")),
    "hello inside": closed(b"hello\n"),
    "not encrypted": SEALED,
    "empty": b"",
}
# name → with the identity, without one
VERDICTS: dict[str, tuple[str, str]] = {
    "untouched": ("intact", "encrypted"),
    "truncated": ("altered", "encrypted"),
    "truncated in the header": ("altered", "altered"),
    "last byte cut": ("altered", "encrypted"),
    "appended byte": ("altered", "encrypted"),
    "a byte changed": ("altered", "encrypted"),
    "by a stranger": ("unknown-key", "encrypted"),
    "to others": ("encrypted", "encrypted"),
    "a sealed record altered inside": ("altered", "encrypted"),
    "hello inside": ("altered", "encrypted"),
    "not encrypted": ("altered", "altered"),
    "empty": ("altered", "altered"),
}


def named(attack: str) -> str:
    return attack.replace(" ", "-") + ".toml.age"


def files() -> dict[str, bytes]:
    return {named(attack): data for attack, data in ATTACKS.items()} | {"allowed_signers": ALLOWED}


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    for name, data in files().items():
        (HERE / name).write_bytes(data)
