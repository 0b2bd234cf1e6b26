"""Events as other services say them, believable by default: a test names only what it is about."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.ids import fresh_id
from contracts.base import Contract, Received
from contracts.identity import CentreChanged, EnrolmentChanged, PersonChanged
from contracts.scheduling import SessionChanged
from contracts.words import Nation

MONDAY = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)


def a_participant(learner_id: str, outcome: str = "planned", **changes: Any) -> dict[str, Any]:
    """A learner in a session."""
    usual: dict[str, Any] = {
        "enrolment_ids": [f"of-{learner_id}"],
        "actual_start_at": None,
        "actual_minutes": None,
    }
    return {"learner_id": learner_id, "outcome": outcome} | usual | changes


def a_session(id: str = "session-1", *, starts_at: datetime = MONDAY, **changes: Any) -> SessionChanged:
    """A planned general session of an hour, for one learner at a workplace."""
    usual: dict[str, Any] = {
        "centre_ids": ["centre-1"],
        "assessor_id": "assessor-1",
        "booked_by_id": "assessor-1",
        "method": "traditional",
        "type": "general",
        "kind": "general",
        "ends_at": starts_at + timedelta(hours=1),
        "time_zone": "Europe/London",
        "local_start": starts_at.strftime("%Y-%m-%dT%H:%M"),
        "minutes": 60,
        "location": "The workshop",
        "room": None,
        "qualification_ids": ["qualification-1"],
        "planning_notes": None,
        "participants": [a_participant("learner-1")],
        "state": "planned",
        "cancellation": None,
        "auto_record": False,
        "sequence": 0,
        "series": None,
        "booked_at": MONDAY - timedelta(days=14),
    }
    return SessionChanged.model_validate({"id": id, "starts_at": starts_at} | usual | changes)


def a_person(id: str, name: str, *, roles: Mapping[str, list[str]]) -> PersonChanged:
    """A person with their roles and where they hold them."""
    return PersonChanged.model_validate(
        {
            "id": id,
            "given_name": name,
            "family_name": "Evans",
            "display_name": name,
            "email": None,
            "roles": [{"role": role, "centre_ids": centres} for role, centres in roles.items()],
            "centre_ids": sorted({centre for centres in roles.values() for centre in centres}),
            "time_zone": "Europe/London",
            "language": "en",
            "state": "active",
        }
    )


def a_centre(id: str, name: str) -> CentreChanged:
    """A centre by name."""
    return CentreChanged(id=id, name=name, nation=Nation.WALES, time_zone="Europe/London")


def an_enrolment(id: str = "enrolment-1", **changes: Any) -> EnrolmentChanged:
    """A learner on a qualification, looked after by an assessor."""
    usual: dict[str, Any] = {
        "learner_id": "learner-1",
        "centre_id": "centre-1",
        "qualification_id": "qualification-1",
        "assessor_id": "assessor-1",
        "iqa_id": None,
        "employer_id": None,
        "blocked": False,
        "archived": False,
        "covering": [],
    }
    return EnrolmentChanged.model_validate({"id": id} | usual | changes)


def heard(data: Contract, version: int = 1, *, provider_id: str = "provider-1") -> Received[Contract]:
    """The event as it arrives. What is said to have happened is always the same: nobody may decide by it."""
    return Received(
        id=fresh_id(),
        type=data.TYPE,
        provider_id=provider_id,
        version=version,
        change="changed",
        time=MONDAY,
        replay=False,
        correlation_id="test",
        data=data,
    )
