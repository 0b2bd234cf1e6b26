"""What people are told, and what is kept of what other services said, as it is stored."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from services.notifications.domain.calendar_feed import Appointment, Feed
from services.notifications.domain.facts import Told
from services.notifications.domain.link_letter import LinkLetter, Purpose
from services.notifications.domain.notices import Gathering, Matter, Noted, Notice, NoticeKind
from services.notifications.domain.notification import (
    Kind,
    MailStatus,
    Notification,
    Occasion,
    Occurrence,
    Person,
    Place,
)
from services.notifications.domain.preferences import Preferences, Topic

_NOTICES = frozenset(NoticeKind)


def notification_state(told: Told, *, mail: MailStatus, now: datetime) -> dict[str, Any]:
    """A new notification as stored; a mail that waits is due at once."""
    return {
        "person_id": told.person_id,
        "kind": told.occasion.kind.value,
        "params": _params(told.occasion),
        "created_at": now,
        "read_at": None,
        "mail": mail_state(mail, now),
    }


def mail_state(mail: MailStatus, now: datetime) -> dict[str, Any]:
    """A new mail; one that waits is due at once."""
    due = {"due_at": now} if mail is MailStatus.WAITING else {}
    return {"status": mail.value, "attempts": 0, "message_id": None, "reason": ""} | due


def notification_from(document: Mapping[str, Any]) -> Notification:
    """A stored notification."""
    params = document["params"]
    return Notification(
        id=document["_id"],
        provider_id=document["provider_id"],
        person_id=document["person_id"],
        occasion=Occasion(
            kind=Kind(document["kind"]),
            session_type=params["session_type"],
            assessor_id=params["assessor_id"],
            learner_count=params["learner_count"],
            notes=params["notes"],
            occurrences=tuple(_occurrence_from(each) for each in params["occurrences"]),
        ),
        created_at=document["created_at"],
        read_at=document["read_at"],
    )


def notice_state(noted: Noted, *, mail: MailStatus, now: datetime) -> dict[str, Any]:
    """A new notice as stored; a mail that waits is due at once."""
    matter = noted.matter
    return {
        "person_id": noted.person_id,
        "kind": matter.kind.value,
        "params": {
            "learner_id": matter.learner_id,
            "other_id": matter.other_id,
            "place": matter.place,
            "since": matter.since,
            "count": matter.count,
            "until": matter.until.isoformat() if matter.until else None,
            "event": _gathering_state(matter.event) if matter.event else None,
        },
        "created_at": now,
        "read_at": None,
        "mail": mail_state(mail, now),
    }


def told_from(document: Mapping[str, Any]) -> Notification | Notice:
    """What a person was told: of a session, or a notice."""
    if document["kind"] not in _NOTICES:
        return notification_from(document)
    params = document["params"]
    return Notice(
        id=document["_id"],
        provider_id=document["provider_id"],
        person_id=document["person_id"],
        matter=Matter(
            NoticeKind(document["kind"]),
            params["learner_id"],
            params["other_id"],
            params["place"],
            params["since"],
            params.get("count"),
            date.fromisoformat(params["until"]) if params.get("until") else None,
            _gathering_from(params["event"]) if params.get("event") else None,
        ),
        created_at=document["created_at"],
        read_at=document["read_at"],
    )


def letter_state(letter: LinkLetter) -> dict[str, Any]:
    """A new letter as stored: due at once."""
    return {
        "person_id": letter.person_id,
        "purpose": letter.purpose.value,
        "sealed": letter.sealed,
        "expires_at": letter.expires_at,
        "created_at": letter.created_at,
        "mail": mail_state(MailStatus.WAITING, letter.created_at),
    }


def letter_from(document: Mapping[str, Any]) -> LinkLetter:
    """A stored letter."""
    return LinkLetter(
        id=document["_id"],
        provider_id=document["provider_id"],
        person_id=document["person_id"],
        purpose=Purpose(document["purpose"]),
        sealed=document["sealed"],
        expires_at=document["expires_at"],
        created_at=document["created_at"],
    )


def person_state(person: Person) -> dict[str, Any]:
    """A person as stored."""
    return {
        "name": person.name,
        "email": person.email,
        "language": person.language,
        "zone": person.zone,
        "active": person.active,
    }


def person_from(document: Mapping[str, Any]) -> Person:
    """A stored person."""
    return Person(
        document["_id"],
        document["name"],
        document["email"],
        document["language"],
        document["zone"],
        document.get("active", True),
    )


def appointment_state(appointment: Appointment) -> dict[str, Any]:
    """A session as calendar feeds show it; `starts_at` stands beside the occurrence it is part of, for queries."""
    return {
        "people": list(appointment.people),
        "session_type": appointment.session_type,
        "assessor_id": appointment.assessor_id,
        "learner_count": appointment.learner_count,
        "notes": appointment.notes,
        "occurrence": _occurrence_state(appointment.occurrence),
        "cancelled": appointment.cancelled,
        "changed_at": appointment.changed_at,
        "starts_at": appointment.occurrence.starts_at,
        "ends_at": appointment.occurrence.ends_at,
        "open": appointment.open,
        "entry": appointment.entry,
    }


def appointment_from(document: Mapping[str, Any]) -> Appointment:
    """A stored appointment."""
    return Appointment(
        id=document["_id"],
        provider_id=document["provider_id"],
        people=tuple(document["people"]),
        session_type=document["session_type"],
        assessor_id=document["assessor_id"],
        learner_count=document["learner_count"],
        notes=document["notes"],
        occurrence=_occurrence_from(document["occurrence"]),
        cancelled=document["cancelled"],
        changed_at=document["changed_at"],
        open=document.get("open", False),
        entry=document.get("entry", False),
    )


def feed_state(feed: Feed) -> dict[str, Any]:
    """A calendar feed as stored."""
    return {"digest": feed.digest, "since": feed.since}


def feed_from(document: Mapping[str, Any]) -> Feed:
    """A stored calendar feed."""
    return Feed(document["_id"], document["digest"], document["since"], document["v"])


def preferences_state(preferences: Preferences) -> dict[str, Any]:
    """What somebody said about mails, as stored."""
    return {"by_mail": {topic.value: wanted for topic, wanted in preferences.said.items()}}


def preferences_from(document: Mapping[str, Any] | None, person_id: str) -> Preferences:
    """What somebody said about mails; nothing without a document."""
    if document is None:
        return Preferences(person_id)
    said = {Topic(topic): wanted for topic, wanted in document["by_mail"].items()}
    return Preferences(person_id, said, document["v"])


def _gathering_state(event: Gathering) -> dict[str, Any]:
    return {"title": event.title, "starts_at": event.starts_at, "zone": event.zone, "place": event.place}


def _gathering_from(state: Mapping[str, Any]) -> Gathering:
    return Gathering(state["title"], state["starts_at"], state["zone"], state["place"])


def _params(occasion: Occasion) -> dict[str, Any]:
    return {
        "session_type": occasion.session_type,
        "assessor_id": occasion.assessor_id,
        "learner_count": occasion.learner_count,
        "notes": occasion.notes,
        "occurrences": [_occurrence_state(each) for each in occasion.occurrences],
    }


def _occurrence_state(occurrence: Occurrence) -> dict[str, Any]:
    return {
        "session_id": occurrence.session_id,
        "sequence": occurrence.sequence,
        "starts_at": occurrence.starts_at,
        "ends_at": occurrence.ends_at,
        "zone": occurrence.zone,
        "online": occurrence.place.online,
        "room": occurrence.place.room,
        "location": occurrence.place.location,
    }


def _occurrence_from(state: Mapping[str, Any]) -> Occurrence:
    return Occurrence(
        session_id=state["session_id"],
        sequence=state["sequence"],
        starts_at=state["starts_at"],
        ends_at=state["ends_at"],
        zone=state["zone"],
        place=Place(state["online"], state["room"], state["location"]),
    )
