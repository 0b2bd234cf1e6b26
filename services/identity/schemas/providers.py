"""What the routes of providers and centres take and give."""

from datetime import datetime
from typing import Self

from chassis.schemas import In, Out
from services.identity.domain.provider import Centre, Language, Nation, Provider
from services.identity.schemas.fields import Email, Line, Password, PersonName, UserName, Zone
from services.identity.schemas.people import PersonOut
from services.identity.schemas.provider_settings import FeaturesIn, FeaturesOut, LabelsOut, labels_out


class FirstCentreIn(In):
    """The centre a provider starts with."""

    name: Line
    nation: Nation


class FirstAdminIn(In):
    """The Master Admin a provider starts with."""

    given_name: PersonName
    family_name: PersonName
    email: Email | None = None
    user_name: UserName
    initial_password: Password


class ProviderIn(In):
    """A new provider with its first centre and Master Admin."""

    name: Line
    features: FeaturesIn = FeaturesIn()
    time_zone: Zone = "Europe/London"
    language: Language = Language.ENGLISH
    centre: FirstCentreIn
    admin: FirstAdminIn


class ProviderOut(Out):
    """A provider."""

    id: str
    name: str
    features: FeaturesOut
    labels: LabelsOut
    time_zone: str
    language: Language
    version: int

    @classmethod
    def of(cls, provider: Provider, version: int, now: datetime) -> Self:
        """The provider at a version, with the settings that count at a moment (UTC)."""
        settings = provider.at(now)
        return cls(
            id=provider.id,
            name=provider.name,
            features=FeaturesOut.of(settings.features),
            labels=labels_out(settings.labels),
            time_zone=provider.time_zone,
            language=provider.language,
            version=version,
        )


class CentreIn(In):
    """A new centre; without a time zone it keeps the provider's."""

    name: Line
    nation: Nation
    time_zone: Zone | None = None


class CentreOut(Out):
    """A centre."""

    id: str
    name: str
    nation: Nation
    time_zone: str
    version: int

    @classmethod
    def of(cls, centre: Centre, version: int) -> Self:
        """The centre at a version."""
        return cls(
            id=centre.id, name=centre.name, nation=centre.nation, time_zone=centre.time_zone, version=version
        )


class ProviderCreatedOut(Out):
    """What a new provider starts with."""

    provider: ProviderOut
    centre: CentreOut
    admin: PersonOut
