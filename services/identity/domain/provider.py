"""A provider (the tenant) and its centres."""

from dataclasses import dataclass
from enum import StrEnum


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
class Features:
    """What a provider has switched on (SB-12, SB-28). `staff_second_factor`: nobody but learners and employers comes
    in without one (G12).
    """

    smart_rooms: bool = True
    auto_record: bool = False
    staff_second_factor: bool = False


@dataclass(frozen=True, slots=True)
class Provider:
    """A training provider. `time_zone` is an IANA name and the default of its centres and people."""

    id: str
    name: str
    features: Features
    time_zone: str
    language: Language
    version: int = 0


@dataclass(frozen=True, slots=True)
class Centre:
    """A site inside a provider."""

    id: str
    provider_id: str
    name: str
    nation: Nation
    time_zone: str
    version: int = 0
