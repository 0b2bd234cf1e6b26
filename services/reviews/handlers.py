"""What reviews does when it hears something. Each handler keeps the newest state it was told (guard 1)."""

from contracts.base import Received
from contracts.identity import EmployerChanged
from contracts.scheduling import SessionChanged
from services.reviews.domain.employer import Employer
from services.reviews.domain.session import Participation, Place, PlannedSession, SeriesPlace
from services.reviews.ports import Tx


async def follow_session(tx: Tx, event: Received[SessionChanged]) -> None:
    """Every session stands in the plan of each of its learners (SB-01, SB-32)."""
    said = event.data
    session = PlannedSession(
        id=said.id,
        assessor_id=said.assessor_id,
        method=said.method.value,
        type=said.type.value if said.type else None,
        kind=said.kind.value,
        starts_at=said.starts_at,
        ends_at=said.ends_at,
        time_zone=said.time_zone,
        local_start=said.local_start,
        minutes=said.minutes,
        location=said.location,
        room=Place(said.room.id, said.room.name) if said.room else None,
        qualification_ids=said.qualification_ids,
        planning_notes=said.planning_notes,
        state=said.state.value,
        series=SeriesPlace(said.series.id, said.series.index, said.series.count) if said.series else None,
        participants=tuple(
            Participation(
                part.learner_id,
                part.outcome.value,
                part.actual_start_at,
                part.actual_minutes,
                part.enrolment_ids,
            )
            for part in said.participants
        ),
    )
    tx.sessions.follow(session, version=event.version)


async def follow_employer(tx: Tx, event: Received[EmployerChanged]) -> None:
    """Whose mails count as an employer's word (DR-44, DR-113)."""
    said = event.data
    employer = Employer(
        id=said.id,
        name=said.name,
        larger_company=said.larger_company,
        domains=said.domains,
        recorded_emails=said.recorded_emails,
        merged_into=said.merged_into_id,
    )
    tx.employers.follow(employer, version=event.version)
