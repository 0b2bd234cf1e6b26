from datetime import date

import pytest

from chassis.actor import Actor
from chassis.errors import Forbidden, NotFound, Refusal
from services.reviews.access import Sight, plan_sight
from tests.caseload import TODAY, a_learner

LEARNER = a_learner()
ARCHIVED = a_learner(archived=True)


def actor(person_id: str, role: str, *centres: str) -> Actor:
    return Actor(person_id, "provider", role, frozenset(centres))


@pytest.mark.parametrize(
    ("who", "sight"),
    [
        (actor("learner", "learner", "here"), Sight.ALL),
        (actor("assessor", "assessor", "here"), Sight.ALL),
        (actor("assessor", "assessor", "elsewhere"), Sight.ALL),
        (actor("stand-in", "assessor", "here"), Sight.ALL),
        (actor("employer", "employer_user", "here"), Sight.REVIEW_DATES),
        *(
            (actor("somebody", role, "here", "elsewhere"), Sight.ALL)
            for role in (
                "iqa",
                "centre_admin",
                "curriculum_manager",
                "business_support",
                "manager",
            )
        ),
        (actor("somebody", "master_admin"), Sight.ALL),
        (actor("somebody", "senior_manager"), Sight.ALL),
        (actor("somebody", "master_admin", "here"), Sight.ALL),
    ],
)
def test_those_around_the_learner_see_the_plan(who: Actor, sight: Sight) -> None:
    assert plan_sight(who, LEARNER, leads=False, today=TODAY) is sight


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        (actor("other", "learner", "here"), Forbidden),
        (actor("other", "assessor", "here"), Forbidden),
        (actor("other", "employer_user", "here"), Forbidden),
        (actor("somebody", "ao_admin", "here"), Forbidden),
        (actor("somebody", "basic_admin", "here"), Forbidden),
        (actor("somebody", "platform_admin"), NotFound),
        (actor("other", "learner", "elsewhere"), NotFound),
        (actor("other", "assessor", "elsewhere"), NotFound),
        (actor("other", "employer_user", "elsewhere"), NotFound),
        (actor("somebody", "iqa", "elsewhere"), NotFound),
        (actor("somebody", "master_admin", "elsewhere"), NotFound),
        (actor("somebody", "manager"), NotFound),
        (actor("learner", "assessor", "here"), Forbidden),
    ],
)
def test_others_are_refused_here_and_find_nothing_elsewhere(who: Actor, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        plan_sight(who, LEARNER, leads=False, today=TODAY)


def test_an_assessor_sees_the_sessions_they_lead() -> None:
    for centre in ("here", "elsewhere"):
        leader = actor("other", "assessor", centre)
        assert plan_sight(leader, LEARNER, leads=True, today=TODAY) is Sight.LED_SESSIONS


def test_a_stand_in_sees_the_plan_until_the_last_day() -> None:
    stand_in = actor("stand-in", "assessor", "here")
    assert plan_sight(stand_in, LEARNER, leads=False, today=date(2026, 11, 23)) is Sight.ALL
    for day in (date(2026, 11, 22), date(2026, 12, 1)):
        with pytest.raises(Forbidden):
            plan_sight(stand_in, LEARNER, leads=False, today=day)


def test_an_archived_enrolment_gives_nobody_access() -> None:
    for who in (actor("assessor", "assessor", "here"), actor("employer", "employer_user", "here")):
        with pytest.raises(Forbidden):
            plan_sight(who, ARCHIVED, leads=False, today=TODAY)


def test_no_portfolio_user_reaches_an_archived_learner_and_the_centre_does() -> None:
    who = actor("somebody", "centre_admin", "here")
    plan_sight(who, ARCHIVED, leads=True, today=TODAY)
    for person, role in (("learner", "learner"), ("assessor", "assessor"), ("somebody", "iqa")):
        who = actor(person, role, "here")
        with pytest.raises(Forbidden):
            plan_sight(who, ARCHIVED, leads=True, today=TODAY)
