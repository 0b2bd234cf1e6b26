"""What everybody must accept before the first use (SA-03), by version: a new version is asked for once more."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.identity.domain.errors import DisclaimerOutdated


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """A provider's disclaimer as it is now, in both languages; `number` counts its versions from 1.

    `id` is the provider's.
    """

    id: str
    number: int
    english: str
    welsh: str
    since: datetime
    version: int = 0

    def reworded(self, english: str, welsh: str, now: datetime) -> "Disclaimer":
        """The next version; the same one when no word changed."""
        if (english, welsh) == (self.english, self.welsh):
            return self
        return replace(self, number=self.number + 1, english=english, welsh=welsh, since=now)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who accepted which version, and when."""

    person_id: str
    number: int
    accepted_at: datetime


def must_be_current(disclaimer: Disclaimer | None, number: int) -> None:
    """Raise DisclaimerOutdated when somebody accepts another version than the one that holds."""
    if disclaimer is None or disclaimer.number != number:
        raise DisclaimerOutdated(
            "The disclaimer has changed meanwhile. Please read it again.",
            field="number",
            current=disclaimer.number if disclaimer else None,
        )
