"""A centre is told once of each wait for an assessor or an IQA that is too long (CE-15)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.identity import AllocationAwaited
from services.identity.documents import enrolment_from, enrolment_state
from services.identity.domain.allocation import AwaitedAllocation
from services.identity.domain.archiving import ArchiveNote, ArchiveScope
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.roles import Role
from services.identity.handlers.awaiting import TellOfWait, tell_of_wait
from tests.identity.builders import NOW
from tests.identity.houses import Cohort

DAY = timedelta(hours=24)


@pytest.fixture
async def house() -> Cohort:
    return await Cohort.staffed()


async def tell(house: Cohort, *enrolments: Enrolment) -> AwaitedAllocation | None:
    """What is told once a day has passed for all of them."""
    telling = TellOfWait(house.centre, tuple(one.id for one in enrolments), house.runner.now + DAY)
    told = await house.runner.run(tell_of_wait, telling, actor=house.admin)
    assert told is None or isinstance(told, AwaitedAllocation)
    return told


async def test_it_is_one_word_for_the_centres_administration_however_many_wait(house: Cohort) -> None:
    office = await house.add(Role.CENTRE_ADMIN)
    waiting = [await house.learner() for _ in range(3)]
    allocated = await house.learner(allocated=True)
    before = len(house.runner.events)
    told = await tell(house, *waiting, allocated)
    assert told
    assert (told.told_ids, told.learner_count, told.since) == ((office.id,), 3, house.runner.now)
    said = [one.data for one in house.runner.events[before:] if isinstance(one.data, AllocationAwaited)]
    assert [one.concerns for one in said] == [(office.id,)]
    assert await tell(house, *waiting) is None


async def test_where_nobody_administers_the_centre_the_master_admin_is_told(house: Cohort) -> None:
    told = await tell(house, await house.learner())
    assert told
    assert told.told_ids == (house.admin.person_id,)


def test_a_wait_begins_with_the_enrolment_ends_with_both_places_and_begins_anew() -> None:
    waiting = Enrolment("e", "provider", "learner", "centre", "course").dated(NOW)
    half = replace(waiting, assessor_id="assessor").dated(NOW + DAY)
    filled = replace(half, iqa_id="iqa").dated(NOW + 2 * DAY)
    left = replace(filled, iqa_id=None).dated(NOW + 3 * DAY)
    assert [one.waits_since for one in (waiting, half, filled, left)] == [NOW, NOW, None, NOW + 3 * DAY]
    assert half.is_to_be_told(NOW + DAY)
    assert not half.told_of_wait().is_to_be_told(NOW + DAY)
    assert replace(left, wait_told_since=NOW).is_to_be_told(NOW + 4 * DAY)
    assert not replace(half, blocked=True).is_to_be_told(NOW + DAY)
    note = ArchiveNote(ArchiveScope.QUALIFICATION, NOW, "admin")
    back = half.put_away(note).retrieved().dated(NOW + 9 * DAY)
    assert back.waits_since == NOW + 9 * DAY


def test_an_older_document_waits_since_a_place_was_last_left_or_it_was_made() -> None:
    id = "019aa6c2-5e00-7000-8a4f-51d000000001"
    waiting = Enrolment(id, "provider", "learner", "centre", "course", assessor_id="assessor")

    def older(enrolment: Enrolment) -> Enrolment:
        stored = {"_id": id, "provider_id": "provider", "v": 1, **enrolment_state(enrolment)}
        del stored["waits_since"], stored["wait_told_since"]
        return enrolment_from(stored)

    made = older(waiting).waits_since
    assert made
    assert made.year == 2025
    had_an_iqa = replace(waiting, iqa_id="iqa").dated(NOW)
    assert older(replace(had_an_iqa, iqa_id=None).dated(NOW + DAY)).waits_since == NOW + DAY
    assert older(had_an_iqa).waits_since is None
