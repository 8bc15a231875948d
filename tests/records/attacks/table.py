"""What consent-tui and stock OpenSSH say of the attacks beside this file, as the tables of docs/record-format.md.

Run by `scripts/attacks`. Needs `ssh-keygen`. What should be said stands in `expected.toml`.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

from consent_tui.records import seal
from consent_tui.records.findings import Report, Status
from consent_tui.records.verify import verify_paths

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[2] / "docs" / "record-format.md"
BEGIN, END = "<!-- made by scripts/attacks -->\n", "<!-- until here -->\n"
_BY = re.compile(rb'\n\[seal\]\nby = "([a-z-]+)"\n')
Verdicts = dict[str, dict[str, str]]


def records() -> Verdicts:
    found: Verdicts = {}
    for path in sorted((HERE / "records").glob("*.toml")):
        (finding,) = verify_paths([path]).records
        found[path.stem] = {"ours": str(finding.status), "openssh": by_openssh(path, HERE / "records/allowed_signers")}
    return found


def folders() -> Verdicts:
    found: Verdicts = {}
    held = [HERE / "elsewhere"]
    for root in sorted((HERE / "folders").iterdir()):
        said = Counter(by_openssh(path, root / "allowed_signers") for path in sorted(root.glob("20*/*/*.toml")))
        found[root.name] = {
            "ours": told(verify_paths([root])),
            "since": told(verify_paths([root], held=held)),
            "openssh": ", ".join(f"{said[word]} {word}" for word in ("good", "refused") if said[word]),
        }
    return found


def told(report: Report) -> str:
    """The ledger, and whatever is not intact."""
    kinds = [each.kind if each.kind in ("checkpoint", "pack") else "record" for each in report.records]
    odd = Counter(
        (kind, each.status)
        for kind, each in zip(kinds, report.records, strict=True)
        if each.status is not Status.INTACT
    )
    words = [f"ledger {each.status}" for each in report.ledgers]
    words += [f"{number} {kind}{'s' if number > 1 else ''} {status}" for (kind, status), number in sorted(odd.items())]
    return ", ".join(words)


def by_openssh(path: Path, allowed: Path) -> str:
    """What the line of the document says, with the `by` of the seal and the namespace of records: good or refused."""
    found = _BY.search(path.read_bytes())
    by = found[1].decode() if found else "front-desk"
    line = (
        f"ssh-keygen -Y verify -f '{allowed}' -I {by} -n {seal.RECORD} "
        f"-s <(sed -n 's/^#~ //p' '{path}') < <(sed '/^#~ /d' '{path}')"
    )
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    return "good" if done.returncode == 0 and f'Good "{seal.RECORD}" signature for {by}' in done.stdout else "refused"


def expected() -> dict[str, Verdicts]:
    with (HERE / "expected.toml").open("rb") as file:
        return tomllib.load(file)


def tables(records: Verdicts, folders: Verdicts) -> str:
    """Both tables in Markdown, in the order of names."""
    lines = ["| one record | `consent-tui verify` | `ssh-keygen -Y verify` |", "|---|---|---|"]
    lines += [f"| {_words(name)} | {said['ours']} | {said['openssh']} |" for name, said in records.items()]
    heads = (
        "a folder of six records",
        "`consent-tui verify`",
        "`--since` a checkpoint of the first four",
        "`ssh-keygen`",
    )
    lines += ["", f"| {' | '.join(heads)} |", "|---|---|---|---|"]
    for name, said in folders.items():
        again = "the same" if said["since"] == said["ours"] else said["since"]
        lines.append(f"| {_words(name)} | {said['ours']} | {again} | {said['openssh']} |")
    return "\n".join(lines) + "\n"


def written(document: str, made: str) -> str:
    """Return the document with these tables between its marks."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + "\n" + made + "\n" + END + after


def _words(name: str) -> str:
    return name.replace("-", " ")


def main() -> int:
    found = {"records": records(), "folders": folders()}
    made = tables(found["records"], found["folders"])
    sys.stdout.write(made)
    document = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(written(document, made), encoding="utf-8")
    wrong = [name for part, said in found.items() for name in said if said[name] != expected()[part].get(name)]
    for name in wrong:
        sys.stderr.write(f"{name}: not what expected.toml says\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
