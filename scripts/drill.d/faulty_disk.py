"""A file system that breaks when it is told to: in memory, behind the kernel's own FUSE interface, Linux alone.

Programs see a real mount; the errors come from the kernel, as those of a dying disk do. Messages are laid out as in the
kernel's `include/uapi/linux/fuse.h`, protocol 7.31.
"""

from __future__ import annotations

import ctypes
import errno
import mmap
import os
import stat
import struct
from dataclasses import dataclass, field
from pathlib import Path

from mounting import mount

_IN, _OUT = struct.Struct("<IIQQIIIHH"), struct.Struct("<IiQ")
_ATTRIBUTES = struct.Struct("<6Q10I")
(LOOKUP, FORGET, GETATTR, SETATTR, MKDIR, UNLINK, RMDIR, LINK, OPEN, READ, WRITE, STATFS, RELEASE, FSYNC) = (
    1, 2, 3, 4, 9, 10, 11, 13, 14, 15, 16, 17, 18, 20,
)  # fmt: skip
FLUSH, INIT, OPENDIR, READDIR, RELEASEDIR, FSYNCDIR, CREATE, FORGET_ALL, RENAME = 25, 26, 27, 28, 29, 30, 35, 42, 45
OLD_RENAME = 12
CHANGING = {SETATTR, MKDIR, UNLINK, RMDIR, LINK, OPEN, WRITE, FSYNC, FLUSH, FSYNCDIR, CREATE, RENAME, OLD_RENAME}
_MOST = 1 << 17  # bytes in one write


class Orders:
    """What the disk is told from outside, and tells: shared between processes. Set `step` last."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, 32)
        self._numbers = (ctypes.c_int64 * 4).from_buffer(self._shared)

    def give(self, step: int, number: int, *, lasting: bool) -> None:
        """From now on, the request `step` that changes or flushes something fails; 0: none does."""
        self._numbers[0] = 0
        self._numbers[1], self._numbers[2], self._numbers[3] = number, int(lasting), 0
        self._numbers[0] = step

    @property
    def requests(self) -> int:
        return int(self._numbers[3])

    @property
    def error(self) -> int:
        return int(self._numbers[1])

    def refusal(self) -> int:
        """Count a request; return the error that it shall have, or 0."""
        self._numbers[3] += 1
        step, number, lasting, count = self._numbers
        return number if step and (count == step or (lasting and count > step)) else 0


@dataclass(slots=True)
class _Node:
    mode: int
    data: bytearray = field(default_factory=bytearray)
    names: dict[bytes, int] = field(default_factory=dict)
    links: int = 1


class Disk:
    """Serves one mount until it is gone."""

    def __init__(self, place: Path, orders: Orders) -> None:
        self._orders = orders
        self._nodes = {1: _Node(stat.S_IFDIR | 0o700)}
        self.device = os.open("/dev/fuse", os.O_RDWR)
        mount(place, "fuse", f"fd={self.device},rootmode=40000,user_id=0,group_id=0,default_permissions")

    def serve(self) -> None:
        while True:
            try:
                asked = os.read(self.device, _MOST + 4096)
            except OSError as error:
                if error.errno == errno.ENODEV:  # it was taken down
                    return
                continue
            _, what, unique, node, *_ = _IN.unpack_from(asked)
            if what in (FORGET, FORGET_ALL):
                continue
            try:
                number = self._orders.refusal() if what in CHANGING else 0
                do = self._break if number else self._answer
                answer = do(what, node, asked[_IN.size :])
                told = _OUT.pack(_OUT.size + len(answer), 0, unique) + answer
            except OSError as error:
                told = _OUT.pack(_OUT.size, -(error.errno or errno.EIO), unique)
            os.write(self.device, told)

    def _break(self, what: int, node: int, body: bytes) -> bytes:
        """Do half of what was asked, and fail."""
        if what == WRITE:
            _, at, size = struct.unpack_from("<QQI", body)
            self._nodes[node].data[at : at + size // 2] = body[40 : 40 + size // 2]
        raise OSError(self._orders.error, "told to")

    def _answer(self, what: int, node: int, body: bytes) -> bytes:
        here = self._nodes[node] if node else self._nodes[1]
        if what == INIT:
            return struct.pack("<IIIIHHII", 7, 31, _MOST, 1 << 5, 12, 9, _MOST, 1) + bytes(36)
        if what == LOOKUP:
            return self._entry(self._child(here, body[:-1]))
        if what == GETATTR:
            return struct.pack("<QII", 0, 0, 0) + self._attributes(node)
        if what == SETATTR:
            return self._set(node, body)
        if what in (OPEN, OPENDIR):
            return bytes(16)
        if what == READ:
            _, at, size = struct.unpack_from("<QQI", body)
            return bytes(here.data[at : at + size])
        if what == WRITE:
            _, at, size = struct.unpack_from("<QQI", body)
            here.data[at : at + size] = body[40 : 40 + size]
            return struct.pack("<II", size, 0)
        if what == READDIR:
            return self._listed(here, *struct.unpack_from("<QQI", body)[1:])
        if what == STATFS:
            return struct.pack("<5Q4I", 1 << 20, 1 << 19, 1 << 19, 1 << 20, 1 << 19, 4096, 255, 4096, 0) + bytes(24)
        if what in (FLUSH, FSYNC, FSYNCDIR, RELEASE, RELEASEDIR):
            return b""
        return self._renamed(what, here, body)

    def _renamed(self, what: int, here: _Node, body: bytes) -> bytes:
        """Whatever gives, takes or changes a name."""
        if what == CREATE:
            _, mode = struct.unpack_from("<II", body)
            return self._entry(self._new(here, body[16:-1], mode)) + bytes(16)
        if what == MKDIR:
            (mode,) = struct.unpack_from("<I", body)
            return self._entry(self._new(here, body[8:-1], stat.S_IFDIR | mode))
        if what == LINK:
            (old,) = struct.unpack_from("<Q", body)
            if body[8:-1] in here.names:
                raise OSError(errno.EEXIST, "taken")
            here.names[body[8:-1]] = old
            self._nodes[old].links += 1
            return self._entry(old)
        if what in (UNLINK, RMDIR):
            gone = self._child(here, body[:-1])
            if self._nodes[gone].names:
                raise OSError(errno.ENOTEMPTY, "not empty")
            del here.names[body[:-1]]
            self._nodes[gone].links -= 1
            return b""
        if what in (RENAME, OLD_RENAME):
            (folder,) = struct.unpack_from("<Q", body)
            old, new, _ = body[16 if what == RENAME else 8 :].split(b"\0")
            self._nodes[folder].names[new] = self._child(here, old)
            del here.names[old]
            return b""
        raise OSError(errno.ENOSYS, "not known")

    def _child(self, here: _Node, name: bytes) -> int:
        if name not in here.names:
            raise OSError(errno.ENOENT, "not there")
        return here.names[name]

    def _new(self, here: _Node, name: bytes, mode: int) -> int:
        if name in here.names:
            raise OSError(errno.EEXIST, "taken")
        number = len(self._nodes) + 1
        self._nodes[number] = _Node(mode)
        here.names[name] = number
        return number

    def _set(self, node: int, body: bytes) -> bytes:
        valid, _, _, size = struct.unpack_from("<IIQQ", body)
        here = self._nodes[node]
        if valid & 1:
            here.mode = stat.S_IFMT(here.mode) | struct.unpack_from("<I", body, 68)[0]
        if valid & 8:
            here.data[:] = here.data[:size].ljust(size, b"\0")
        return struct.pack("<QII", 0, 0, 0) + self._attributes(node)

    def _attributes(self, node: int) -> bytes:
        here = self._nodes[node]
        size = len(here.data)
        return _ATTRIBUTES.pack(node, size, -(-size // 512), 0, 0, 0, 0, 0, 0, here.mode, here.links, 0, 0, 0, 4096, 0)

    def _entry(self, node: int) -> bytes:
        return struct.pack("<4QII", node, 0, 0, 0, 0, 0) + self._attributes(node)

    def _listed(self, here: _Node, at: int, size: int) -> bytes:
        told = b""
        for number, (name, node) in enumerate(list(here.names.items())[at:], start=at + 1):
            kind = stat.S_IFMT(self._nodes[node].mode) >> 12
            one = struct.pack("<QQII", node, number, len(name), kind) + name
            one += bytes(-len(one) % 8)
            if len(told) + len(one) > size:
                break
            told += one
        return told
