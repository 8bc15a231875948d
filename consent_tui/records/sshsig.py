"""OpenSSH signatures of bytes (PROTOCOL.sshsig): Ed25519, SHA-512, byte for byte what `ssh-keygen -Y sign` writes."""

from __future__ import annotations

import hashlib
import re
import struct
from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_MAGIC = b"SSHSIG"
_VERSION = struct.pack(">I", 1)
_TYPE = b"ssh-ed25519"
_HASH = b"sha512"
_WIDTH = 70
_BEGIN = b"-----BEGIN SSH SIGNATURE-----\n"
_END = b"-----END SSH SIGNATURE-----\n"


def _packed(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


# Key, length of the namespace, namespace, signature; all between them is the same for every Ed25519 key.
_SIGNATURE = re.compile(
    re.escape(_MAGIC + _VERSION + struct.pack(">I", 51) + _packed(_TYPE) + struct.pack(">I", 32))
    + rb"(.{32})(.{4})(.*)"
    + re.escape(_packed(b"") + _packed(_HASH) + struct.pack(">I", 83) + _packed(_TYPE) + struct.pack(">I", 64))
    + rb"(.{64})",
    re.DOTALL,
)


class NotVerified(ValueError):
    """These bytes are no signature as OpenSSH writes it, or not one of this message."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, by public key (32 raw bytes), and for what purpose."""

    public: bytes
    namespace: str


def sign(private: Ed25519PrivateKey, message: bytes, namespace: str) -> bytes:
    """Return the armoured signature, ending in a newline."""
    signature = private.sign(_to_be_signed(message, namespace.encode()))
    return _armour(_blob(private.public_key().public_bytes_raw(), namespace.encode(), signature))


def verify(armour: bytes, message: bytes) -> Signature:
    """Return who signed `message`, if `armour` is exactly what OpenSSH would have written. Raises `NotVerified`.

    The armour is built anew from its parts and compared, so no other spelling of the same signature passes.
    """
    lines = armour.removeprefix(_BEGIN).removesuffix(_END)
    try:
        blob = b64decode(lines.replace(b"\n", b""), validate=True)
        found = _SIGNATURE.fullmatch(blob)
        if not found or int.from_bytes(found[2]) != len(found[3]):
            raise NotVerified("not an Ed25519 signature over SHA-512")
        public, namespace, signature = found[1], found[3], found[4]
        if _armour(blob) != armour:
            raise NotVerified("spelled otherwise than OpenSSH writes it")
        _key(public).verify(signature, _to_be_signed(message, namespace))
        return Signature(public, namespace.decode("ascii"))
    except InvalidSignature:
        raise NotVerified("not a signature of these bytes") from None
    except ValueError as error:  # base64, ASCII
        raise NotVerified(str(error)) from None


@lru_cache(maxsize=256)
def _key(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)


def public_blob(public: bytes) -> bytes:
    """Return a public key (32 raw bytes) as OpenSSH packs it before base64."""
    return _packed(_TYPE) + _packed(public)


def public_of(blob: bytes) -> bytes:
    """Return the 32 raw bytes in a packed Ed25519 key. Raises `ValueError` for any other."""
    public = blob[-32:]
    if len(blob) < 32 or blob != public_blob(public):
        raise ValueError("not an Ed25519 key")
    return public


@lru_cache(maxsize=256)
def fingerprint(public: bytes) -> str:
    """Return a public key's fingerprint as `ssh-keygen -l` prints it: `SHA256:…` without padding."""
    return "SHA256:" + b64encode(hashlib.sha256(public_blob(public)).digest()).decode().rstrip("=")


def _to_be_signed(message: bytes, namespace: bytes) -> bytes:
    digest = hashlib.sha512(message).digest()
    return _MAGIC + _packed(namespace) + _packed(b"") + _packed(_HASH) + _packed(digest)


def _blob(public: bytes, namespace: bytes, signature: bytes) -> bytes:
    head = _MAGIC + _VERSION + _packed(public_blob(public)) + _packed(namespace)
    return head + _packed(b"") + _packed(_HASH) + _packed(_packed(_TYPE) + _packed(signature))


def _armour(blob: bytes) -> bytes:
    text = b64encode(blob)
    lines = (text[at : at + _WIDTH] + b"\n" for at in range(0, len(text), _WIDTH))
    return _BEGIN + b"".join(lines) + _END
