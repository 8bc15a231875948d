"""The settings as values, with rule and sentence for people beside each: `clinic.toml` has these tables and keys.

The sentences are the comments of the file that `consent-tui setup` writes, of the shipped example and of the JSON
Schema. Unset numbers and wordings stay `None`: clients then read the words of their own language.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consent_tui.model.period import Period
from consent_tui.settings.rules import Folder, ListOf, OneOf, Rule, Shape, Span, Text, Whole, YesNo, Zone

THEMES = ("linen", "evening", "clear", "console")
COPIES = ("text", "html", "pdf", "fhir")
NAME = Shape(  # records keep names that begin with "rehearsal" for rehearsals
    r"(?!rehearsal(-|$))[a-z0-9-]{1,40}",
    'small letters a-z, digits and "-", at most 40, as "front-desk"; "rehearsal" is taken',
)
RECIPIENT = Shape(
    r"(age1[02-9ac-hj-np-z]{58}|ssh-ed25519 [A-Za-z0-9+/]{68}( .*)?)",
    'an age public key, which begins with "age1" and has 62 characters, or an OpenSSH one, "ssh-ed25519 …"',
)
PRINTER = Shape(r"[A-Za-z0-9_.][A-Za-z0-9_.@-]{0,126}", "the name of a printer, as `lpstat -e` prints it")
SIGNER = Shape(
    r'[a-z0-9-]{1,40} namespaces="[a-z,-]+" ssh-ed25519 [A-Za-z0-9+/]{68}( .*)?',
    'a line as in allowed_signers: name, namespaces="…", "ssh-ed25519" and the key',
)
PIN_HASH = Shape(r"scrypt:[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+", "what `consent-tui setup` wrote; run it to set a new PIN")


def setting(rule: Rule, says: str, default: Any = None, example: Any = None) -> Any:
    """A field of a table of `clinic.toml`. `example` is what the shipped example shows where the default is unset."""
    return dataclasses.field(default=default, metadata={"rule": rule, "says": says, "example": example})


@dataclass(frozen=True, slots=True)
class Clinic:
    """Who asks for consent; stands in every record."""

    name: str | None = setting(Text(120), "The name that clients know you by.", example="Example Practice")
    address: str | None = setting(Text(300), "Street, place, country.", example="1 Sample Street, Exampletown")
    contact: str | None = setting(
        Text(200), "How to reach you about a consent: telephone or e-mail.", example="desk@clinic.example"
    )
    jurisdiction: str | None = setting(Text(120), "Whose law holds: state or country.", example="Texas, USA")
    zone: str | None = setting(
        Zone(), "Your time zone by its IANA name; unset, that of the machine.", example="America/Chicago"
    )


@dataclass(frozen=True, slots=True)
class Kiosk:
    """The screen in the waiting room."""

    name: str = setting(NAME, "What records call this kiosk; another name for each kiosk.", "kiosk")
    theme: str | None = setting(
        OneOf(THEMES),
        "linen, evening, clear (strong contrast) or console; unset, what the screen shows.",
        example="clear",
    )
    idle_seconds: int = setting(
        Whole(20, 3600), "Seconds without a key before the kiosk asks if someone is there.", 180
    )
    warning_seconds: int = setting(Whole(20, 600), "Seconds that this question stands before all is wiped.", 60)
    hidden_minutes: int = setting(Whole(1, 240), "Minutes that hidden answers are kept.", 15)
    touch_keyboard: bool = setting(
        YesNo(), "Can letters be shown on the screen? For a touch screen without a keyboard.", default=False
    )
    pin_hash: str | None = setting(
        PIN_HASH, "The staff PIN, hashed. `consent-tui setup` writes it; without one nobody is asked for a PIN."
    )


@dataclass(frozen=True, slots=True)
class Safety:
    """Whom to call."""

    emergency: str | None = setting(
        Text(60), 'The emergency number; unset, clients read "your local emergency number".', example="911"
    )
    crisis: str | None = setting(Text(120), "Who answers at once in a mental crisis: name and number.", example="988")
    crisis_question: bool = setting(
        YesNo(),
        "Ask about thoughts of self-harm? Only where a trained person is there, and with a crisis number.",
        default=False,
    )

    def __post_init__(self) -> None:
        if self.crisis_question and self.crisis is None:
            raise ValueError("crisis_question needs to know whom to call; set crisis, or write crisis_question = false")


@dataclass(frozen=True, slots=True)
class Wording:
    """What is filled into the words of a pack."""

    recent: str | None = setting(
        Text(60),
        "What counts as recent. Unset, three months: a proposal that a clinician has to confirm.",
        example="in the last 3 months",
    )
    fee_text: str | None = setting(
        Text(200),
        'What a no costs the client; it ends the sentence "Saying no costs you …". Unset, nothing.',
        example="nothing",
    )


@dataclass(frozen=True, slots=True)
class Consent:
    """How long things last."""

    valid_for: Period | None = setting(
        Span(), "How long a consent is valid; unset, until it is withdrawn.", example=Period(12, "month")
    )
    retention: str | None = setting(Text(200), "How long records are kept, in words for clients.", example="10 years")


@dataclass(frozen=True, slots=True)
class Records:
    """Where records lie, and who can read them."""

    folder: Path | None = setting(
        Folder(), "The records folder; unset, the platform's folder for data.", example="~/consent-records"
    )
    keys: Path | None = setting(
        Folder(), "The folder of this machine's keys, never inside the records folder.", example="~/consent-keys"
    )
    recipients: tuple[str, ...] = setting(
        ListOf(RECIPIENT), "age public keys that records are encrypted to; two are wise: practice and recovery.", ()
    )

    def __post_init__(self) -> None:
        if self.folder and self.keys and (self.keys == self.folder or self.folder in self.keys.parents):
            raise ValueError("keys lies inside folder, so whoever copies records has the keys; name another folder")


@dataclass(frozen=True, slots=True)
class Trust:
    """Whose seals count."""

    signers: tuple[str, ...] = setting(
        ListOf(SIGNER), "Signers that `consent-tui verify` trusts, as lines of allowed_signers.", ()
    )


@dataclass(frozen=True, slots=True)
class Copies:
    """What a client may take away."""

    allowed: tuple[str, ...] = setting(
        ListOf(OneOf(COPIES)), "Kinds of copies that may be given.", ("text", "html", "pdf")
    )
    printer: str | None = setting(
        PRINTER,
        "The CUPS printer for copies: of clients at the kiosk, of staff at the desk; unset, none.",
        example="front_desk",
    )
    folder: Path | None = setting(
        Folder(),
        "The folder in which clients may save their copy, as a USB stick; unset, none.",
        example="/media/stick",
    )
    qr: bool = setting(
        YesNo(), "Does the last screen offer number and digest of the record as a QR code, for a phone?", default=True
    )


@dataclass(frozen=True, slots=True)
class Desk:
    """The practitioner's desk."""

    idle_minutes: int = setting(Whole(1, 240), "Minutes without a key before the desk locks itself.", 5)


@dataclass(frozen=True, slots=True)
class Settings:
    """All of `clinic.toml`; without one, the defaults. `source` is the file that was read."""

    clinic: Clinic = Clinic()
    kiosk: Kiosk = Kiosk()
    safety: Safety = Safety()
    wording: Wording = Wording()
    consent: Consent = Consent()
    records: Records = Records()
    trust: Trust = Trust()
    copies: Copies = Copies()
    desk: Desk = Desk()
    source: Path | None = None

    @property
    def is_set_up(self) -> bool:
        """Whether a clinic has said who it is; Start tells staff if not."""
        return self.source is not None

    def filled(self) -> dict[str, str]:
        """Return what is filled into words, by name. For a name that is not there the language has its own words."""
        words = {
            "emergency": self.safety.emergency,
            "crisis": self.safety.crisis,
            "recent": self.wording.recent,
            "fee": self.wording.fee_text,
            "retention": self.consent.retention,
            "contact": self.clinic.contact,
        }
        return {name: text for name, text in words.items() if text is not None}


TABLES: dict[str, type] = {
    field.name: type(field.default) for field in dataclasses.fields(Settings) if field.name != "source"
}
