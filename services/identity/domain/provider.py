"""A provider (the tenant) and its centres."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from services.identity.domain.provider_settings import (
    Features,
    ProviderSettings,
    Settled,
    in_force,
    with_settled,
    without_planned,
)


class Nation(StrEnum):
    """Where a centre teaches; decides review intervals, objectives and Welsh outcomes."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"


class Language(StrEnum):
    """Languages of screens, mails and forms."""

    ENGLISH = "en"
    WELSH = "cy"


@dataclass(frozen=True, slots=True)
class Provider:
    """A training provider. `time_zone` is an IANA name and the default of its centres and people.

    `features` are those it began with; `settled` is everything decided since, in order of the days it counts from.
    """

    id: str
    name: str
    features: Features
    time_zone: str
    language: Language
    settled: tuple[Settled, ...] = ()
    version: int = 0

    def today(self, now: datetime) -> date:
        """The provider's local day at a moment (UTC)."""
        return now.astimezone(ZoneInfo(self.time_zone)).date()

    def at(self, now: datetime) -> ProviderSettings:
        """The settings that count at a moment (UTC)."""
        return in_force(self.settled, ProviderSettings(self.features), self.today(now))

    def settle(self, new: Settled) -> "Provider":
        """The provider with settings that count from a day on. Raises what `with_settled` raises."""
        return replace(self, settled=with_settled(self.settled, new, self.today(new.at)))

    def unsettle(self, since: date, now: datetime) -> "Provider":
        """The provider without settings that were planned. Raises `NothingPlanned`."""
        return replace(self, settled=without_planned(self.settled, since, self.today(now)))


@dataclass(frozen=True, slots=True)
class Centre:
    """A site inside a provider."""

    id: str
    provider_id: str
    name: str
    nation: Nation
    time_zone: str
    version: int = 0
