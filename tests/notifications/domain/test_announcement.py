"""Whom an announcement concerns, and when."""

from datetime import UTC, date, datetime

import pytest

from services.notifications.domain.announcement import Announcement, Content, EndsBeforeItBegins, Wording

FIRST, LAST = date(2026, 11, 23), date(2026, 11, 27)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CONTENT = Content(
    english=Wording("Office closed", "On Friday."),
    centre_ids=("newport", "cardiff"),
    roles=("iqa", "assessor"),
    from_date=FIRST,
    until_date=LAST,
)
SAID = Announcement(id="a", content=CONTENT, published_by_id="sian", published_at=NOW)


@pytest.mark.parametrize(
    ("role", "centre_ids", "today", "concerned"),
    [
        ("iqa", {"newport"}, FIRST, True),
        ("iqa", None, LAST, True),
        ("learner", {"newport"}, FIRST, False),
        ("iqa", {"swansea"}, FIRST, False),
        ("iqa", set(), FIRST, False),
        ("iqa", {"newport"}, date(2026, 11, 22), False),
        ("iqa", {"newport"}, date(2026, 11, 28), False),
    ],
)
def test_it_concerns_its_roles_at_its_centres_on_its_days(
    role: str, centre_ids: set[str] | None, today: date, concerned: bool
) -> None:
    assert SAID.concerns(role, centre_ids, today) is concerned


def test_what_is_withdrawn_concerns_nobody_until_it_is_published_again() -> None:
    withdrawn = SAID.said_anew(CONTENT, withdrawn=True, now=NOW)
    assert not withdrawn.concerns("iqa", {"newport"}, FIRST)
    assert withdrawn.said_anew(CONTENT, withdrawn=False, now=NOW) == SAID


def test_it_does_not_end_before_it_begins() -> None:
    backwards = Content(english=CONTENT.english, from_date=LAST, until_date=FIRST)
    with pytest.raises(EndsBeforeItBegins):
        SAID.said_anew(backwards, withdrawn=False, now=NOW)
