"""Events as identity and scheduling would say them, about one assessor and two learners."""

from datetime import UTC, datetime, timedelta

from chassis.ids import fresh_id
from contracts.identity import PersonChanged, RoleHeld
from contracts.scheduling import Participant, SessionChanged
from contracts.words import (
    AccountState,
    Language,
    Role,
    SessionKind,
    SessionMethod,
    SessionOutcome,
    SessionState,
    SessionType,
)

CENTRE, QUALIFICATION, ASSESSOR = fresh_id(), fresh_id(), fresh_id()
LEARNERS = (fresh_id(), fresh_id())
FIRST = datetime(2032, 3, 1, 10, tzinfo=UTC)


def a_session(session_id: str, *, moved: int = 0) -> SessionChanged:
    """An hour face to face that was moved so many times, an hour each time."""
    starts_at = FIRST + moved * timedelta(hours=1)
    return SessionChanged(
        id=session_id,
        concerns=(ASSESSOR, *LEARNERS),
        centre_ids=(CENTRE,),
        assessor_id=ASSESSOR,
        booked_by_id=ASSESSOR,
        method=SessionMethod.TRADITIONAL,
        type=SessionType.GENERAL,
        kind=SessionKind.GENERAL,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        time_zone="Europe/London",
        local_start=starts_at.strftime("%Y-%m-%dT%H:%M"),
        minutes=60,
        location="Newport",
        room=None,
        qualification_ids=(QUALIFICATION,),
        planning_notes=None,
        participants=tuple(
            Participant(
                learner_id=learner_id,
                enrolment_ids=(),
                outcome=SessionOutcome.PLANNED,
                actual_start_at=None,
                actual_minutes=None,
            )
            for learner_id in LEARNERS
        ),
        state=SessionState.PLANNED,
        cancellation=None,
        auto_record=False,
        sequence=moved,
        series=None,
        booked_at=datetime.now(UTC),
    )


def a_person(person_id: str) -> PersonChanged:
    """Somebody with an address."""
    return PersonChanged(
        id=person_id,
        given_name="Aled",
        family_name="Jones",
        display_name="Aled Jones",
        email=f"{person_id}@example.org",
        roles=(RoleHeld(role=Role.LEARNER, centre_ids=(CENTRE,)),),
        centre_ids=(CENTRE,),
        time_zone="Europe/London",
        language=Language.EN,
        state=AccountState.ACTIVE,
    )
