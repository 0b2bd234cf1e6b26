"""Draws the addresses of calendar feeds and writes their content (RFC 5545, RFC 7986)."""

import secrets
from dataclasses import replace
from datetime import timedelta

from icalendar import Calendar

from services.notifications.channels.invitation import Letterhead, calendar_event, zones_of
from services.notifications.domain.calendar_feed import SECRET_BYTES, Agenda, FeedToken
from services.notifications.domain.plain_text import one_line
from services.notifications.domain.wording import word

READ_AGAIN = timedelta(minutes=15)
"""How often a calendar program is asked to look; most of them decide for themselves."""


class CalendarFeeds:
    """`ports.Feeds`."""

    def __init__(self, letterhead: Letterhead) -> None:
        self._letterhead = letterhead

    def drawn(self, provider_id: str) -> FeedToken:
        """A new address."""
        return FeedToken(provider_id, secrets.token_bytes(SECRET_BYTES))

    def url(self, token: FeedToken) -> str:
        """Where a calendar program finds the feed."""
        return f"{self._letterhead.public_url}/api/calendar-feeds/{token.written()}"

    def write(self, agenda: Agenda) -> bytes:
        """The feed: the same UIDs and sequences as in the mails, so that nobody has a session twice."""
        letterhead = replace(self._letterhead, name=agenda.provider_name or self._letterhead.name)
        name = one_line(f"{letterhead.name}: {agenda.person.name}" if agenda.person.name else letterhead.name)
        calendar = Calendar()
        calendar.add("version", "2.0")
        calendar.add("prodid", f"-//Waymark//Calendar//{agenda.person.language.upper()}")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "PUBLISH")
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT15M")
        for zone in zones_of([appointment.occurrence for appointment in agenda.appointments]):
            calendar.add_component(zone)
        for appointment in agenda.appointments:
            told = appointment.told_to(agenda.person.id)
            wording = word(told.occasion, agenda.person, agenda.assessors.get(appointment.assessor_id))
            calendar.add_component(
                calendar_event(told, appointment.occurrence, wording.lines[0], wording, letterhead)
            )
        content: bytes = calendar.to_ical()
        return content
