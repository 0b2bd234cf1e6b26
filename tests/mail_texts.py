"""What a mail says to whoever reads it: its subject, its text, its page, and its calendar file."""

import re
from collections.abc import Iterator
from email.message import EmailMessage
from html.parser import HTMLParser

from icalendar import Calendar, Event

_BETWEEN = re.compile(r"^- |: |, |\. |\n+", re.MULTILINE)
_OF_EVENTS = ("SUMMARY", "DESCRIPTION", "LOCATION")


class Page(HTMLParser):
    """What a mail program sees of the page: tags, attributes, and its texts one by one."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.texts: list[str] = []
        self.feed(page)

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.texts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {f"{tag}.{name}": value for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def said_in(mail: EmailMessage) -> set[str]:
    """Every text of a mail, whole and in the pieces that it is put together from; where links lead is none."""
    return {
        piece.strip()
        for text in _texts(mail)
        for piece in (text, *text.splitlines(), *_BETWEEN.split(text))
        if not piece.startswith("http")
    } - {""}


def said_in_events(events: list[Event]) -> Iterator[str]:
    """What the sessions of a calendar say."""
    return (str(event[name]) for event in events for name in _OF_EVENTS)


def languages_of(mail: EmailMessage) -> set[str | None]:
    """The languages that a mail says it is in: in its head, on its page, and as the maker of its calendar file."""
    said: set[str | None] = {mail["Content-Language"]}
    for part in mail.walk():
        if part.get_content_type() == "text/html":
            said.add(Page(part.get_content()).attributes.get("html.lang"))
        if part.get_content_type() == "application/ics":
            said.add(str(_calendar(part)["PRODID"]).rpartition("//")[2].lower())
    return said


def _texts(mail: EmailMessage) -> Iterator[str]:
    yield str(mail["Subject"])
    for part in mail.walk():
        match part.get_content_type():
            case "text/plain":
                yield part.get_content().replace("\r\n", "\n")
            case "text/html":
                yield from Page(part.get_content()).texts
            case "application/ics":
                yield str(part.get_filename()).partition(".")[0]
                yield from said_in_events(_calendar(part).events)


def _calendar(part: EmailMessage) -> Calendar:
    calendar = Calendar.from_ical(part.get_content())
    assert isinstance(calendar, Calendar)
    return calendar
