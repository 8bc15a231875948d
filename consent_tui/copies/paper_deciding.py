"""The parts of a paper form that are not of a pack: who decides, the decision with names and signatures, the desk's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from consent_tui.copies.document import Asked, Blank, Block, Box, Paragraph, Tone
from consent_tui.model.acts import Treated

Says = Callable[..., str]


def blocks(says: Says, treated: Treated) -> Iterator[Block]:
    """Who is treated, who decides, and what would help."""
    other = treated is not Treated.SELF
    bands = ("under", "minor", "adult")
    hint = (says("deciding.age_adult_child"),) if treated is Treated.CHILD else ()
    yield Asked(says("deciding.age_other" if other else "deciding.age"), _boxes(says, "deciding.age", bands), hint)
    if treated is Treated.CHILD:
        yield Asked(says("deciding.role"), _boxes(says, "deciding.role", ("parent", "guardian")))
    yield Asked(
        says("deciding.able"), _boxes(says, "deciding.able", ("yes", "no", "unsure")), (says("deciding.able_why"),)
    )
    yield Asked(
        says("deciding.help"),
        _boxes(says, "deciding.help", ("reading", "seeing", "language")),
        (says("deciding.help_prose"),),
    )
    yield Asked(says("deciding.interpreter"), _boxes(says, "deciding.interpreter", ("yes", "no")))
    yield Blank(says("deciding.interpreter_name"))
    yield Blank(says("deciding.interpreter_language"))
    if treated is Treated.CHILD:
        yield Asked(
            says("deciding.assent"),
            _boxes(says, "deciding.assent", ("yes", "no", "person")),
            (says("deciding.assent_prose"),),
        )


def decision(says: Says, treated: Treated, person: str) -> Iterator[Block]:
    """The three answers, then what only a yes needs: names, what signing means, the signature and its day.

    `person`: how the one who signs names the person treated.
    """
    other = treated is not Treated.SELF
    yield Paragraph(says("paper.may_stop"))
    yield Asked(
        says("decide.title"),
        tuple(Box(says(f"decide.{each}")) for each in ("agree", "refuse", "undecided")),
        (says("decide.prose"),),
    )
    yield Blank(says("keep.reason"), 2)
    yield Paragraph(says("sign.title_other" if other else "sign.title"), Tone.STRONG)
    yield Blank(says("sign.name_other" if other else "sign.name"))
    yield Blank(says("sign.born_other" if other else "sign.born"))
    if other:
        authority = "sign.authority_parent" if treated is Treated.CHILD else "sign.authority"
        yield from (Blank(says(key)) for key in ("sign.signer", "sign.relationship", authority))
    yield Paragraph(f"{says('sign.meaning_word')}: {says('sign.meaning')}")
    line = says("paper.certify_other", person=person) if other else says("sign.certify")
    yield Asked(says("paper.certify"), (Box(line),))
    yield Blank(says("paper.signature"))
    yield Blank(says("paper.date"))
    yield Blank(says("paper.interpreter_signature"))


def practitioner(says: Says, treated: Treated) -> Iterator[Block]:
    """What a practitioner checks with the client before starting, as a countersignature says it."""
    yield Paragraph(says("paper.staff_prose"))
    checks = ["checked", "talked", "cleared", "wanted", *(["seen"] if treated is not Treated.SELF else [])]
    yield Asked(says("paper.staff_checks"), tuple(Box(says(f"paper.staff_{each}")) for each in checks))
    if treated is not Treated.SELF:
        yield Blank(says("paper.staff_paper"))
    yield from (Blank(says(f"paper.{each}")) for each in ("staff_name", "signature", "date", "number"))


def _boxes(says: Says, stem: str, answers: tuple[str, ...]) -> tuple[Box, ...]:
    return tuple(Box(says(f"{stem}_{answer}")) for answer in answers)
