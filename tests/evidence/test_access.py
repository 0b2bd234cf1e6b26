import pytest

from chassis.actor import Actor
from chassis.errors import Forbidden, NotFound, Refusal
from services.caseload import PROGRESS_READERS
from services.evidence.access import Sight, library_sight
from tests.caseload import TODAY, a_learner

LEARNER = a_learner()


def actor(person_id: str, role: str, *centres: str) -> Actor:
    return Actor(person_id, "provider", role, frozenset(centres))


@pytest.mark.parametrize(
    "who",
    [
        actor("learner", "learner", "here"),
        actor("assessor", "assessor", "here"),
        actor("stand-in", "assessor", "elsewhere"),
        actor("somebody", "master_admin"),
        actor("somebody", "senior_manager"),
        *(actor("somebody", role, "here") for role in sorted(PROGRESS_READERS)),
    ],
    ids=lambda who: f"{who.person_id} as {who.role}",
)
def test_those_around_the_learner_read_the_library(who: Actor) -> None:
    assert library_sight(who, LEARNER, leads=False, today=TODAY) is Sight.ALL


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        (actor("other", "learner", "here"), Forbidden),
        (actor("other", "assessor", "here"), Forbidden),
        (actor("employer", "employer_user", "here"), Forbidden),
        (actor("somebody", "ao_admin", "here"), Forbidden),
        (actor("somebody", "basic_admin", "here"), Forbidden),
        (actor("somebody", "business_support", "here"), Forbidden),
        (actor("somebody", "platform_admin"), NotFound),
        (actor("other", "learner", "elsewhere"), NotFound),
        (actor("other", "assessor", "elsewhere"), NotFound),
        (actor("employer", "employer_user", "elsewhere"), NotFound),
        (actor("somebody", "manager", "elsewhere"), NotFound),
        (actor("somebody", "basic_admin"), NotFound),
    ],
    ids=lambda who: f"{who.person_id} as {who.role}" if isinstance(who, Actor) else who.__name__,
)
def test_others_are_refused_here_and_find_nothing_elsewhere(who: Actor, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        library_sight(who, LEARNER, leads=False, today=TODAY)


def test_an_assessor_sees_what_comes_from_the_sessions_they_lead() -> None:
    leader = actor("other", "assessor", "elsewhere")
    assert library_sight(leader, LEARNER, leads=True, today=TODAY) is Sight.LED_SESSIONS


def test_no_portfolio_user_reaches_an_archived_learner_and_the_centre_does() -> None:
    archived = a_learner(archived=True)
    who = actor("somebody", "centre_admin", "here")
    library_sight(who, archived, leads=True, today=TODAY)
    for person, role in (("learner", "learner"), ("assessor", "assessor"), ("somebody", "iqa")):
        who = actor(person, role, "here")
        with pytest.raises(Forbidden):
            library_sight(who, archived, leads=True, today=TODAY)
