"""The words of scheduling, as stored and as sent (8-enumerations)."""

from enum import StrEnum


class Method(StrEnum):
    """How people meet (SB-11)."""

    TRADITIONAL = "traditional"
    SMART_SESSION = "smart_session"


class SessionType(StrEnum):
    """What a session is for: exactly these eleven (SB-19)."""

    GENERAL = "general"
    INDUCTION = "induction"
    FORMAL_REVIEW = "formal_review"
    TELEPHONE = "telephone"
    EXIT_SESSION = "exit_session"
    OUT_OF_THE_WORKPLACE = "out_of_the_workplace"
    TESTS_EXAMS = "tests_exams"
    LEARNER_SUPPORT = "learner_support"
    INITIAL = "initial"
    GATEWAY_READY = "gateway_ready"
    EPA = "epa"


class Kind(StrEnum):
    """What a session counts as, beside its type (SB-47); the last two are diary entries, which have no type."""

    GENERAL = "general"
    REVIEW = "review"
    ASSESSMENT = "assessment"
    ESQ_SESSION = "esq_session"
    CHOC = "choc"
    ACTION = "action"


DIARY_KINDS = frozenset({Kind.CHOC, Kind.ACTION})
"""Entries that stand in the diary without course, place or claim on anybody's time (SB-47, DR-36, DR-79)."""


class Outcome(StrEnum):
    """How a session ended for one participant; `planned` until somebody says so (DR-14, DR-59)."""

    PLANNED = "planned"
    COMPLETED = "completed"
    COMPLETED_BILINGUALLY = "completed_bilingually"
    COMPLETED_WELSH = "completed_welsh"
    NO_SHOW = "no_show"
    CANCELLED_BY_LEARNER = "cancelled_by_learner"
    CANCELLED_BY_EMPLOYER = "cancelled_by_employer"
    CANCELLED_BY_ASSESSOR = "cancelled_by_assessor"
    CANCELLED_BY_PROVIDER = "cancelled_by_provider"


HELD = frozenset({Outcome.COMPLETED, Outcome.COMPLETED_BILINGUALLY, Outcome.COMPLETED_WELSH})

CANCELLED = frozenset(
    {
        Outcome.CANCELLED_BY_LEARNER,
        Outcome.CANCELLED_BY_EMPLOYER,
        Outcome.CANCELLED_BY_ASSESSOR,
        Outcome.CANCELLED_BY_PROVIDER,
    }
)

NEEDS_EXPLANATION = CANCELLED | {Outcome.NO_SHOW}
"""What is recorded with how it came about and what was discussed; the learner reads it (DR-59, DR-60)."""


class AttendanceMode(StrEnum):
    """How a learner took part, which may differ from how the session was planned (DR-15 as amended)."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    TELEPHONE = "telephone"


class State(StrEnum):
    """Where a session stands, derived from its outcomes (X19)."""

    PLANNED = "planned"
    HELD = "held"
    NOT_HELD = "not_held"
    CANCELLED = "cancelled"


class Frequency(StrEnum):
    """How often a session repeats (SB-30)."""

    DAILY = "daily"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


BOOKER_ROLES = frozenset({"master_admin", "basic_admin", "assessor", "custom_manager", "curriculum_manager"})
"""Who may book, move and cancel (SB-02)."""
