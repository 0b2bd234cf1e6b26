"""What identity says. The only events that carry personal data, so erasure has one place to start."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from contracts.base import Contract, Part
from contracts.fields import Code, Email, Id, Instant, Line, MailDomain, Name, Zone
from contracts.reads import NotedRead
from contracts.words import AccountState, Language, LinkPurpose, Nation, Role


class Features(Part):
    """What a provider has switched on."""

    smart_rooms: Annotated[bool, Field(description="Smart Sessions may be booked (SB-28).")]
    auto_record: Annotated[bool, Field(description="A Smart Session may be recorded by itself (SB-12).")]
    induction_on_booking: Annotated[
        bool, Field(description="An Induction moves its learners when it is booked (SB-20, G03).")
    ] = False
    learner_suggests_criteria: Annotated[
        bool, Field(description="A learner may suggest criteria for evidence (SA-60).")
    ] = False
    learner_sees_traffic_light: Annotated[bool, Field(description="DR-104.")] = True
    wellbeing: Annotated[bool, Field(description="The wellbeing check-in is used (SA-11).")] = False
    not_a_cv: Annotated[bool, Field(description="Not A CV is used (SA-12).")] = False
    svle: Annotated[bool, Field(description="SVLE is used (SA-12).")] = False
    offer_freed_slots: Annotated[
        bool, Field(description="The time of a cancelled session is offered to learners (B-04).")
    ] = False


Number = Annotated[int | None, Field(ge=0, le=9999)]


class Rules(Part):
    """The numbers that a provider has set; null: as usual (9-rules)."""

    review_interval_days: Number = None
    traineeship_review_interval_days: Number = None
    skills_interval_days: Number = None
    authentication_working_days: Number = None
    on_track_points: Number = None
    inactivity_days: Number = None
    retention_years: Number = None


class SettingsSince(Part):
    """What counts from a local day on, until the next ones do."""

    since: date
    features: Features
    rules: Rules


class ProviderChanged(
    Contract, name="identity.provider.changed", major=1, heard_by=("scheduling", "notifications")
):
    """A provider, which is a tenant: its name, its language and zone, and what it has switched on."""

    CHANGES: ClassVar[tuple[str, ...]] = ("created", "changed")

    name: Line
    features: Features
    time_zone: Annotated[Zone, Field(description="IANA zone for what has no centre.")]
    language: Language
    settled: Annotated[
        tuple[SettingsSince, ...],
        Field(
            max_length=60,
            description="All settings in order of their days. On a day counts the last one that has begun; before "
            "the first, and while there is none, what `features` says.",
        ),
    ] = ()


class CentreChanged(
    Contract,
    name="identity.centre.changed",
    major=1,
    heard_by=("scheduling", "progression", "notifications"),
):
    """A centre: a site inside a provider. Its nation decides which rules and objectives hold."""

    CHANGES: ClassVar[tuple[str, ...]] = ("created", "changed")

    name: Line
    nation: Nation
    time_zone: Annotated[Zone, Field(description="IANA zone of the site.")]


class RoleHeld(Part):
    """A role a person may act in, and where."""

    role: Role
    centre_ids: Annotated[tuple[Id, ...], Field(max_length=60, description="The centres this role holds in.")]
    permission_set_id: Annotated[
        Id | None,
        Field(description="What the role is made of, for a Custom Manager who was given a set (G04)."),
    ] = None


class SignedOff(Part):
    """Somebody may do digital reviews: since when, and who said so (DR-67)."""

    at: Instant
    by_person_id: Id


class PersonChanged(
    Contract,
    name="identity.person.changed",
    major=1,
    heard_by=("scheduling", "notifications", "reviews", "evidence", "progression"),
):
    """A person of one provider: how to name and reach them, their roles, whether they may enter."""

    CHANGES: ClassVar[tuple[str, ...]] = (
        "created",
        "changed",
        "roles_changed",
        "blocked",
        "unblocked",
        "archived",
        "retrieved",
    )

    given_name: Name
    family_name: Name
    display_name: Annotated[Line, Field(description="The name to show, chosen by the person.")]
    email: Annotated[Email | None, Field(description="Where mail goes; null: this person gets none.")]
    roles: Annotated[tuple[RoleHeld, ...], Field(max_length=15)]
    centre_ids: Annotated[
        tuple[Id, ...], Field(max_length=60, description="Every centre the person belongs to.")
    ]
    time_zone: Annotated[Zone, Field(description="IANA zone in which times are shown to the person.")]
    language: Language
    state: AccountState
    review_sign_off: Annotated[
        SignedOff | None, Field(description="Null: not signed off for digital reviews (DR-67).")
    ] = None


class Cover(Part):
    """Another assessor stands in for a while."""

    assessor_id: Id
    from_date: Annotated[date, Field(description="First day, in the centre's zone.")]
    until_date: Annotated[date, Field(description="Last day, in the centre's zone.")]


class Sample(Part):
    """An external quality assurer may read about an enrolment until a day."""

    eqa_id: Id
    until_date: Annotated[date, Field(description="Last day, reckoned in the UK (Europe/London).")]


class Held(Part):
    """Somebody held a place at an enrolment; still, without an end."""

    place: Annotated[Code, Field(description="`assessor` or `iqa`.")]
    person_id: Id
    from_at: Instant
    until_at: Instant | None


class EnrolmentChanged(
    Contract,
    name="identity.enrolment.changed",
    major=1,
    heard_by=("identity", "scheduling", "reviews", "evidence", "progression", "notifications"),
):
    """A learner is on a qualification at a centre, and these people look after it: every caseload's root.

    Blocked and archived are axes of their own: the training status is progression's and stays as it was.
    """

    CHANGES: ClassVar[tuple[str, ...]] = (
        "created",
        "allocated",
        "covered",
        "shared",
        "sampled",
        "changed",
        "blocked",
        "unblocked",
        "archived",
        "retrieved",
    )

    learner_id: Id
    centre_id: Id
    qualification_id: Id
    assessor_id: Id | None
    iqa_id: Annotated[Id | None, Field(description="Never the assessor of the same enrolment.")]
    employer_id: Annotated[
        Id | None, Field(description="The person who acts for the employer (employer_user).")
    ]
    blocked: bool
    archived: bool
    covering: Annotated[tuple[Cover, ...], Field(max_length=50)]
    shared_with_centre_id: Annotated[
        Id | None,
        Field(
            description="With its centre's consent this one looks after the enrolment too, and nothing else (CE-30)."
        ),
    ] = None
    sampled: Annotated[
        tuple[Sample, ...],
        Field(
            max_length=10,
            description="The external quality assurers who may read about it (G06); whether still, the day says.",
        ),
    ] = ()
    archive_prompted_at: Annotated[
        Instant | None,
        Field(description="When the external quality assurer last asked for it to be archived (CE-62)."),
    ] = None
    held: Annotated[
        tuple[Held, ...],
        Field(max_length=20, description="Who had which place when, oldest first: the last 20 periods."),
    ] = ()
    learner_away_since: Annotated[
        Instant | None,
        Field(
            description="When the learner was last here, or was invited if they never were, once that is longer ago "
            "than the provider allows (SA-66)."
        ),
    ] = None
    nation: Annotated[
        Nation | None, Field(description="Whose rules hold for this enrolment; null: its centre's nation.")
    ] = None


class EmployerChanged(Contract, name="identity.employer.changed", major=1, heard_by=("reviews",)):
    """An employer: whose mails count as its word. Workplaces and contacts stay with identity: nothing follows
    from them.

    Mail counts from a recorded address and, of a larger company, from one of its own domains (DR-44). What was merged
    into another record is spoken for by that one.
    """

    CHANGES: ClassVar[tuple[str, ...]] = ("created", "changed", "merged")

    number: Annotated[Code, Field(description="Its identifier, one of its kind at the provider.")]
    name: Line
    centre_ids: Annotated[tuple[Id, ...], Field(max_length=60, description="The centres that work with it.")]
    larger_company: bool
    domains: Annotated[
        tuple[MailDomain, ...],
        Field(max_length=10, description="Its own mail domains in ASCII; never a public one."),
    ]
    recorded_emails: Annotated[
        tuple[Email, ...], Field(max_length=20, description="Its recorded addresses, in small letters.")
    ]
    merged_into_id: Id | None


class Supervisor(Part):
    """Somebody supervises the learner for an employer."""

    id: Id
    person_id: Annotated[Id, Field(description="An employer_user.")]
    employer_id: Id
    relation: Annotated[Code, Field(description="`line_manager` or `placement_supervisor`.")]
    from_date: Annotated[date, Field(description="First day, in the calendar of Europe/London.")]
    until_date: Annotated[date | None, Field(description="Last day; null: until further notice.")]


class SupervisionChanged(
    Contract,
    name="identity.supervision.changed",
    major=1,
    heard_by=("scheduling", "reviews", "evidence", "progression", "notifications"),
):
    """Who supervises a learner at work on which days; the aggregate's id is the learner's.

    No day has two supervisors, some have none. Once anybody is listed the list alone decides, day by day, who acts
    for the employer, and `employer_id` of the learner's enrolments counts no more.
    """

    CHANGES: ClassVar[tuple[str, ...]] = ("appointed", "ended", "taken_back")

    supervisors: Annotated[
        tuple[Supervisor, ...], Field(max_length=40, description="In order of their days.")
    ]


class AccessRevoked(Contract, name="identity.access.revoked", major=1, heard_by=(), broadcast=True):
    """Access that ended early: no token issued before that moment is good any more, at any door (B-15).

    With a session only that session's tokens, without one all of the person's.
    """

    CHANGES: ClassVar[tuple[str, ...]] = ("revoked",)

    person_id: Id
    session_id: Annotated[Id | None, Field(description="Null: every session of the person.")]
    reason_code: Annotated[Code, Field(description="A word such as `blocked`, `signed_out`.")]
    revoked_at: Annotated[Instant, Field(description="Tokens issued before it are refused.")]


class LinkIssued(Contract, name="identity.link.issued", major=1, heard_by=("notifications",)):
    """Somebody is to be sent a one-time link. Its token is sealed: only the service that writes the mail opens it."""

    CHANGES: ClassVar[tuple[str, ...]] = ("issued",)

    person_id: Id
    purpose: LinkPurpose
    sealed: Annotated[
        str,
        Field(max_length=400, description="AES-256-GCM with the link's id as associated data, base64url."),
    ]
    expires_at: Annotated[Instant, Field(description="From then on the link leads nowhere.")]


class SampleDecided(Contract, name="identity.sample.decided", major=1, heard_by=("notifications",)):
    """An external quality assurer was given learners to read about, or they were taken back: one decision, however many
    enrolments it is about. Which they are stands in the enrolments' own events.
    """

    CHANGES: ClassVar[tuple[str, ...]] = ("given", "withdrawn")

    eqa_id: Id
    decided_by_id: Id
    learner_count: Annotated[int, Field(ge=1, le=200)]
    until_date: Annotated[
        date | None, Field(description="Last day, reckoned in the UK (Europe/London); null: taken back.")
    ]


class IdentityRead(NotedRead, Contract, name="identity.read.noted", major=1, heard_by=("identity",)):
    """Somebody whose reading is watched was shown something of identity."""

    CHANGES: ClassVar[tuple[str, ...]] = ("noted",)
