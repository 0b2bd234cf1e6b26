"""What identity's routes take and give."""

from datetime import date, datetime
from typing import Annotated, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, SecretStr

from chassis.schemas import Id, In, Out, ShownId, Text
from services.identity.domain.disclaimer import Disclaimer
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.permission_set import Permission
from services.identity.domain.person import Person, PersonState
from services.identity.domain.provider import Centre, Language, Nation, Provider
from services.identity.domain.roles import Role, RoleGrant
from services.identity.domain.second_factor import Pending
from services.identity.schemas.provider_settings import FeaturesIn, FeaturesOut, LabelsOut, labels_out

_ZONES = available_timezones()


def _known_zone(name: str) -> str:
    if name not in _ZONES:
        raise ValueError("This is not an IANA time zone such as Europe/London.")
    return name


def _whole(secret: SecretStr) -> SecretStr:
    if any(0xD800 <= ord(char) <= 0xDFFF for char in secret.get_secret_value()):
        raise ValueError("The password contains half of a character (a lone surrogate).")
    return secret


Zone = Annotated[str, Field(max_length=64, examples=["Europe/London"]), AfterValidator(_known_zone)]
PersonName = Annotated[Text, Field(min_length=1, max_length=99)]
Line = Annotated[Text, Field(min_length=1, max_length=200)]
Email = Annotated[
    Text, Field(max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", examples=["sian@example.org"])
]
LearnerNumber = Annotated[Text, Field(min_length=1, max_length=40, examples=["L-20417"])]
UserName = Annotated[Text, Field(min_length=1, max_length=256)]
Password = Annotated[SecretStr, Field(max_length=256), AfterValidator(_whole)]
"""Generous here; which passwords are good enough is the domain's question."""


RefreshTokenText = Annotated[str, Field(max_length=200)]


Permissions = Annotated[
    list[Permission] | None,
    Field(
        examples=[None],
        description="What a Custom Manager may do; null for roles that say it all by themselves.",
    ),
]


class SignInIn(In):
    """What somebody signs in with, and as what; without a role it is their first one."""

    user_name: UserName
    password: Password
    role: Role | None = None


class TokenIn(In):
    """A refresh token, perhaps to go on in another role."""

    refresh_token: RefreshTokenText
    role: Role | None = None


class NamedOut(Out):
    """Something with its name."""

    id: str
    name: str


class DisclaimerOut(Out):
    """What everybody has to accept, in both languages; `number` counts its versions."""

    number: int
    english: str
    welsh: str
    since: datetime

    @classmethod
    def of(cls, disclaimer: Disclaimer) -> Self:
        """The disclaimer."""
        return cls(
            number=disclaimer.number,
            english=disclaimer.english,
            welsh=disclaimer.welsh,
            since=disclaimer.since,
        )


Paragraphs = Annotated[Text, Field(min_length=1, max_length=10_000)]


class DisclaimerIn(In):
    """What everybody has to accept, in both languages. `replaces` is the number of the version that was read,
    0 when there was none.
    """

    replaces: Annotated[int, Field(ge=0, le=1_000_000)]
    english: Paragraphs
    welsh: Paragraphs


class AcceptanceIn(In):
    """The holder of this refresh token has read and accepts this version of the disclaimer."""

    refresh_token: RefreshTokenText
    number: Annotated[int, Field(ge=1, le=1_000_000)]


class SignedInOut(Out):
    """Tokens, and who they are for. The refresh token is good for one use.

    The access token opens nothing while something is `pending`: `second_factor` (`POST /sign-in/second-factor`),
    `second_factor_setup` (`POST /sign-in/second-factor/setup`), `disclaimer` (`POST /sign-in/acceptance`).
    """

    access_token: str
    token_type: str
    expires_in: int
    refresh_token: str
    person: NamedOut
    provider: NamedOut
    role: Role
    roles: list[Role]
    centre_ids: list[str]
    permissions: Permissions
    pending: Pending | None
    disclaimer: DisclaimerOut | None


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


class RoleIn(In):
    """A role and the centres it is held at; without centres at all of them, for provider-wide roles only."""

    role: Role
    centre_ids: Annotated[tuple[Id, ...], Field(max_length=60)] = ()

    def to_grant(self) -> RoleGrant:
        """The grant as the domain has it."""
        return RoleGrant(self.role, tuple(dict.fromkeys(self.centre_ids)))


class RoleOut(Out):
    """A role and the centres it is held at."""

    role: Role
    centre_ids: list[str]
    permission_set_id: Annotated[
        str | None, Field(examples=[None], description="What a Custom Manager may do (G04).")
    ]


class PersonIn(In):
    """Somebody new. With a user name they get a login identity and need an initial password."""

    given_name: PersonName
    family_name: PersonName
    display_name: Line | None = None
    email: Email | None = None
    user_name: UserName | None = None
    initial_password: Password | None = None
    roles: Annotated[list[RoleIn], Field(min_length=1, max_length=15)]
    time_zone: Zone | None = None
    language: Language | None = None
    learner_number: LearnerNumber | None = None
    date_of_birth: date | None = None


class PersonOut(Out):
    """A person as those see them who may."""

    id: ShownId
    given_name: str
    family_name: str
    display_name: str
    email: str | None
    roles: list[RoleOut]
    state: PersonState
    language: Language
    time_zone: str
    learner_number: str | None
    version: int

    @classmethod
    def of(cls, person: Person, version: int) -> Self:
        """The person at a version."""
        return cls(
            id=person.id,
            given_name=person.given_name,
            family_name=person.family_name,
            display_name=person.display_name,
            email=person.email,
            roles=[
                RoleOut(
                    role=grant.role,
                    centre_ids=list(grant.centre_ids),
                    permission_set_id=grant.permission_set_id,
                )
                for grant in person.roles
            ],
            state=person.state,
            language=person.language,
            time_zone=person.time_zone,
            learner_number=person.learner_number,
            version=version,
        )


class ProviderCreatedOut(Out):
    """What a new provider starts with."""

    provider: ProviderOut
    centre: CentreOut
    admin: PersonOut


class MeOut(Out):
    """Who is signed in, where, as what, and as what else they could be; `user_name` is what they sign in with."""

    person: PersonOut
    user_name: str | None
    provider: ProviderOut
    role: Role
    centre_ids: list[str]
    permissions: Permissions


class LanguageIn(In):
    """The language somebody wants to be written to in."""

    language: Language


class LanguageOut(Out):
    """The language somebody is written to in."""

    language: Language

    @classmethod
    def of(cls, person: Person) -> Self:
        """The person's."""
        return cls(language=person.language)


class EnrolmentIn(In):
    """A learner on a qualification at a centre. `employer_id` is the person who acts for the employer; `nation` is
    given when other rules hold than those of the centre's.
    """

    learner_id: Id
    centre_id: Id
    qualification_id: Id
    assessor_id: Id | None = None
    iqa_id: Id | None = None
    employer_id: Id | None = None
    nation: Nation | None = None


class AllocationIn(In):
    """Who looks after an enrolment: both places are filled at once (CE-24)."""

    assessor_id: Id
    iqa_id: Id


class CoverOut(Out):
    """Another assessor covers, from the first day to the last, in the centre's time zone."""

    assessor_id: str
    from_date: date
    until_date: date


class EnrolmentOut(Out):
    """An enrolment."""

    id: str
    learner_id: ShownId
    centre_id: str
    qualification_id: str
    assessor_id: str | None
    iqa_id: str | None
    employer_id: str | None
    blocked: bool
    archived: bool
    covering: list[CoverOut]
    shared_with_centre_id: str | None
    nation: Nation | None
    version: int

    @classmethod
    def of(cls, enrolment: Enrolment, version: int) -> Self:
        """The enrolment at a version."""
        return cls(
            id=enrolment.id,
            learner_id=enrolment.learner_id,
            centre_id=enrolment.centre_id,
            qualification_id=enrolment.qualification_id,
            assessor_id=enrolment.assessor_id,
            iqa_id=enrolment.iqa_id,
            employer_id=enrolment.employer_id,
            blocked=enrolment.blocked,
            archived=enrolment.archived,
            covering=[
                CoverOut(
                    assessor_id=cover.assessor_id, from_date=cover.from_date, until_date=cover.until_date
                )
                for cover in enrolment.covering
            ],
            shared_with_centre_id=enrolment.shared_with,
            nation=enrolment.nation,
            version=version,
        )
