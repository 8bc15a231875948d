"""What can come out of a terminal besides what a client means. Each of these changes nothing on any screen."""

from __future__ import annotations

ESC = "\x1b"
PASTED = f"{ESC}[200~{{}}{ESC}[201~"

# Ctrl with each letter and sign but those that are keys of their own: H, I, J, M are Backspace, Tab, Enter twice, [ is
# Esc, Q is for staff.
CHORDS = {f"ctrl+{chr(96 + n)}": bytes([n]) for n in range(1, 27) if n not in (8, 9, 10, 13, 17)} | {
    "ctrl+@": b"\x00",
    "ctrl+\\": b"\x1c",
    "ctrl+]": b"\x1d",
    "ctrl+^": b"\x1e",
    "ctrl+_": b"\x1f",
}
# F1 to F3 are keys of the kiosk, F10 leaves behind the PIN.
FUNCTION_KEYS = {
    **{f"f{n}": f"{ESC}[{code}~" for n, code in zip(range(5, 10), (15, 17, 18, 19, 20), strict=True)},
    **{f"f{n}": f"{ESC}[{code}~" for n, code in zip(range(11, 13), (23, 24), strict=True)},
    "f4": f"{ESC}OS",
    **{f"shift+f{n}": f"{ESC}[{n + 11};2~" for n in range(5, 9)},
    **{f"ctrl+f{n}": f"{ESC}[1;5{'PQRS'[n - 1]}" for n in range(1, 5)},
    **{f"alt+f{n}": f"{ESC}[1;3{'PQRS'[n - 1]}" for n in range(1, 5)},
    "insert": f"{ESC}[2~",
    "print": f"{ESC}[57361u",
    "menu": f"{ESC}[29~",
    "pause": f"{ESC}[57362u",
    "super": f"{ESC}[57444u",
}
KITTY_CHORDS = {
    f"kitty {name}": f"{ESC}[{code};{modifier}u"
    for name, code, modifier in [
        ("ctrl+c", 99, 5),
        ("ctrl+p", 112, 5),
        ("ctrl+z", 122, 5),
        ("ctrl+\\", 92, 5),
        ("ctrl+shift+a", 97, 6),
        ("super+c", 99, 9),
        ("super+q", 113, 9),
        ("alt+f4", 57367, 3),
        ("ctrl+alt+delete", 57349, 7),
        ("left shift", 57441, 2),
        ("caps lock", 57358, 1),
    ]
}
MOUSE = {
    "normal, far": b"\x1b[M\xff\xff\xff",
    "normal, in UTF-8 mode": "\x1b[M \u0101\u0101".encode(),
    "SGR press far outside": f"{ESC}[<0;999;999M{ESC}[<0;999;999m",
    "SGR press at minus one": f"{ESC}[<0;-1;-1M{ESC}[<0;-1;-1m",
    "SGR of a thousand digits": f"{ESC}[<0;{'9' * 1000};1M",
    "SGR moves": "".join(f"{ESC}[<35;{n % 80 + 1};{n % 24 + 1}M" for n in range(50)),
    "SGR of unknown buttons": f"{ESC}[<130;5;1M{ESC}[<130;5;1m{ESC}[<255;5;1M",
    "SGR release of what was not pressed": f"{ESC}[<0;2;1m",
    "urxvt": f"{ESC}[32;999;999M{ESC}[35;999;999M",
    "drag over the page": f"{ESC}[<0;1;1M" + "".join(f"{ESC}[<32;{n};1M" for n in range(2, 40)) + f"{ESC}[<0;40;1m",
    "middle button pastes": f"{ESC}[<1;999;1M{ESC}[<1;999;1m",
    "highlight tracking": f"{ESC}[t{ESC}[T",
}
REPLIES = {
    "OSC colours": f"{ESC}]11;rgb:1111/2222/3333\x07",
    "OSC clipboard": f"{ESC}]52;c;MTExMTEx{ESC}\\",
    "OSC title": f"{ESC}]l111{ESC}\\",
    "OSC of 3000 letters": f"{ESC}]0;{'1' * 3000}\x07",
    "DCS version": f"{ESC}P>|xterm(111){ESC}\\",
    "DCS settings": f"{ESC}P1$r1;1r{ESC}\\",
    "APC graphics": f"{ESC}_Gi=111;OK{ESC}\\",
    "PM and SOS": f"{ESC}^111{ESC}\\{ESC}X111{ESC}\\",
    "primary attributes": f"{ESC}[?62;1;11c",
    "secondary attributes": f"{ESC}[>1;111;1c",
    "status": f"{ESC}[0n",
    "cursor position": f"{ESC}[11;11R",
    "window size": f"{ESC}[8;24;80t{ESC}[4;1;1t",
    "kitty flags": f"{ESC}[?25u",
    "mode reports": f"{ESC}[?2026;2$y{ESC}[?2048;0$y{ESC}[?9999;1$y",
    "focus out and in": f"{ESC}[O{ESC}[I",
    "in-band size nobody asked for": f"{ESC}[48;5000;5000;1;1t{ESC}[48;0;0;0;0t",
    "support of in-band sizes, late": f"{ESC}[?2048;2$y{ESC}[48;300;300;9;9t",
}
BYTES = {
    "one byte that is no UTF-8": b"\xff",
    "C1 CSI": b"\x9b",
    "C1 OSC to the clipboard": b"\x9d52;c;eHg=\x9c",
    "cut short UTF-8": b"\xf0\x9f",
    "overlong UTF-8": b"\xc0\xaf\xe0\x80\xaf",
    "surrogates": b"\xed\xa0\x80\xed\xbf\xbf",
    "beyond Unicode": b"\xf7\xbf\xbf\xbf",
    "NUL, DEL, BEL": b"\x00\x00\x7f\x07",
    "all bytes from 80 on": bytes(range(0x80, 0x100)),
    "bidi overrides and joiners": "\u202e\u202d\u2066\u2069\u200d\ufeff".encode(),
    "combining marks": ("\u0301" * 30).encode(),
}
MALFORMED = {
    "kitty codepoint beyond Unicode": f"{ESC}[99999999999;1u",
    "kitty codepoint with parts": f"{ESC}[:;1u",
    "kitty text with parts": f"{ESC}[57444;1;99999999999u",
    "CSI of empty numbers": f"{ESC}[;;;;;;;;;;;;;;;u",
    "CSI without end": f"{ESC}[{'0;' * 300}",
    "SS3 of nothing": f"{ESC}O\x00",
    "escapes, many": ESC.encode() + b"[" + ESC.encode() + b"[" + ESC.encode() + b"[?",
    "a lone beginning of a paste mark": f"{ESC}[200",
    "an end of a paste that was none": f"{ESC}[201~",
}
PASTES = {
    "paste of keys": PASTED.format("1\r2\r"),
    "paste of escapes": PASTED.format(f"{ESC}[A{ESC}OP{ESC}{ESC}\x11\x11"),
    "paste within a paste": PASTED.format(f"{ESC}[200~11"),
    "paste of everything": PASTED.format("".join(map(chr, range(1, 160))).replace(ESC, "")),
}

TABLES: dict[str, dict[str, bytes]] = {
    told: {name: sent if isinstance(sent, bytes) else sent.encode() for name, sent in table.items()}
    for told, table in {
        "chords": CHORDS,
        "function keys": FUNCTION_KEYS,
        "chords of kitty's protocol": KITTY_CHORDS,
        "mouse": MOUSE,
        "replies": REPLIES,
        "bytes": BYTES,
        "malformed": MALFORMED,
        "pastes": PASTES,
    }.items()
}
