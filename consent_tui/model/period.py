"""A length of time on the calendar: how long a consent is valid."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Period:
    """`count` of `unit`: days, weeks, months or years."""

    PATTERN: ClassVar[str] = r"^[1-9][0-9]{0,3} (day|week|month|year)s?$"

    count: int
    unit: str

    @classmethod
    def read(cls, text: str) -> Period:
        """Return the period that `12 months` writes. Raises `ValueError` with what to write instead."""
        if not re.fullmatch(cls.PATTERN, text.strip()):
            raise ValueError('must be a number and days, weeks, months or years; write it as "12 months"')
        count, unit = text.split()
        return cls(int(count), unit.rstrip("s"))

    def after(self, day: date) -> date:
        """Return the last day of a period that begins on `day`; a month too short for the day ends on its last day."""
        try:
            match self.unit:
                case "day":
                    return day + timedelta(days=self.count)
                case "week":
                    return day + timedelta(weeks=self.count)
                case unit:
                    months = day.year * 12 + day.month - 1 + self.count * (12 if unit == "year" else 1)
                    year, month = divmod(months, 12)
                    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
        except (OverflowError, ValueError):  # beyond the calendar: valid as long as it lasts
            return date.max

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"
