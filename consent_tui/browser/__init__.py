"""The kiosk in a browser: a small server that gives each tab a kiosk of its own, in a process and a terminal.

The page's half of it, a terminal in JavaScript with its font, is textual-serve's. Nothing here knows the screens: what
they lock, refuse and forget holds in a browser because it is the same program (`docs/decisions/140-browser.md`).
"""
