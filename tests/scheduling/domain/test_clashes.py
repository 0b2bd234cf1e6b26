"""Clashes name who and when, and what they name is all there is."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.errors import Kind
from services.scheduling.domain.clashes import Clash, find_clashes
from services.scheduling.domain.errors import DoubleBooked, NoSmartRoomFree
from services.scheduling.domain.free_times import Alternative
from services.scheduling.domain.slot import MINUTE, Busy, Claim, Resource, Slot
from tests.scheduling.domain.builders import a_session, a_start, busy, calendars_of, hours_of, learners, utc

BASE = utc("2026-10-05 09:00")

resources = st.sampled_from([Resource.person("a"), Resource.person("b"), Resource.room("a")])
slots = st.builds(
    lambda start, length: Slot.of(BASE + start * MINUTE, length), st.integers(0, 60), st.integers(1, 30)
)
claims = st.builds(Claim, resources, slots)
entries = st.builds(
    lambda resource, slot, session: Busy(resource, slot.starts_at, slot.ends_at, session),
    resources,
    slots,
    st.sampled_from(["mine", "yours", "theirs"]),
)


@given(st.lists(st.lists(claims, max_size=4), max_size=3), st.lists(entries, max_size=6))
def test_there_is_a_clash_exactly_where_a_claim_and_another_session_share_a_minute(
    wanted: list[list[Claim]], calendars: list[Busy]
) -> None:
    def minutes(slot: Slot) -> set[int]:
        return set(range((slot.starts_at - BASE) // MINUTE, (slot.ends_at - BASE) // MINUTE))

    taken = [(entry.resource, entry.slot) for entry in calendars if entry.session_id != "mine"]
    expected = {
        Clash(resource, slot.starts_at, slot.ends_at, number)
        for number, occurrence in enumerate(wanted, start=1)
        for claim in occurrence
        for resource, slot in (*taken, *(one for earlier in wanted[: number - 1] for one in earlier))
        if resource == claim.resource and minutes(slot) & minutes(claim.slot)
    }

    assert set(find_clashes(wanted, calendars, ignoring={"mine"})) == expected


@given(st.integers(-130, 130), st.integers(1, 30), st.booleans())
def test_two_sessions_clash_exactly_when_they_share_a_person_and_a_minute(
    shift: int, count: int, same_assessor: bool
) -> None:
    booked = a_session(session_id="booked", places=learners(count))
    wished = a_session(
        session_id="wished",
        start=a_start((booked.local_start + shift * MINUTE).isoformat()),
        places=learners(30)[15:],
        assessor_id="assessor" if same_assessor else "colleague",
    )
    shared = {"assessor", *booked.learner_ids} & {wished.assessor_id, *wished.learner_ids}

    clashes = find_clashes([wished.claims()], calendars_of([booked]))

    assert {clash.resource.id for clash in clashes} == (shared if abs(shift) < 60 else set())
    assert find_clashes([wished.claims()], calendars_of([booked]), ignoring={"booked"}) == []


def test_a_person_who_teaches_and_learns_has_one_calendar() -> None:
    teaching = a_session(session_id="teaching", assessor_id="learner-1", places=learners(2)[1:])
    learning = a_session(session_id="learning")

    assert [clash.resource.id for clash in find_clashes([learning.claims()], calendars_of([teaching]))] == [
        "learner-1"
    ]


def test_an_entry_that_two_days_know_is_one_clash() -> None:
    night = busy(Resource.person("assessor"), "2026-10-05 08:00", "2026-10-05 10:00")

    assert len(find_clashes([a_session().claims()], [night, night])) == 1


def test_clashes_of_a_series_are_named_by_their_occurrence() -> None:
    weekly = [a_session(start=a_start(f"2026-10-{day} 10:00")) for day in ("05", "12", "19")]
    calendars = [
        busy(Resource.person("learner-1"), "2026-10-19 09:30", "2026-10-19 11:00"),
        busy(Resource.person("assessor"), "2026-10-12 08:30", "2026-10-12 09:30"),
    ]

    clashes = find_clashes([one.claims() for one in weekly], calendars)
    assert [(clash.occurrence, clash.resource.id) for clash in clashes] == [(2, "assessor"), (3, "learner-1")]


def test_a_learner_who_is_busy_is_named() -> None:
    clash = Clash(Resource.person("learner-1"), BASE, BASE + timedelta(hours=1), 1)
    refusal = DoubleBooked(
        [clash],
        [Alternative((a_start("2026-10-05 11:00", offset=60),))],
        assessor_id="assessor",
        time_zone="Europe/London",
        names={"learner-1": "Nia Rowlands"},
    )

    assert (refusal.kind, refusal.code()) == (Kind.CONFLICT, "double_booked")
    assert str(refusal) == "Nia Rowlands is busy on Mon 5 Oct 2026, 10:00 to 11:00."
    assert refusal.facts == {
        "clashes": [
            {
                "kind": "learner",
                "id": "learner-1",
                "name": "Nia Rowlands",
                "starts_at": utc("2026-10-05 09:00"),
                "ends_at": utc("2026-10-05 10:00"),
                "occurrence": 1,
                "away": False,
            }
        ],
        "alternatives": [
            {
                "starts_at": utc("2026-10-05 10:00"),
                "local_start": a_start("2026-10-05 11:00").local,
                "time_zone": "Europe/London",
                "offset_minutes": 60,
            }
        ],
        "bookable_learner_ids": [],
    }


@pytest.mark.parametrize(("busy", "others"), [("learner-1", ["learner-2"]), ("assessor", [])])
def test_those_who_are_free_are_offered_unless_the_assessor_is_busy(busy: str, others: list[str]) -> None:
    refusal = DoubleBooked(
        [Clash(Resource.person(busy), BASE, BASE + timedelta(hours=1), 1)],
        assessor_id="assessor",
        time_zone="Europe/London",
        learner_ids=["learner-1", "learner-2"],
    )

    assert refusal.facts["bookable_learner_ids"] == others


def test_many_clashes_of_a_series_make_a_short_sentence() -> None:
    clashes = [
        Clash(
            Resource.person("assessor"), BASE + timedelta(weeks=n), BASE + timedelta(weeks=n, hours=1), n + 1
        )
        for n in range(5)
    ]
    refusal = DoubleBooked(clashes, assessor_id="assessor", time_zone="Europe/London", in_series=True)

    assert str(refusal) == (
        "The assessor is busy on Mon 5 Oct 2026, 10:00 to 11:00 (occurrence 1), "
        "the assessor is busy on Mon 12 Oct 2026, 10:00 to 11:00 (occurrence 2), "
        "the assessor is busy on Mon 19 Oct 2026, 10:00 to 11:00 (occurrence 3) and 2 more."
    )


def test_a_refusal_never_tells_which_session_is_in_the_way() -> None:
    calendars = [
        busy(Resource.person("assessor"), "2026-10-05 09:00", "2026-10-05 10:00", "a-secret-session")
    ]
    clashes = find_clashes([a_session().claims()], calendars)
    refusal = DoubleBooked(clashes, assessor_id="assessor", time_zone="Europe/London")

    assert clashes
    assert "a-secret-session" not in f"{refusal} {refusal.facts} {clashes}"


@pytest.mark.parametrize(
    ("in_series", "sentence"),
    [
        (False, "No Smart Room available on Mon 5 Oct 2026, 10:00 to 11:00."),
        (True, "No Smart Room available on Mon 5 Oct 2026, 10:00 to 11:00 (occurrence 3)."),
    ],
)
def test_a_time_without_a_free_room_is_named(in_series: bool, sentence: str) -> None:
    slot = hours_of("2026-10-05 09:00", "2026-10-05 10:00")
    refusal = NoSmartRoomFree({3: slot}, time_zone="Europe/London", in_series=in_series)

    assert str(refusal) == sentence
    assert refusal.facts["occurrences"] == [
        {"occurrence": 3, "starts_at": slot.starts_at, "ends_at": slot.ends_at}
    ]


def test_a_clash_over_midnight_is_told_with_both_days() -> None:
    clash = Clash(Resource.person("learner-1"), utc("2026-10-05 22:30"), utc("2026-10-05 23:30"), 1)
    refusal = DoubleBooked([clash], assessor_id="assessor", time_zone="Europe/London")

    assert str(refusal) == "A learner is busy on Mon 5 Oct 2026, 23:30 to Tue 6 Oct 2026, 00:30."
