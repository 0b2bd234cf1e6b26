import re
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from icalendar import Calendar

from services.notifications.channels.mail import letter
from services.notifications.domain.notification import Kind, Notification, Person, Place
from services.notifications.ports import Undeliverable
from tests.english import MAILS, untranslated
from tests.mail_texts import Page, languages_of, said_in
from tests.notifications.builders import (
    ANN,
    CARYS,
    FIRST,
    LEE,
    LETTERHEAD,
    WEEK,
    a_notification,
    an_occurrence,
)


def mail(notification: Notification, recipient: Person = LEE, assessor: Person | None = ANN) -> EmailMessage:
    """The mail as it arrives: written, sent as bytes and read again."""
    message = message_from_bytes(
        letter(notification, recipient, assessor, LETTERHEAD).content, policy=default
    )
    assert isinstance(message, EmailMessage)
    return message


def part(message: EmailMessage, type: str) -> EmailMessage:
    found = [each for each in message.walk() if each.get_content_type() == type]
    assert len(found) == 1
    assert isinstance(found[0], EmailMessage)
    return found[0]


def test_a_mail_is_text_page_and_invitation_with_the_same_file_attached() -> None:
    message = mail(a_notification())

    assert message.get_content_type() == "multipart/mixed"
    alternative, attachment = message.iter_parts()
    assert [each.get_content_type() for each in alternative.iter_parts()] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    invitation = part(message, "text/calendar")
    assert invitation.get_param("method") == "REQUEST"
    assert invitation.get_content_charset() == "utf-8"
    assert attachment.get_filename() == "sessions.ics"
    assert attachment.get_content() == invitation.get_payload(decode=True)
    assert isinstance(Calendar.from_ical(attachment.get_content()), Calendar)


def test_a_cancellation_says_so_to_the_calendar() -> None:
    message = mail(a_notification(kind=Kind.SESSION_CANCELLED))

    assert part(message, "text/calendar").get_param("method") == "CANCEL"


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("place", [Place(online=True, room=None), Place(online=False, room=None)])
def test_a_welsh_mail_and_its_calendar_file_say_nothing_in_english(kind: Kind, place: Place) -> None:
    traveller = replace(CARYS, zone="Europe/Berlin")
    sessions = [an_occurrence(FIRST + n * WEEK, id=f"session-{n}", place=place) for n in range(2)]
    message = mail(a_notification(*sessions, kind=kind, notes="Dewch â'ch contract."), traveller, None)

    assert untranslated(said_in(message), of=MAILS) == []
    assert languages_of(message) == {"cy"}


def test_headers_name_the_parties_and_tell_machines_not_to_answer() -> None:
    message = mail(a_notification())

    assert message["From"] == "Waymark <no-reply@waymark.example>"
    assert message["To"] == "Lee Learner <lee@example.org>"
    assert message["Subject"] == "Booked: Induction session, Tuesday 1 December 2026, 10:00"
    assert message["Message-ID"] == "<0b9f4c1e-notification@waymark.example>"
    assert message["Date"].datetime == a_notification().created_at
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "en"


def test_a_welsh_reader_gets_a_welsh_mail() -> None:
    message = mail(a_notification(notes="Dewch â'ch contract."), CARYS)

    assert message["Content-Language"] == "cy"
    assert message["Subject"].startswith("Trefnwyd: Sesiwn gynefino, Dydd Mawrth, 1 Rhagfyr 2026")
    text = part(message, "text/plain").get_content().replace("\r\n", "\n")
    assert "Helo Carys Dysgwr," in text
    assert "Nodiadau cynllunio:\nDewch â'ch contract." in text
    assert Page(part(message, "text/html").get_content()).attributes["html.lang"] == "cy"


def test_a_series_lists_every_date_and_place_in_text_and_page() -> None:
    occurrences = [
        an_occurrence(FIRST + n * WEEK, id=f"s-{n}", place=Place(True, f"Smart Room {n}")) for n in range(3)
    ]
    message = mail(a_notification(*occurrences, kind=Kind.SERIES_BOOKED))

    assert message["Subject"].startswith("Booked: Induction session, 3 sessions, first: Tuesday 1 December")
    page = Page(part(message, "text/html").get_content())
    for day, room in (("1", 0), ("8", 1), ("15", 2)):
        line = f"Tuesday {day} December 2026, 10:00 to 11:00"
        assert (
            f"- {line}: Smart Session (online), Smart Room {room}"
            in part(message, "text/plain").get_content()
        )
        assert line in page.text
    assert page.tags.count("tr") == 4
    assert page.attributes["th.scope"] == "col"
    assert page.attributes["a.href"] == "https://waymark.example/sessions"


def test_what_people_typed_is_text_on_the_page() -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=y>"
    place = Place(False, location=f"{hostile} Street")
    recipient = Person("learner-1", f"{hostile} Lee", "lee@example.org", "en")
    message = mail(a_notification(an_occurrence(place=place), notes=hostile), recipient)

    page = Page(part(message, "text/html").get_content())
    assert not {"script", "img"} & set(page.tags)
    assert page.text.count("<script>alert(1)</script>") == 3


@pytest.mark.parametrize(
    "breach", ["\r\nBcc: all@example.org", "\nX-Evil: 1", "\r\n\r\n<p>body", "\x00", "\u2028X-Evil: 1"]
)
def test_no_name_becomes_a_header(breach: str) -> None:
    recipient = Person("learner-1", f"Lee{breach}", "lee@example.org", "en")
    assessor = Person("assessor-1", f"Ann{breach}", None, "en")
    place = Place(False, location=f"High Street{breach}")
    message = mail(a_notification(an_occurrence(place=place)), recipient, assessor)

    assert set(message.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Content-Language", "Auto-Submitted", "MIME-Version",
        "Content-Type",
    }  # fmt: skip
    assert [address.addr_spec for address in message["To"].addresses] == ["lee@example.org"]


@pytest.mark.parametrize("recipient", [LEE, CARYS], ids=["en", "cy"])
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("zone", ["Europe/London", "America/Argentina/ComodRivadavia"])
def test_a_subject_begins_right_after_its_name(kind: Kind, recipient: Person, zone: str) -> None:
    written = letter(a_notification(an_occurrence(zone=zone), kind=kind), recipient, ANN, LETTERHEAD).content

    assert re.search(rb"^Subject: \w", written, re.M)
    assert mail(a_notification(kind=kind), recipient)["Subject"].strip()[0].isalpha()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@b@c",
        "a@example.org, b@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "Lee <a@example.org>",
        "lée@example.org",
        "a b@example.org",
    ],
)
def test_an_address_that_is_none_is_undeliverable(address: str) -> None:
    with pytest.raises(Undeliverable):
        letter(a_notification(), Person("learner-1", "Lee", address, "en"), ANN, LETTERHEAD)


def test_the_longest_of_everything_still_makes_a_mail() -> None:
    place = Place(False, location="Ŵ" * 200)
    occurrences = [an_occurrence(FIRST + n * WEEK, id=f"session-{n}", place=place) for n in range(26)]
    recipient = Person("learner-1", "Ŵ" * 200, f"{'a' * 64}@{'b' * 60}.{'c' * 60}.example.org", "cy")
    message = mail(a_notification(*occurrences, kind=Kind.SERIES_BOOKED, notes="ŷ" * 3000), recipient)

    assert len(message["Subject"]) <= 200
    assert len(message.as_bytes()) < 1024 * 1024
    assert max(map(len, message.as_bytes().splitlines())) <= 998


def test_a_repeat_of_a_mail_is_the_same_mail() -> None:
    first, second = mail(a_notification()), mail(a_notification())

    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]
    assert part(first, "text/calendar").get_content() == part(second, "text/calendar").get_content()
