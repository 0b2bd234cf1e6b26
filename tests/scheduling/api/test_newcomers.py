"""Booking somebody whose enrolment has not been heard of yet (decisions.md, read your writes)."""

from chassis.ids import fresh_id
from contracts.words import Role
from tests.scheduling.conftest import Provider


async def test_a_learner_whose_enrolment_is_on_its_way_can_be_asked_for_again(provider: Provider) -> None:
    newcomer = await provider.person(Role.LEARNER, "Huw Lewis")
    answer = await provider.assessor.post("/sessions", json=provider.a_booking(learner_ids=[newcomer]))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_known_yet")
    assert answer.headers["retry-after"] == "1"


async def test_a_learner_of_another_centre_is_not_there(provider: Provider) -> None:
    stranger = await provider.learner("Huw Lewis", centre_id=fresh_id())
    answer = await provider.assessor.post("/sessions", json=provider.a_booking(learner_ids=[stranger]))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
