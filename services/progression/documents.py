"""Progression's documents: two aggregates, the time log, three projections. Names, indexes, mapping."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from chassis.mongo import index
from services import caseload
from services.progression.domain.centre import Centre
from services.progression.domain.course import (
    NOTHING_DECIDED,
    Break,
    CertificateStatus,
    CertificateStep,
    Course,
    Decision,
)
from services.progression.domain.qualification import Qualification
from services.progression.domain.time_log import ActivityType, Classification, JobFlag, TimeLogEntry
from services.progression.domain.training import Milestone, MilestoneKind, Training

QUALIFICATIONS = "qualifications"
TRAININGS = "trainings"
TIME_LOG = "time_log"
CENTRES = "centres"

INDEXES = {
    **caseload.INDEXES,
    QUALIFICATIONS: [index("number", unique=True)],
    TRAININGS: [index("learner_id")],
    TIME_LOG: [
        index("learner_id", "held", "started_at", "_id"),
        index("learner_id", "counted", "job_flag", "minutes"),
    ],
    CENTRES: [],
}


def qualification_state(qualification: Qualification) -> dict[str, Any]:
    """The stored form of a qualification."""
    return {
        "number": qualification.number,
        "title": qualification.title,
        "level": qualification.level,
        "type": qualification.type,
    }


def qualification_from(document: Mapping[str, Any]) -> Qualification:
    """A stored qualification, read back."""
    return Qualification(
        document["_id"],
        document["number"],
        document["title"],
        document["level"],
        document["type"],
        document["v"],
    )


def training_state(training: Training) -> dict[str, Any]:
    """The stored form of a training: the facts, from which the status follows. Days are ISO dates."""
    return {
        "learner_id": training.learner_id,
        "qualification_id": training.qualification_id,
        "milestones": [
            {
                "session_id": one.session_id,
                "kind": one.kind.value,
                "held_on": one.counts_on.isoformat() if one.counts_on else None,
                "version": one.version,
            }
            for one in training.milestones
        ],
        "course": course_state(training.course),
    }


def training_from(document: Mapping[str, Any]) -> Training:
    """A stored training, read back."""
    milestones = tuple(
        Milestone(
            one["session_id"],
            MilestoneKind(one["kind"]),
            date.fromisoformat(one["held_on"]) if one["held_on"] else None,
            one["version"],
        )
        for one in document["milestones"]
    )
    return Training(
        document["_id"],
        document["learner_id"],
        document["qualification_id"],
        milestones,
        course_from(document.get("course") or {}),
        document["v"],
    )


def course_state(course: Course) -> dict[str, Any]:
    """The stored form of what people decided about an enrolment. Days are ISO dates, moments UTC."""
    return {
        "starts_on": _day_state(course.starts_on),
        "planned_end_on": _day_state(course.planned_end_on),
        "breaks": [
            {
                "began": _decision_state(one.began),
                "expected_return_on": _day_state(one.expected_return_on),
                "returned": _decision_state(one.returned),
            }
            for one in course.breaks
        ],
        "epa": _decision_state(course.epa),
        "completion": _decision_state(course.completion),
        "withdrawal": _decision_state(course.withdrawal),
        "certificate": [
            {"status": one.status.value, "decision": _decision_state(one.decision)}
            for one in course.certificate
        ],
        "number": course.number,
    }


def course_from(state: Mapping[str, Any]) -> Course:
    """What people decided, read back; nothing for a training from before anybody could."""
    if not state:
        return NOTHING_DECIDED
    return Course(
        starts_on=_day_from(state["starts_on"]),
        planned_end_on=_day_from(state["planned_end_on"]),
        breaks=tuple(
            Break(
                _decided(one["began"]),
                _day_from(one["expected_return_on"]),
                _decision_from(one["returned"]),
            )
            for one in state["breaks"]
        ),
        epa=_decision_from(state["epa"]),
        completion=_decision_from(state["completion"]),
        withdrawal=_decision_from(state["withdrawal"]),
        certificate=tuple(
            CertificateStep(CertificateStatus(one["status"]), _decided(one["decision"]))
            for one in state["certificate"]
        ),
        number=state["number"],
    )


def _decision_state(decision: Decision | None) -> dict[str, Any] | None:
    if decision is None:
        return None
    return {
        "on": decision.on.isoformat(),
        "reason": decision.reason,
        "by_id": decision.by_id,
        "at": decision.at,
    }


def _decision_from(state: Mapping[str, Any] | None) -> Decision | None:
    return _decided(state) if state else None


def _decided(state: Mapping[str, Any]) -> Decision:
    return Decision(date.fromisoformat(state["on"]), state["reason"], state["by_id"], state["at"])


def _day_state(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day_from(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def entry_id(session_id: str, learner_id: str) -> str:
    """The id of the entry a session has in a learner's time log: always the same one."""
    return str(uuid5(NAMESPACE_OID, f"{session_id}/{learner_id}"))


def entry_state(entry: TimeLogEntry) -> dict[str, Any]:
    """The stored form of an entry; `on_day` is an ISO date."""
    activity, flag = entry.classification.activity_type, entry.classification.job_flag
    return {
        "learner_id": entry.learner_id,
        "session_id": entry.session_id,
        "held": entry.held,
        "counted": entry.counted,
        "session_type": entry.session_type,
        "activity_type": activity.value if activity else None,
        "job_flag": flag.value if flag else None,
        "why": entry.classification.why,
        "started_at": entry.started_at,
        "on_day": entry.on_day.isoformat(),
        "minutes": entry.minutes,
        "assessor_id": entry.assessor_id,
        "enrolment_ids": list(entry.enrolment_ids),
    }


def entry_from(document: Mapping[str, Any]) -> TimeLogEntry:
    """A stored entry, read back."""
    activity, flag = document["activity_type"], document["job_flag"]
    return TimeLogEntry(
        document["session_id"],
        document["learner_id"],
        document["held"],
        document["session_type"],
        document["started_at"],
        date.fromisoformat(document["on_day"]),
        document["minutes"],
        document["assessor_id"],
        Classification(
            ActivityType(activity) if activity else None, JobFlag(flag) if flag else None, document["why"]
        ),
        tuple(document.get("enrolment_ids", ())),
    )


def centre_state(centre: Centre) -> dict[str, Any]:
    """The stored form of a centre."""
    return {"name": centre.name}


def centre_from(document: Mapping[str, Any]) -> Centre:
    """A stored centre, read back."""
    return Centre(document["_id"], document["name"])
