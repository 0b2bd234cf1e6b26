"""The lists of words that events use. None grows within a major: older readers would refuse the new word."""

from enum import StrEnum


class Language(StrEnum):
    EN = "en"
    CY = "cy"


class Nation(StrEnum):
    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"


class Role(StrEnum):
    LEARNER = "learner"
    ASSESSOR = "assessor"
    IQA = "iqa"
    EQA = "eqa"
    EMPLOYER_USER = "employer_user"
    MASTER_ADMIN = "master_admin"
    BASIC_ADMIN = "basic_admin"
    CUSTOM_MANAGER = "custom_manager"
    CURRICULUM_MANAGER = "curriculum_manager"
    BUSINESS_SUPPORT = "business_support"
    MANAGER = "manager"
    SENIOR_MANAGER = "senior_manager"
    CENTRE_ADMIN = "centre_admin"
    AO_ADMIN = "ao_admin"
    PLATFORM_ADMIN = "platform_admin"


class Permission(StrEnum):
    """What a Custom Manager may be given (G04). No event lists them, so this list may grow.

    Each is the end of "the permission to …", and what access tokens and routes say.
    """

    BOOK_SESSIONS = "book_sessions"
    RECORD_OUTCOMES = "record_outcomes"
    KEEP_DIARIES = "keep_diaries"
    KEEP_SMART_ROOMS = "keep_smart_rooms"
    KEEP_PEOPLE = "keep_people"
    ALLOCATE_LEARNERS = "allocate_learners"
    BLOCK_PEOPLE = "block_people"
    KEEP_THE_ARCHIVE = "keep_the_archive"
    KEEP_THE_CATALOGUE = "keep_the_catalogue"
    DECIDE_TRAINING = "decide_training"
    READ_PLANS = "read_plans"
    READ_PROGRESS = "read_progress"
    RUN_REPORTS = "run_reports"


class AccountState(StrEnum):
    PENDING = "pending"
    ACTIVE = "active"
    BLOCKED = "blocked"
    ARCHIVED = "archived"


class LinkPurpose(StrEnum):
    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"


class SessionMethod(StrEnum):
    TRADITIONAL = "traditional"
    SMART_SESSION = "smart_session"


class SessionType(StrEnum):
    """The eleven types of the booking form (SB-19)."""

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


class SessionKind(StrEnum):
    """Beside the type (SB-47); `choc` and `action` are diary entries without type and course."""

    GENERAL = "general"
    REVIEW = "review"
    ASSESSMENT = "assessment"
    ESQ_SESSION = "esq_session"
    CHOC = "choc"
    ACTION = "action"


class SessionState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    NOT_HELD = "not_held"
    CANCELLED = "cancelled"


class AttendanceMode(StrEnum):
    """How a learner took part in a held session."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    TELEPHONE = "telephone"


class SessionOutcome(StrEnum):
    """How it went for one participant (SB-46); `planned` until something is known."""

    PLANNED = "planned"
    COMPLETED = "completed"
    COMPLETED_BILINGUALLY = "completed_bilingually"
    COMPLETED_WELSH = "completed_welsh"
    NO_SHOW = "no_show"
    CANCELLED_BY_LEARNER = "cancelled_by_learner"
    CANCELLED_BY_EMPLOYER = "cancelled_by_employer"
    CANCELLED_BY_ASSESSOR = "cancelled_by_assessor"
    CANCELLED_BY_PROVIDER = "cancelled_by_provider"


HELD_OUTCOMES = frozenset(
    {SessionOutcome.COMPLETED, SessionOutcome.COMPLETED_BILINGUALLY, SessionOutcome.COMPLETED_WELSH}
)
"""The outcomes that mean the participant was there."""

CANCELLED_OUTCOMES = frozenset(
    {
        SessionOutcome.CANCELLED_BY_LEARNER,
        SessionOutcome.CANCELLED_BY_EMPLOYER,
        SessionOutcome.CANCELLED_BY_ASSESSOR,
        SessionOutcome.CANCELLED_BY_PROVIDER,
    }
)
"""The outcomes that mean it did not take place for the participant, and that was known before."""


class OfferState(StrEnum):
    """Where the offer of a free time stands (B-04)."""

    OPEN = "open"
    TAKEN = "taken"
    OVER = "over"


class CertificateStatus(StrEnum):
    NONE = "none"
    CLAIMED = "claimed"
    APPROVED = "approved"
    RECEIVED = "received"


class TrainingStatus(StrEnum):
    REGISTERED = "registered"
    IN_TRAINING = "in_training"
    BREAK_IN_LEARNING = "break_in_learning"
    IN_EPA = "in_epa"
    COMPLETED = "completed"
    CERTIFICATED = "certificated"
    WITHDRAWN = "withdrawn"
