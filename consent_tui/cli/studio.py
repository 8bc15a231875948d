"""`consent-tui pack diff`, `new` and `schema`: for those who write packs."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from consent_tui.cli.ending import Ended, Exit, say
from consent_tui.cli.notation import dumped

if TYPE_CHECKING:
    from consent_tui.content.comparing import Change
    from consent_tui.content.comparing_packs import Comparison, Edition


def diff(
    old: Annotated[Path, Parameter(help="The folder of the version that was.")],
    new: Annotated[Path, Parameter(help="The folder of the version that is now.")],
    /,
    *,
    language: Annotated[str | None, Parameter(help="Show the words of this language; else the pack's own.")] = None,
    form: Annotated[Literal["text", "json"], Parameter(name="--format", help="For people or for programs.")] = "text",
) -> int:
    """Tell in words what changed from one version of a pack to the next.

    Words that went stand in [-these-], words that came in {+these+}. Says whether clients must be asked again.

    Example: consent-tui pack diff craniosacral-1.0.0 content/craniosacral
    """
    from consent_tui.content.comparing_packs import compare, edition
    from consent_tui.content.comparing_telling import lines

    found = compare(edition(old), edition(new), language)
    if form == "json":
        print(dumped(_compared(found)))
    else:
        print("\n".join(lines(found)))
    return Exit.WELL


def new(
    folder: Annotated[Path, Parameter(help="The folder to make; it is not there yet.")],
    /,
    *,
    title: Annotated[str | None, Parameter(help="What clients know the therapy by.")] = None,
    language: Annotated[str, Parameter(help="The language of the pack: en, es or de.")] = "en",
) -> int:
    """Make a small pack to begin with: a draft that the kiosk shows at once.

    Its files explain themselves. What is still to be written stands in [[ ]]; pack check lists it.

    Example: consent-tui pack new mypack --title "Gentle touch"
    """
    from consent_tui.content.making import make

    make(folder, language=language, title=title)
    print(folder)
    typed = shlex.quote(str(folder))
    say(
        "A draft pack was made. See what is still to be written, and how it looks:\n"
        f"  consent-tui pack check {typed}\n"
        f"  consent-tui pack preview {typed}\n"
        f"  consent-tui --pack {typed} --draft"
    )
    return Exit.WELL


def schema(
    folder: Annotated[Path | None, Parameter(help="The folder of a pack; its files then name their schemas.")] = None,
    /,
    *,
    to: Annotated[Path | None, Parameter(help="Write the schemas there, and touch no pack.")] = None,
    lines: Annotated[bool, Parameter(help="Give a released pack its lines too; it is a draft until released.")] = False,
) -> int:
    """Write JSON Schemas of all files of a pack, so that an editor helps while typing.

    With a pack they go into its folder .schemas, and each file begins with the line that names its own. Without a
    folder they are printed as one JSON object.

    Example: consent-tui pack schema content/craniosacral
    """
    from consent_tui.content import schemas, schemas_placing

    if folder is not None and to is not None:
        raise Ended(Exit.USED_WRONGLY, "Name a pack, or a folder with --to, but not both.")
    if folder is not None:
        return _placed(folder, lines=lines)
    if to is not None:
        say(f"{schemas_placing.write(to)} schemas written to {to}.")
    else:
        told = {name: json.loads(text) for name, text in schemas.schemas().items()}
        print(json.dumps({"format": "consent-pack-schemas/1", "schemas": told}, indent=1, ensure_ascii=False))
    return Exit.WELL


def _placed(folder: Path, *, lines: bool) -> int:
    from consent_tui.content.folder import gather
    from consent_tui.content.reading import read
    from consent_tui.content.schemas_placing import place
    from consent_tui.model.pack import Status

    found = gather(folder)
    if "pack.toml" not in found.files:
        for fault in found.faults:
            say(str(fault))
        return Exit.NO
    pack = read(folder).pack
    standing = pack is not None and pack.status is not Status.DRAFT
    done = place(found, digested=lines or not standing)
    say(f"{folder}: schemas lie in {folder / '.schemas'}; {len(done.given)} files were given the line that names one.")
    if done.left:
        say(
            f"{len(done.left)} files were left as they are, since clients may see this pack: any change makes it a "
            "draft until its next release. To give them the line too, add --lines."
        )
    elif standing and done.given:
        say(f"The pack is a draft until it is released again; its digest is now {read(folder).digest}.")
    return Exit.WELL


def _compared(found: Comparison) -> dict[str, Any]:
    from consent_tui.content.comparing_telling import asking

    return {
        "format": "consent-pack-diff/1",
        "old": _edition(found.old),
        "new": _edition(found.new),
        "language": found.language,
        "clients": {"asked_again": found.asking.again, "says": list(asking(found.asking))},
        "changes": [_change(change) for change in found.changes],
        "languages": {
            "added": list(found.languages_added),
            "removed": list(found.languages_removed),
            "behind": {language: [_place(change) for change in row] for language, row in found.behind.items()},
            "changed": {language: [_change(change) for change in row] for language, row in found.elsewhere.items()},
        },
    }


def _edition(edition: Edition) -> dict[str, Any]:
    pack = edition.pack
    return {"id": pack.id, "version": pack.version, "status": pack.status.value, "digest": pack.digest}


def _place(change: Change) -> dict[str, Any]:
    return {"section": change.section.value, "id": change.id, "facet": change.facet}


def _change(change: Change) -> dict[str, Any]:
    from consent_tui.content.comparing_words import difference

    words = [[part.sign, part.text] for part in difference(change.was, change.now)] if change.words else None
    turn = change.turn.value if change.turn else None
    return {
        **_place(change), "name": change.name, "kind": change.kind.value, "turn": turn, "told": change.told,
        "was": change.was, "now": change.now, "words": words,
    }  # fmt: skip
