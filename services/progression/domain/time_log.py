"""What a session adds to a learner's time log (X04 as amended, SA-17, SA-18, SB-21)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class JobFlag(StrEnum):
    """Whether the time counts as on or off the job."""

    ON = "on"
    OFF = "off"


class ActivityType(StrEnum):
    """The seven kinds of learning time (SA-17)."""

    FACE_TO_FACE = "traditional_face_to_face_session"
    TRAINER_LED = "trainer_or_assessor_led_training"
    SELF_STUDY = "electronic_distance_self_study"
    COACHING = "coaching_or_mentoring"
    EXPERIENCE = "gaining_technical_experience_by_doing_my_job"
    REVIEW = "review_feedback_support"
    ASSESSMENT = "assessment_or_examination"


@dataclass(frozen=True, slots=True)
class Classification:
    """How the time of a session is logged. Without an activity type it is not counted; `why` says it to a
    person."""

    activity_type: ActivityType | None
    job_flag: JobFlag | None
    why: str

    @property
    def counted(self) -> bool:
        """Whether the minutes enter the totals."""
        return self.activity_type is not None


_FACE_TO_FACE = (ActivityType.FACE_TO_FACE, JobFlag.OFF)
_REVIEW = (ActivityType.REVIEW, JobFlag.ON)
_ASSESSMENT = (ActivityType.ASSESSMENT, JobFlag.OFF)
_TRAINER_LED = (ActivityType.TRAINER_LED, JobFlag.OFF)

BY_SESSION_TYPE: Mapping[str, tuple[ActivityType, JobFlag] | None] = {
    "general": _FACE_TO_FACE,
    "telephone": _FACE_TO_FACE,
    "out_of_the_workplace": _FACE_TO_FACE,
    "induction": _FACE_TO_FACE,
    "initial": _FACE_TO_FACE,
    "formal_review": _REVIEW,
    "learner_support": _REVIEW,
    "tests_exams": _ASSESSMENT,
    "epa": _ASSESSMENT,
    "exit_session": None,
    "gateway_ready": None,
}
"""X04 as amended. None: the session takes place but is not learning time."""

_IN_WORDS: Mapping[ActivityType, str] = {
    ActivityType.FACE_TO_FACE: "a face-to-face session",
    ActivityType.TRAINER_LED: "trainer-led training",
    ActivityType.REVIEW: "review, feedback and support",
    ActivityType.ASSESSMENT: "assessment",
}


def classify(session_type: str | None, *, learners: int) -> Classification:
    """How a session of this type, booked for so many learners, is logged.

    A group turns face-to-face time, which is one learner with the adviser, into trainer-led training; a group
    review or exam stays what its type says. An entry without a type is a diary entry (SB-47) and never
    counts.
    """
    if session_type is None:
        return Classification(None, None, "A diary entry is not learning time.")
    words = session_type.replace("_", " ")
    rule = BY_SESSION_TYPE.get(session_type)
    if rule is None:
        return Classification(None, None, f"A session of type {words} is not counted as learning time.")
    is_group = learners > 1 and rule == _FACE_TO_FACE
    activity, flag = _TRAINER_LED if is_group else rule
    subject = f"A group session of type {words}" if is_group else f"A session of type {words}"
    return Classification(activity, flag, f"{subject} counts as {_IN_WORDS[activity]}, {flag} the job.")


@dataclass(frozen=True, slots=True)
class TimeLogEntry:
    """What one session added to one learner's time log.

    `held` is False while the session was not held for this learner: such an entry is withdrawn, kept only so
    that an older word about the session cannot bring it back. `on_day` is the local day, `started_at` UTC.
    """

    session_id: str
    learner_id: str
    held: bool
    session_type: str | None
    started_at: datetime
    on_day: date
    minutes: int
    assessor_id: str
    classification: Classification
    enrolment_ids: tuple[str, ...] = ()

    @property
    def counted(self) -> bool:
        """Whether the minutes enter the totals."""
        return self.held and self.classification.counted
