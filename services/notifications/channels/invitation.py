"""The calendar file of a mail (RFC 5545, RFC 5546).

Every occurrence is an event of its own whose UID is its session's id, not an instance of a recurring one:
each holds its own room, is moved and cancelled by itself, and may lie off the pattern; a recurrence rule
would need an exception for each of these, and calendars disagree about exceptions.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress

from services.notifications.channels.timezone import timezone_component
from services.notifications.domain.notification import Kind, Notification, Occurrence, Person
from services.notifications.domain.plain_text import one_line, several_lines
from services.notifications.domain.wording import Line, Wording

CANCELLED = frozenset({Kind.SESSION_CANCELLED, Kind.SERIES_CANCELLED})

DESCRIPTION_LIMIT = 4000
"""Characters of a description."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who mails come from: address, the host of Message-IDs and UIDs, and where links lead."""

    name: str
    address: str
    host: str
    public_url: str

    def session_link(self, session_id: str) -> str:
        """Where a person sees the session."""
        return f"{self.public_url}/sessions/{session_id}"


def method_of(notification: Notification) -> str:
    """The iTIP method: CANCEL for one session that is off, PUBLISH for several, REQUEST for one that stands.

    A REQUEST and a CANCEL carry one UID (RFC 5546, 3.2.2, 3.2.5) and a series has one per session; later
    changes of a session are REQUESTs with the UID it was published under.
    """
    if notification.occasion.kind is Kind.SESSION_CANCELLED:
        return "CANCEL"
    return "PUBLISH" if len(notification.occasion.occurrences) > 1 else "REQUEST"


def invitation(
    notification: Notification, recipient: Person, wording: Wording, letterhead: Letterhead
) -> bytes:
    """The calendar file as `recipient` gets it; nobody else's address is in it.

    UIDs and sequences come from the sessions and DTSTAMP from the notification, so a repeat is the same file.
    """
    occurrences = notification.occasion.occurrences
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//Waymark//Notifications//{wording.language.upper()}")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method_of(notification))
    for zone in zones_of(occurrences):
        calendar.add_component(zone)
    for occurrence, line in zip(occurrences, wording.lines, strict=True):
        event = calendar_event(notification, occurrence, line, wording, letterhead)
        if method_of(notification) != "PUBLISH":  # RFC 5546, 3.2.1: what is published asks nobody
            event.add("attendee", _attendee(recipient))
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def zones_of(occurrences: Sequence[Occurrence]) -> list[Timezone]:
    """A VTIMEZONE for every zone that these were planned in."""
    moments: dict[str, list[datetime]] = defaultdict(list)
    for each in occurrences:
        moments[each.zone] += (each.starts_at, each.ends_at)
    return [timezone_component(zone, moments[zone]) for zone in sorted(moments)]


def calendar_event(
    notification: Notification, occurrence: Occurrence, line: Line, wording: Wording, letterhead: Letterhead
) -> Event:
    """One session as a VEVENT, the same in mails and feeds."""
    zone = ZoneInfo(occurrence.zone)
    link = letterhead.session_link(occurrence.session_id)
    description = "\n\n".join(part for part in (wording.notes, link) if part)
    event = Event()
    event.add("uid", f"{occurrence.session_id}@{letterhead.host}")
    event.add("sequence", occurrence.sequence)
    event.add("dtstamp", notification.created_at.replace(microsecond=0))
    event.add("dtstart", occurrence.starts_at.astimezone(zone))
    event.add("dtend", occurrence.ends_at.astimezone(zone))
    event.add("summary", one_line(f"{wording.session}, {wording.company}"))
    event.add("description", several_lines(description, DESCRIPTION_LIMIT))
    event.add("url", link)
    event.add("location", line.place)
    event.add("organizer", _address(letterhead.address, letterhead.name))
    event.add("status", "CANCELLED" if notification.occasion.kind in CANCELLED else "CONFIRMED")
    return event


def _attendee(recipient: Person) -> vCalAddress:
    attendee = _address(recipient.email or "", recipient.name)
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = "NEEDS-ACTION"
    attendee.params["RSVP"] = "FALSE"
    return attendee


def _address(address: str, name: str) -> vCalAddress:
    value = vCalAddress(f"mailto:{address}")
    value.params["CN"] = one_line(name).replace('"', "'")
    return value
