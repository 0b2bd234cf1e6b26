"""The projections as they are stored: collections, indexes, and the mapping both ways."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chassis.mongo import index
from contracts.identity import EnrolmentChanged, PersonChanged, SupervisionChanged
from services.caseload.model import Cover, Enrolment, Person, Sample, Supervisor

PEOPLE = "people"
ENROLMENTS = "enrolments"
SUPERVISIONS = "supervisions"

INDEXES = {PEOPLE: [], ENROLMENTS: [index("learner_id"), index("assessor_id")], SUPERVISIONS: []}


def person_state(said: PersonChanged) -> dict[str, Any]:
    """What is kept of what identity said of a person."""
    return {
        "name": said.display_name,
        "state": said.state.value,
        "roles": [{"role": held.role.value, "centre_ids": list(held.centre_ids)} for held in said.roles],
    }


def person_from(document: Mapping[str, Any]) -> Person:
    """A stored person, read back."""
    roles = {held["role"]: frozenset(held["centre_ids"]) for held in document["roles"]}
    return Person(document["_id"], document["name"], document["state"], roles)


def enrolment_state(said: EnrolmentChanged) -> dict[str, Any]:
    """What is kept of what identity said of an enrolment; days are ISO dates."""
    return {
        "learner_id": said.learner_id,
        "centre_id": said.centre_id,
        "qualification_id": said.qualification_id,
        "assessor_id": said.assessor_id,
        "iqa_id": said.iqa_id,
        "employer_id": said.employer_id,
        "blocked": said.blocked,
        "archived": said.archived,
        "covering": [cover.model_dump(mode="json") for cover in said.covering],
        "shared_with": said.shared_with_centre_id,
        "nation": said.nation.value if said.nation else None,
        "sampled": [sample.model_dump(mode="json") for sample in said.sampled],
    }


def enrolment_from(document: Mapping[str, Any]) -> Enrolment:
    """A stored enrolment, read back."""
    covering = tuple(
        Cover(
            cover["assessor_id"],
            date.fromisoformat(cover["from_date"]),
            date.fromisoformat(cover["until_date"]),
        )
        for cover in document["covering"]
    )
    return Enrolment(
        id=document["_id"],
        learner_id=document["learner_id"],
        centre_id=document["centre_id"],
        qualification_id=document["qualification_id"],
        assessor_id=document["assessor_id"],
        iqa_id=document["iqa_id"],
        employer_id=document["employer_id"],
        blocked=document["blocked"],
        archived=document["archived"],
        covering=covering,
        shared_with=document.get("shared_with"),
        nation=document.get("nation"),
        sampled=tuple(_sample_from(sample) for sample in document.get("sampled", ())),
    )


def _sample_from(stored: Mapping[str, Any]) -> Sample:
    first, last = stored.get("from_date"), date.fromisoformat(stored["until_date"])
    return Sample(stored["eqa_id"], date.fromisoformat(first) if first else None, last)


def supervision_state(said: SupervisionChanged) -> dict[str, Any]:
    """What is kept of who supervises a learner; days are ISO dates."""
    return {"supervisors": [one.model_dump(mode="json") for one in said.supervisors]}


def supervisors_from(document: Mapping[str, Any]) -> tuple[Supervisor, ...]:
    """A learner's stored supervisors, read back."""
    return tuple(
        Supervisor(
            one["person_id"],
            date.fromisoformat(one["from_date"]),
            date.fromisoformat(one["until_date"]) if one["until_date"] else None,
        )
        for one in document["supervisors"]
    )
