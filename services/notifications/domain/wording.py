"""How a notification reads in a language: titles, sentences and dates, without any markup."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.notifications.domain.conversation import Message
from services.notifications.domain.notices import Gathering, Matter
from services.notifications.domain.notification import Occasion, Occurrence, Person, Place
from services.notifications.domain.plain_text import clip, one_line, several_lines
from services.notifications.domain.texts import texts_of

USUAL_ZONE = "Europe/London"

TITLE_LIMIT = 200
"""Characters of a title, so that a mail subject stays one readable line."""

NOTES_LIMIT = 3000
"""Characters of planning notes that are passed on."""


@dataclass(frozen=True, slots=True)
class Line:
    """One occurrence as a person reads it."""

    when: str
    place: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A notification in words. `notes` is what the booker wrote, untranslated; every text is plain text."""

    language: str
    title: str
    greeting: str
    opening: str
    session: str
    company: str
    lines: tuple[Line, ...]
    calendar_file: str
    calendar_hint: str
    notes_heading: str
    notes: str
    times_in: str | None
    open_link: str
    footer: str
    caption: str
    column_when: str
    column_place: str

    @property
    def text(self) -> str:
        """The notification as one paragraph, as the application shows it."""
        where = "; ".join(f"{line.when}, {line.place}" for line in self.lines)
        return f"{self.opening} {self.company}. {where}."


def word(occasion: Occasion, reader: Person, assessor: Person | None) -> Wording:
    """The notification as `reader` reads it: own language, own zone (the zone is named when it differs)."""
    texts = texts_of(reader.language)
    own_zone = reading_zone(reader, occasion)
    differs = any(occurrence.zone != own_zone for occurrence in occasion.occurrences)
    sessions = plural(texts, "sessions", len(occasion.occurrences), reader.language)
    template = "when_in_zone" if differs else "when"
    lines = tuple(
        Line(_when(occurrence, own_zone, texts, template), place_name(occurrence.place, texts))
        for occurrence in occasion.occurrences
    )
    session = session_name(occasion, texts)
    first = _when(occasion.occurrences[0], own_zone, texts, "when_brief")
    title = texts["title"][occasion.kind].format(session=session, sessions=sessions, when=first)
    return Wording(
        language=texts["language"],
        title=clip(one_line(title), TITLE_LIMIT),
        greeting=texts["greeting"].format(name=one_line(reader.name)),
        opening=texts["opening"][occasion.kind].format(sessions=sessions),
        session=session,
        company=_company(occasion, reader, assessor, texts),
        lines=lines,
        calendar_file=texts["calendar_file"],
        calendar_hint=texts["calendar_hint"][occasion.kind],
        notes_heading=texts["notes"],
        notes=several_lines(occasion.notes, NOTES_LIMIT),
        times_in=texts["times_in"].format(zone=own_zone) if differs else None,
        open_link=texts["open_link"],
        footer=texts["footer"],
        caption=texts["table_caption"],
        column_when=texts["column_when"],
        column_place=texts["column_place"],
    )


@dataclass(frozen=True, slots=True)
class NoticeWording:
    """A notice in words, all plain text."""

    title: str
    text: str


def word_notice(matter: Matter, reader: Person, people: Mapping[str, Person]) -> NoticeWording:
    """The notice as `reader` reads it; `people` are those whose names are known."""
    texts = texts_of(reader.language)["notice"]

    def name(person_id: str | None) -> str:
        person = people.get(person_id) if person_id else None
        return one_line(person.name) if person else str(texts["unknown"])

    said = {"learner": name(matter.learner_id), "other": name(matter.other_id)} | _said(matter, reader)
    text = texts["text"][matter.kind]
    template = text[matter.place] if matter.place else text
    title = texts["title"][matter.kind].format(**said)
    return NoticeWording(clip(one_line(title), TITLE_LIMIT), template.format(**said))


@dataclass(frozen=True, slots=True)
class NoticeMailWording:
    """The mail of a notice in words, all plain text."""

    language: str
    subject: str
    greeting: str
    text: str
    open_link: str
    footer: str


def word_notice_mail(matter: Matter, reader: Person) -> NoticeMailWording:
    """The mail of a notice as `reader` reads it, without anybody else's name."""
    texts = texts_of(reader.language)
    mail = texts["notice"]["mail"]
    said = _said(matter, reader)
    subject = mail["subject"][matter.kind].format(**said)
    return NoticeMailWording(
        language=texts["language"],
        subject=clip(one_line(subject), TITLE_LIMIT),
        greeting=texts["greeting"].format(name=one_line(reader.name)),
        text=mail["text"][matter.kind].format(**said),
        open_link=mail["open_link"],
        footer=mail["footer"],
    )


@dataclass(frozen=True, slots=True)
class MessageMailWording:
    """The mail of a message in words, all plain text."""

    language: str
    subject: str
    greeting: str
    opening: str
    paragraphs: tuple[str, ...]
    button: str
    footer: str


def word_message_mail(message: Message, reader: Person, sender: Person | None) -> MessageMailWording:
    """The mail of a message as `reader` reads it: the subject and the lines as they were written."""
    texts = texts_of(reader.language)
    mail = texts["message"]
    name = one_line(sender.name) if sender else ""
    lines = (one_line(line) for line in message.text.splitlines())
    return MessageMailWording(
        language=texts["language"],
        subject=clip(one_line(message.subject), TITLE_LIMIT),
        greeting=texts["greeting"].format(name=one_line(reader.name)),
        opening=mail["opening"].format(name=name or texts["notice"]["unknown"]),
        paragraphs=tuple(line for line in lines if line),
        button=mail["button"],
        footer=mail["footer"],
    )


def _said(matter: Matter, reader: Person) -> dict[str, str]:
    """What of a matter is said in words and names nobody: moments, days, how many, and which event."""
    said = {}
    if matter.since:
        said["date"] = moment_name(matter.since, reader)
    if matter.count:
        said["learners"] = plural(texts_of(reader.language), "learners", matter.count, reader.language)
    if matter.until:
        said["day"] = day_name(matter.until, reader)
    if matter.first:
        said["first"] = day_name(matter.first, reader)
    if matter.event:
        said |= _said_of(matter.event, reader)
    return said


def _said_of(event: Gathering, reader: Person) -> dict[str, str]:
    texts = texts_of(reader.language)
    zone = reader.zone or event.zone
    when = _moment(event.starts_at, zone, texts)
    return {
        "event": one_line(event.title),
        "when": when if zone == event.zone else f"{when} ({zone})",
        "where": one_line(event.place or texts["no_place"]),
    }


def moment_name(moment: datetime, reader: Person) -> str:
    """A moment (UTC) in the reader's language and zone."""
    return _moment(moment, reader.zone or USUAL_ZONE, texts_of(reader.language))


def _moment(moment: datetime, zone: str, texts: Mapping[str, Any]) -> str:
    local = moment.astimezone(ZoneInfo(zone))
    return str(
        texts["when_brief"].format(
            weekday=texts["weekdays"][local.weekday()],
            day=local.day,
            month=texts["months"][local.month - 1],
            year=local.year,
            start=f"{local:%H:%M}",
        )
    )


def day_name(day: date, reader: Person) -> str:
    """A day in the reader's language."""
    texts = texts_of(reader.language)
    weekday, month = texts["weekdays"][day.weekday()], texts["months"][day.month - 1]
    return str(texts["day"].format(weekday=weekday, day=day.day, month=month, year=day.year))


def session_name(occasion: Occasion, texts: Mapping[str, Any]) -> str:
    """What kind of session it is, in words; a type this version does not know is just a session."""
    names = texts["session_type"]
    name: str = names.get(occasion.session_type, names["other"])
    return name


def place_name(place: Place, texts: Mapping[str, Any]) -> str:
    """Where a session is, in words, on one line."""
    online = texts["smart_session"] if place.online else None
    parts = [part for part in (online, place.room, place.location) if part]
    return one_line(", ".join(parts) or texts["no_place"])


def plural(texts: Mapping[str, Any], key: str, count: int, language: str) -> str:
    """The text with the plural form the language wants for `count`."""
    forms = texts[key]
    form: str = forms.get(plural_form(count, language), forms["other"])
    return form.format(count=count)


def plural_form(count: int, language: str) -> str:
    """The CLDR plural category: Welsh has six, English two."""
    if language == "cy":
        return {0: "zero", 1: "one", 2: "two", 3: "few", 6: "many"}.get(count, "other")
    return "one" if count == 1 else "other"


def reading_zone(reader: Person, occasion: Occasion) -> str:
    """The zone the reader's times are shown in: the own one, else the one the session was planned in."""
    return reader.zone or occasion.occurrences[0].zone


def _company(occasion: Occasion, reader: Person, assessor: Person | None, texts: Mapping[str, Any]) -> str:
    if reader.id == occasion.assessor_id:
        learners = plural(texts, "learners", occasion.learner_count, reader.language)
        return str(texts["with_learners"].format(learners=learners))
    name = one_line(assessor.name) if assessor else ""
    return str(texts["with_assessor"].format(name=name or texts["somebody"]))


def _when(occurrence: Occurrence, zone: str, texts: Mapping[str, Any], template: str) -> str:
    start = occurrence.starts_at.astimezone(ZoneInfo(zone))
    end = occurrence.ends_at.astimezone(ZoneInfo(zone))
    text: str = texts[template]
    return text.format(
        weekday=texts["weekdays"][start.weekday()],
        day=start.day,
        month=texts["months"][start.month - 1],
        year=start.year,
        start=f"{start:%H:%M}",
        end=f"{end:%H:%M}",
        zone=zone,
    )
