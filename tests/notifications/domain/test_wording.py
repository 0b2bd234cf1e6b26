import re
import string
from dataclasses import asdict
from typing import Any

import pytest

from services.notifications.domain.link_letter import LinkLetter, Purpose, word_link
from services.notifications.domain.notices import Gathering, Matter, NoticeKind
from services.notifications.domain.notification import Kind, Person, Place
from services.notifications.domain.plain_text import clip, one_line, several_lines
from services.notifications.domain.texts import LANGUAGES, texts_of
from services.notifications.domain.wording import plural_form, word, word_notice, word_notice_mail
from tests.english import english_in
from tests.notifications.builders import (
    ANN,
    CARYS,
    FIRST,
    LEE,
    WEEK,
    a_notification,
    an_occurrence,
    utc,
)


def leaves(texts: Any, path: str = "") -> dict[str, str]:
    """Every text by its path; plural forms count as one."""
    if isinstance(texts, str):
        return {path: texts}
    if isinstance(texts, list):
        return {f"{path}[{n}]": text for n, text in enumerate(texts)}
    if "other" in texts and path in ("/sessions", "/learners"):
        return {path: texts["other"]}
    return {key: text for name in texts for key, text in leaves(texts[name], f"{path}/{name}").items()}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_texts_with_the_same_placeholders() -> None:
    english, welsh = leaves(texts_of("en")), leaves(texts_of("cy"))

    assert {key: placeholders(text) for key, text in english.items()} == {
        key: placeholders(text) for key, text in welsh.items()
    }


def test_no_english_is_left_in_the_welsh_texts() -> None:
    english, welsh = leaves(texts_of("en")), leaves(texts_of("cy"))

    same = {key for key in english if english[key] == welsh[key]}

    assert same == set()
    assert english_in(re.sub(r"{\w+}", "", text) for text in welsh.values()) == []


def test_welsh_is_marked_as_a_draft_and_has_all_six_plural_forms() -> None:
    welsh = texts_of("cy")

    assert welsh["status"] == "draft"
    for name in ("sessions", "learners"):
        assert set(welsh[name]) == {"zero", "one", "two", "few", "many", "other"}
        assert all("{count}" in form for form in welsh[name].values())
    assert [plural_form(count, "cy") for count in (0, 1, 2, 3, 4, 6, 7)] == [
        "zero", "one", "two", "few", "other", "many", "other",
    ]  # fmt: skip
    assert [plural_form(count, "en") for count in (0, 1, 2)] == ["other", "one", "other"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_every_kind_can_be_said_in_every_language(kind: Kind, language: str) -> None:
    reader = Person("learner-1", "Lee", None, language)
    notification = a_notification(an_occurrence(), an_occurrence(FIRST + WEEK, id="session-2"), kind=kind)

    wording = word(notification.occasion, reader, ANN)

    assert wording.language == language
    assert wording.title
    assert "Ann Assessor" in wording.company
    assert len(wording.lines) == 2
    assert "{" not in wording.title + wording.text + wording.greeting + wording.footer


@pytest.mark.parametrize("kind", NoticeKind)
def test_a_welsh_notice_and_its_mail_say_nothing_in_english(kind: NoticeKind) -> None:
    event = Gathering("Safoni", FIRST, "Europe/Berlin", None)
    told_by_place = isinstance(texts_of("cy")["notice"]["text"][kind], dict)
    place = "assessor" if told_by_place else None
    day = FIRST.date()
    matter = Matter(kind, LEE.id, None, place, since=FIRST, count=3, until=day, event=event, first=day)
    notice = word_notice(matter, CARYS, {})
    said = [notice.title, notice.text]
    if kind in texts_of("cy")["notice"]["mail"]["subject"]:
        mail = word_notice_mail(matter, CARYS)
        said += [mail.subject, mail.greeting, mail.text, mail.open_link, mail.footer]

    assert english_in(said) == []


@pytest.mark.parametrize("purpose", Purpose)
def test_a_welsh_link_letter_says_nothing_in_english(purpose: Purpose) -> None:
    letter = LinkLetter("letter", "provider", CARYS.id, purpose, "sealed", expires_at=FIRST, created_at=FIRST)

    assert english_in(asdict(word_link(letter, CARYS)).values()) == []


def test_a_language_without_texts_is_answered_in_english() -> None:
    reader = Person("learner-1", "Lee", None, "fr")

    assert word(a_notification().occasion, reader, ANN).language == "en"


def test_a_learner_reads_who_assesses_and_the_assessor_how_many_learn() -> None:
    occasion = a_notification().occasion

    assert word(occasion, LEE, ANN).company == "With Ann Assessor"
    assert word(occasion, LEE, None).company == "With your assessor"
    assert word(occasion, ANN, ANN).company == "With 4 learners"


def test_a_title_says_what_and_when_in_the_readers_language() -> None:
    occasion = a_notification(an_occurrence(utc("2026-12-01 10:00"))).occasion

    assert word(occasion, LEE, ANN).title == "Booked: Induction session, Tuesday 1 December 2026, 10:00"
    assert word(occasion, CARYS, ANN).title == "Trefnwyd: Sesiwn gynefino, Dydd Mawrth, 1 Rhagfyr 2026, 10:00"


def test_times_follow_the_clock_change() -> None:
    summer, winter = utc("2026-10-24 09:00"), utc("2026-10-31 10:00")
    occasion = a_notification(an_occurrence(summer), an_occurrence(winter, id="session-2")).occasion

    assert [line.when for line in word(occasion, LEE, ANN).lines] == [
        "Saturday 24 October 2026, 10:00 to 11:00",
        "Saturday 31 October 2026, 10:00 to 11:00",
    ]


def test_times_are_in_the_readers_zone_which_is_named_when_it_differs() -> None:
    traveller = Person("learner-1", "Lee", None, "en", "Europe/Berlin")

    wording = word(a_notification().occasion, traveller, ANN)

    assert wording.lines[0].when == "Tuesday 1 December 2026, 11:00 to 12:00 (Europe/Berlin)"
    assert wording.times_in == "Times are for Europe/Berlin."
    assert word(a_notification().occasion, LEE, ANN).times_in is None


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(online=True, room="Smart Room 2"), "Smart Session (online), Smart Room 2"),
        (Place(online=True, room="Room 2", location="Library"), "Smart Session (online), Room 2, Library"),
        (Place(online=True), "Smart Session (online)"),
        (Place(online=False, location="1 High Street"), "1 High Street"),
        (Place(online=False), "Place to be agreed"),
    ],
)
def test_a_place_is_said_in_words(place: Place, words: str) -> None:
    occasion = a_notification(an_occurrence(place=place)).occasion

    assert word(occasion, LEE, ANN).lines[0].place == words


def test_a_session_type_of_a_later_version_is_just_a_session() -> None:
    assert texts_of("en")["session_type"].get("hologram") is None

    notification = a_notification()
    occasion = type(notification.occasion)(
        Kind.SESSION_BOOKED, "hologram", "assessor-1", 1, "", notification.occasion.occurrences
    )

    assert word(occasion, LEE, ANN).session == "Session"


def test_text_for_one_line_holds_no_break_and_no_control_character() -> None:
    assert one_line("a\r\nBcc: x\u2028b\x00c\u202ed\te") == "a Bcc: x b c d e"
    assert several_lines("one\x07\r\ntwo\u2028three", 100) == "one\ntwo\nthree"
    assert clip("abcdef", 4) == "abc…"
    assert clip("abcd", 4) == "abcd"
