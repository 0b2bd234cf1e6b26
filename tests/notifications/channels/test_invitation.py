import re
from datetime import UTC, datetime, timedelta, tzinfo
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical  # type: ignore[import-untyped]
from icalendar import Calendar, Event

from services.notifications.channels.invitation import invitation
from services.notifications.channels.timezone import timezone_component
from services.notifications.domain.notification import Kind, Notification, Person
from services.notifications.domain.wording import word
from tests.notifications.builders import (
    ANN,
    CARYS,
    FIRST,
    LEE,
    LETTERHEAD,
    NOW,
    WEEK,
    a_notification,
    an_occurrence,
    utc,
)


def raw(notification: Notification, recipient: Person = LEE) -> bytes:
    wording = word(notification.occasion, recipient, ANN)
    return invitation(notification, recipient, wording, LETTERHEAD)


def parsed(notification: Notification, recipient: Person = LEE) -> Calendar:
    calendar = Calendar.from_ical(raw(notification, recipient))
    assert isinstance(calendar, Calendar)
    return calendar


def events(notification: Notification, recipient: Person = LEE) -> list[Event]:
    return list(parsed(notification, recipient).events)


def dateutil_zone(definition: str) -> tzinfo:
    """A VTIMEZONE as another library understands it."""
    zone: tzinfo = tzical(StringIO(f"BEGIN:VCALENDAR\r\n{definition}END:VCALENDAR\r\n")).get()
    return zone


def test_a_series_is_published_with_an_event_per_occurrence_and_asks_nobody() -> None:
    occurrences = [an_occurrence(FIRST + n * WEEK, id=f"session-{n}") for n in range(4)]
    calendar = parsed(a_notification(*occurrences, kind=Kind.SERIES_BOOKED))

    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"] == "-//Waymark//Notifications//EN"
    assert [event["UID"] for event in calendar.events] == [f"session-{n}@waymark.example" for n in range(4)]
    assert [event.DTSTART for event in calendar.events] == [each.starts_at for each in occurrences]
    assert [event.DTEND for event in calendar.events] == [each.ends_at for each in occurrences]
    assert {event["SEQUENCE"] for event in calendar.events} == {0}
    assert {event["STATUS"] for event in calendar.events} == {"CONFIRMED"}
    assert {event.DTSTAMP for event in calendar.events} == {NOW}
    assert not any("ATTENDEE" in event for event in calendar.events)


def test_change_and_cancellation_keep_the_uid_and_raise_the_sequence() -> None:
    booked = a_notification(an_occurrence())
    changed = a_notification(an_occurrence(FIRST + WEEK, sequence=1), kind=Kind.SESSION_CHANGED)
    cancelled = a_notification(an_occurrence(FIRST + WEEK, sequence=2), kind=Kind.SESSION_CANCELLED)

    seen = [
        (calendar["METHOD"], event["UID"], event["SEQUENCE"], event["STATUS"])
        for calendar in map(parsed, (booked, changed, cancelled))
        for event in calendar.events
    ]

    assert seen == [
        ("REQUEST", "session-1@waymark.example", 0, "CONFIRMED"),
        ("REQUEST", "session-1@waymark.example", 1, "CONFIRMED"),
        ("CANCEL", "session-1@waymark.example", 2, "CANCELLED"),
    ]


def test_only_the_recipient_is_named_as_attendee() -> None:
    (event,) = events(a_notification())

    assert str(event["ATTENDEE"]) == "mailto:lee@example.org"
    assert event["ATTENDEE"].params["CN"] == "Lee Learner"
    assert str(event["ORGANIZER"]) == "mailto:no-reply@waymark.example"
    assert set(re.findall(rb"[\w.-]+@[\w.-]+", raw(a_notification()).replace(b"\r\n ", b""))) == {
        b"lee@example.org",
        b"no-reply@waymark.example",
        b"session-1@waymark.example",
    }


def test_it_says_what_where_and_what_to_bring_in_the_recipients_language() -> None:
    (event,) = events(a_notification(notes="Dewch â'ch contract;\nac adnabod, a mwy\\"), CARYS)

    assert event["SUMMARY"] == "Sesiwn gynefino, Gyda Ann Assessor"
    assert event["LOCATION"] == "Sesiwn Glyfar (ar-lein), Smart Room 1"
    assert event["DESCRIPTION"] == (
        "Dewch â'ch contract;\nac adnabod, a mwy\\\n\nhttps://waymark.example/sessions/session-1"
    )
    assert event["URL"] == "https://waymark.example/sessions/session-1"


def test_lines_are_folded_at_75_octets_and_end_in_crlf() -> None:
    content = raw(a_notification(notes="ŵŷ€" * 900), CARYS)

    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()


@pytest.mark.parametrize(
    "hostile", ["\r\nBEGIN:VEVENT\r\nUID:evil", "\nEND:VCALENDAR", "x\x00\x0b\u2028y", '";X=y:']
)
def test_nothing_that_people_type_becomes_a_line_of_its_own(hostile: str) -> None:
    recipient = Person("learner-1", f"Lee {hostile}", "lee@example.org", "en")
    (event,) = events(a_notification(notes=f"Bring {hostile}"), recipient)

    assert event["UID"] == "session-1@waymark.example"
    assert set(event) <= {
        "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL", "STATUS", "LOCATION",
        "ORGANIZER", "ATTENDEE",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [("2026-03-23 10:00", "2026-03-30 09:00"), ("2026-10-19 09:00", "2026-10-26 10:00")],
    ids=["spring", "autumn"],
)
def test_a_series_over_a_clock_change_keeps_its_wall_time_and_brings_its_zone(
    before: str, after: str
) -> None:
    occurrences = (an_occurrence(utc(before)), an_occurrence(utc(after), id="session-2"))
    content = raw(a_notification(*occurrences, kind=Kind.SERIES_BOOKED)).decode()

    starts = re.findall(r"DTSTART;TZID=Europe/London:\d{8}T(\d{6})", content)
    assert starts == ["100000", "100000"]
    assert content.index("BEGIN:VTIMEZONE") < content.index("BEGIN:VEVENT")
    assert content.count("BEGIN:VTIMEZONE") == 1
    zone = dateutil_zone(content[content.index("BEGIN:VTIMEZONE") : content.index("BEGIN:VEVENT")])
    wall = datetime.fromisoformat(before).astimezone(ZoneInfo("Europe/London")).replace(hour=10, tzinfo=zone)
    assert wall.astimezone(UTC) == utc(before)
    assert (wall + WEEK).astimezone(UTC) == utc(after)


def test_two_zones_bring_two_definitions() -> None:
    calendar = parsed(a_notification(an_occurrence(), an_occurrence(id="session-2", zone="Europe/Paris")))

    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/London", "Europe/Paris"]


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/London",
        "Europe/Dublin",
        "America/New_York",
        "Asia/Kolkata",
        "Africa/Casablanca",
        "Pacific/Apia",
        "UTC",
    ],
)
def test_a_zone_definition_agrees_with_the_zone_database_around_every_change(zone: str) -> None:
    component = timezone_component(zone, [utc("2026-03-01 00:00"), utc("2026-11-30 00:00")])
    ours, theirs = dateutil_zone(component.to_ical().decode()), ZoneInfo(zone)
    days = [utc("2026-01-01 00:00") + timedelta(days=n) for n in range(365)]
    offsets = [day.astimezone(theirs).utcoffset() for day in days]
    changing = [day for day, old, new in zip(days, offsets, offsets[1:], strict=False) if old != new]

    for moment in days + [day + timedelta(minutes=15 * n) for day in changing for n in range(96)]:
        local = moment.astimezone(theirs)
        if local.fold == 0:
            assert local.replace(tzinfo=ours).utcoffset() == local.utcoffset(), local


def test_british_time_is_written_as_the_two_rules_every_calendar_knows() -> None:
    text = timezone_component("Europe/London", [FIRST]).to_ical().decode()

    assert "DTSTART:20250330T010000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in text
    assert "DTSTART:20251026T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in text
