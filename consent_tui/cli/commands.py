"""All commands, as one tree. Each stands in the module of its family, and imports what is slow when it is called."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cyclopts import App, CycloptsError, Parameter

from consent_tui import __version__
from consent_tui.cli import act
from consent_tui.cli.doctor import doctor
from consent_tui.cli.ending import Ended, Exit
from consent_tui.cli.kiosk import kiosk
from consent_tui.cli.listing import figures, list_records
from consent_tui.cli.pack import check, digest
from consent_tui.cli.paper import paper
from consent_tui.cli.preview import preview
from consent_tui.cli.rehearse import rehearse
from consent_tui.cli.review import review
from consent_tui.cli.serve import serve
from consent_tui.cli.setup import setup
from consent_tui.cli.show import show
from consent_tui.cli.studio import diff, new, schema
from consent_tui.cli.verify import verify


def tree() -> App:
    """Return the command line as cyclopts knows it; with no command it is the kiosk, since that is the main job."""
    app = App(
        name="consent-tui",
        help="Informed consent to craniosacral therapy: leads a client through it and seals what was decided.\n\n"
        "Without a command it starts the kiosk with the bundled pack.\n\nExample: consent-tui --language en",
        version=__version__,
        default_parameter=Parameter(negative=(), show_default=False),
        help_format="plaintext",
        help_formatter="plain",  # a screen reader reads it, and so does a pipe
        exit_on_error=False,
        print_error=False,
        result_action="return_value",
        suppress_keyboard_interrupt=False,
    )
    app.default(kiosk)
    packs = App(name="pack", help="For those who write packs.")
    packs.command(check)
    packs.command(preview)
    packs.command(diff)
    packs.command(new)
    packs.command(schema)
    packs.command(digest)
    acts = App(name="act", help="For practitioners: what is done about a record later, sealed with an own key.")
    for deed in (act.clear, act.countersign, act.answer, act.withdraw, act.void, act.erase, act.paper, act.note):
        acts.command(deed)
    commands: tuple[Callable[..., int], ...] = (kiosk, serve, rehearse, review, show, paper, verify, setup, doctor)
    for command in commands:
        app.command(command)
    app.command(list_records, name="list")
    app.command(figures)
    app.command(acts)
    app.command(packs)
    return app


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code. Raises `Ended` where it was used wrongly."""
    app = tree()
    try:
        command, bound, _ = app.parse_args(list(arguments))
    except CycloptsError as fault:
        raise Ended(Exit.USED_WRONGLY, f"{_sentence(fault, app, arguments)}\nSee: consent-tui --help") from None
    result = command(*bound.args, **bound.kwargs)
    return Exit.WELL if result is None else int(result)


def _sentence(fault: CycloptsError, app: App, arguments: Sequence[str]) -> str:
    """A first word that is no command reaches us as a token too many; say what was meant."""
    first = next(iter(arguments), "")
    known = [name for name in app if not name.startswith("-")]
    if first.startswith("-") or first in known:
        return str(fault)
    from consent_tui.content.faults import nearest, printable

    near = nearest(first, known)
    hint = f'; did you mean "{near}"?' if near else f"; commands are {', '.join(known)}."
    return printable(f'There is no command "{first}"{hint}')
