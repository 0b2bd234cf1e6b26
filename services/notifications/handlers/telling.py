"""Following people and providers, and telling people of facts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from contracts import scheduling
from contracts.base import Received
from contracts.identity import (
    CentreChanged,
    EnrolmentChanged,
    LinkIssued,
    PersonChanged,
    ProviderChanged,
    SampleDecided,
)
from contracts.scheduling import CentreEventChanged, OfferChanged, SessionChanged
from contracts.words import CANCELLED_OUTCOMES, AccountState, SessionMethod, SessionState
from services.notifications.domain import facts, notices
from services.notifications.domain.calendar_feed import Appointment
from services.notifications.domain.link_letter import LinkLetter, Purpose
from services.notifications.domain.notification import MailStatus, Occurrence, Person, Place
from services.notifications.ports import NotificationsTx

STALE_REPLAY = timedelta(hours=24)
"""A replayed event older than this causes no mail (reliability.md b.7)."""


async def follow_person(tx: NotificationsTx, event: Received[PersonChanged]) -> None:
    """Know how to name and reach a person."""
    person = event.data
    tx.register.know_person(
        Person(
            person.id,
            person.display_name,
            person.email,
            person.language.value,
            person.time_zone,
            active=person.state not in (AccountState.BLOCKED, AccountState.ARCHIVED),
        ),
        version=event.version,
    )


async def follow_centre(tx: NotificationsTx, event: Received[CentreChanged]) -> None:
    """Know that a centre exists."""
    tx.register.know_centre(event.data.id, version=event.version)


async def follow_provider(tx: NotificationsTx, event: Received[ProviderChanged]) -> None:
    """Know what a provider is called."""
    tx.register.know_provider(event.data.id, event.data.name, version=event.version)


def each_told(event: Received[SessionChanged]) -> Iterable[tuple[str, facts.Told]]:
    """Who is to be told what because of this event; each is an atomic change of its own. A diary entry, which has no
    type, invites nobody (SB-47)."""
    if event.data.type is None:
        return ()
    return ((told.id, told) for told in facts.told(_session(event)))


async def tell(tx: NotificationsTx, event: Received[SessionChanged], told: facts.Told) -> None:
    """Tell one person of one fact, once (SB-42, DR-23), by mail too unless it comes too late for that."""
    over = all(occurrence.ends_at <= tx.now for occurrence in told.occasion.occurrences)
    tx.notifications.add(told, mail=MailStatus.NONE if over or _stale(tx, event) else MailStatus.WAITING)


async def tell_of_offer(tx: NotificationsTx, event: Received[OfferChanged]) -> None:
    """Tell the learner who is asked about a free time, once (B-04); not when the time to answer is over."""
    offer = event.data
    if offer.learner_id is None or offer.until is None or offer.until <= tx.now:
        return
    place = Place(online=offer.method is SessionMethod.SMART_SESSION, location=offer.location)
    time = Occurrence(offer.id, 0, offer.starts_at, offer.ends_at, offer.time_zone, place)
    type = offer.type.value if offer.type else "other"
    told = facts.offered(event.provider_id, offer.id, offer.learner_id, offer.assessor_id, type, time)
    tx.notifications.add(told, mail=MailStatus.WAITING)


async def follow_offer(tx: NotificationsTx, event: Received[OfferChanged]) -> None:
    """Know who is asked about a free time, until when."""
    offer = event.data
    tx.register.know_offer(
        offer.id, offer.learner_id, until=offer.until, starts_at=offer.starts_at, version=event.version
    )


def each_noted(event: Received[EnrolmentChanged]) -> Iterable[tuple[str, notices.Noted]]:
    """Who is to be told what because of this state of an enrolment; each is an atomic change of its own."""
    said = event.data
    if said.archived:
        return ()
    enrolment = notices.Enrolment(
        id=said.id,
        learner_id=said.learner_id,
        assessor_id=said.assessor_id,
        periods=tuple(
            notices.Period(one.place, one.person_id, one.from_at, one.until_at) for one in said.held
        ),
        away_since=said.learner_away_since,
        told_at=event.time,
    )
    return ((one.id, one) for one in notices.noted(enrolment))


async def note(tx: NotificationsTx, event: Received[EnrolmentChanged], noted: notices.Noted) -> None:
    """Tell one person of one fact about an enrolment, once (N-29, SA-66)."""
    _note(tx, event, noted)


async def tell_of_sample(tx: NotificationsTx, event: Received[SampleDecided]) -> None:
    """Tell an external quality assurer which sample they were given or lost, once a decision (G06)."""
    said = event.data
    _note(tx, event, notices.of_sample(said.id, said.eqa_id, said.learner_count, said.until_date))


def each_announced(event: Received[CentreEventChanged]) -> Iterable[tuple[str, notices.Noted]]:
    """Who is to be told what because of this state of a centre's event; each is an atomic change of its own."""
    said = event.data
    centre_event = notices.Event(
        id=said.id,
        gathering=notices.Gathering(said.title, said.starts_at, said.time_zone, said.place),
        moved=said.moved_sequence,
        invited={one.person_id: one.sequence for one in said.invited},
        left={one.person_id: one.sequence for one in said.left},
        cancelled=said.cancelled,
    )
    return ((one.id, one) for one in notices.announced(centre_event))


async def announce(tx: NotificationsTx, event: Received[CentreEventChanged], noted: notices.Noted) -> None:
    """Tell one person of a centre's event, once (CE-09, N-11); not when it is over, nor from an old replay."""
    if event.data.ends_at > tx.now and not _stale(tx, event):
        _note(tx, event, noted)


def _note(tx: NotificationsTx, event: Received[Any], noted: notices.Noted) -> None:
    """A mail waits as well; whether it goes out is looked up then."""
    tx.notifications.note(noted, mail=MailStatus.NONE if _stale(tx, event) else MailStatus.WAITING)


def _stale(tx: NotificationsTx, event: Received[Any]) -> bool:
    return event.replay and tx.now - event.time > STALE_REPLAY


async def send_link(tx: NotificationsTx, event: Received[LinkIssued]) -> None:
    """Mail somebody a one-time link, once (SA-02, N-01); one that leads nowhere any more is not sent."""
    link = event.data
    if link.expires_at > tx.now:
        tx.letters.add(
            LinkLetter(
                link.id,
                event.provider_id,
                link.person_id,
                Purpose(link.purpose),
                link.sealed,
                link.expires_at,
                tx.now,
            )
        )


async def follow_session(tx: NotificationsTx, event: Received[SessionChanged]) -> None:
    """Know a session as the calendar feeds of those who take part show it; who left it, or a session that was recorded
    afterwards, is in none.
    """
    session = _session(event)
    staying = [one.learner_id for one in session.participants if not one.left]
    cancelled = session.state == SessionState.CANCELLED
    tx.appointments.know(
        Appointment(
            id=session.id,
            provider_id=session.provider_id,
            people=(session.assessor_id, *staying),
            session_type=session.type,
            assessor_id=session.assessor_id,
            learner_count=len(staying),
            notes=session.notes,
            occurrence=session.now_is,
            cancelled=cancelled,
            changed_at=event.time,
            open=event.data.state is SessionState.PLANNED,
            entry=event.data.type is None,
        ),
        version=event.version,
    )


def _session(event: Received[SessionChanged]) -> facts.Session:
    session = event.data
    now_is = _occurrence(session, session, session.id, session.sequence)
    series = session.series
    return facts.Session(
        id=session.id,
        provider_id=event.provider_id,
        series_id=series.id if series else None,
        state=session.state.value,
        type=session.type.value if session.type else "other",
        assessor_id=session.assessor_id,
        participants=tuple(_participant(session, each) for each in session.participants),
        now_is=now_is,
        booked=tuple(_occurrence(session, each, each.session_id, 0) for each in series.occurrences)
        if series
        else (now_is,),
        notes=session.planning_notes or "",
        booked_at=session.booked_at,
        moved=session.sequence if session.moved_sequence is None else session.moved_sequence,
        change=_change(session),
        room_lost_at=session.room_lost_at,
        invitations_sent_at=session.invitations_sent_at,
    )


def _participant(session: SessionChanged, said: scheduling.Participant) -> facts.Participant:
    off = said.outcome in CANCELLED_OUTCOMES and session.state is not SessionState.CANCELLED
    return facts.Participant(
        said.learner_id,
        left=off or said.left_at is not None,
        sequence=session.sequence if said.told_sequence is None else said.told_sequence,
        newcomer=said.newcomer,
    )


def _change(session: SessionChanged) -> facts.Change | None:
    series, change = session.series, session.series_change
    if series is None or change is None:
        return None
    return facts.Change(
        change.id,
        tuple(
            Occurrence(
                series.occurrences[each.index - 1].session_id,
                each.sequence,
                each.starts_at,
                each.starts_at + timedelta(minutes=each.minutes),
                session.time_zone,
                # Each session has a room of its own, which only its own event tells.
                replace(_place(session), room=None),
            )
            for each in change.occurrences
        ),
    )


def _occurrence(
    session: SessionChanged, planned: SessionChanged | scheduling.Occurrence, id: str, sequence: int
) -> Occurrence:
    place = _place(session)
    return Occurrence(
        id,
        sequence,
        planned.starts_at,
        planned.ends_at,
        session.time_zone,
        replace(place, room=planned.room.name if planned.room else None),
    )


def _place(session: SessionChanged) -> Place:
    return Place(
        online=session.method is SessionMethod.SMART_SESSION,
        room=session.room.name if session.room else None,
        # A Smart Session without a place of its own has its room's name there (SB-13), which another occurrence
        # of the series has not.
        location=None if session.room and session.location == session.room.name else session.location,
    )
