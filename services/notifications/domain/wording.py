"""How a notification reads in a language: titles, sentences and dates, without any markup."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from services.notifications.domain.notification import Occasion, Occurrence, Person, Place
from services.notifications.texts import texts_of

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
    draft: bool
    title: str
    greeting: str
    opening: str
    summary: str
    company: str
    lines: tuple[Line, ...]
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
    lines = tuple(
        Line(_when(occurrence, own_zone, texts, named=differs), place_name(occurrence.place, texts))
        for occurrence in occasion.occurrences
    )
    session = session_name(occasion, texts)
    title = texts["title"][occasion.kind].format(session=session, sessions=sessions, when=lines[0].when)
    return Wording(
        language=texts["language"],
        draft=texts["status"] == "draft",
        title=clip(one_line(title), TITLE_LIMIT),
        greeting=texts["greeting"].format(name=one_line(reader.name)),
        opening=texts["opening"][occasion.kind].format(sessions=sessions),
        summary=session,
        company=_company(occasion, reader, assessor, texts),
        lines=lines,
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


def session_name(occasion: Occasion, texts: Mapping[str, Any]) -> str:
    """What kind of session it is, in words; a type this version does not know is just a session."""
    names = texts["session_type"]
    name: str = names.get(occasion.session_type, names["other"])
    return name


def place_name(place: Place, texts: Mapping[str, Any]) -> str:
    """Where a session is, in words, on one line."""
    if place.online:
        text = texts["smart_room"].format(room=place.room) if place.room else texts["smart_session"]
    else:
        text = place.location or texts["no_place"]
    return one_line(text)


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
    return reader.zone if known_zone(reader.zone) and reader.zone else occasion.occurrences[0].zone


def known_zone(zone: str | None) -> bool:
    """Whether the name is an IANA zone this machine knows."""
    try:
        return bool(zone) and ZoneInfo(zone or "") is not None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def one_line(text: str) -> str:
    """The text without line breaks, control characters and direction overrides: safe in a header and a title."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def several_lines(text: str, limit: int) -> str:
    """Text somebody wrote, line by line, without control characters, at most `limit` characters."""
    return clip("\n".join(one_line(line) for line in text.splitlines()), limit)


def clip(text: str, limit: int) -> str:
    """At most `limit` characters, with an ellipsis where something was left out."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _company(occasion: Occasion, reader: Person, assessor: Person | None, texts: Mapping[str, Any]) -> str:
    if reader.id == occasion.assessor_id:
        learners = plural(texts, "learners", occasion.learner_count, reader.language)
        return str(texts["with_learners"].format(learners=learners))
    name = one_line(assessor.name) if assessor else ""
    return str(texts["with_assessor"].format(name=name or texts["somebody"]))


def _when(occurrence: Occurrence, zone: str, texts: Mapping[str, Any], *, named: bool) -> str:
    start = occurrence.starts_at.astimezone(ZoneInfo(zone))
    end = occurrence.ends_at.astimezone(ZoneInfo(zone))
    template: str = texts["when_in_zone" if named else "when"]
    return template.format(
        weekday=texts["weekdays"][start.weekday()],
        day=start.day,
        month=texts["months"][start.month - 1],
        year=start.year,
        start=f"{start:%H:%M}",
        end=f"{end:%H:%M}",
        zone=zone,
    )
