from dataclasses import replace

import pytest

from chassis.actor import Actor
from chassis.errors import Forbidden, NotFound, Refusal
from services.caseload import CENTRE_STAFF, PROGRESS_READERS
from services.progression.access import may_keep_catalogue, may_read_progress
from tests.caseload import TODAY, a_learner

LEARNER = a_learner()


def actor(person_id: str, role: str, *centres: str) -> Actor:
    return Actor(person_id, "provider", role, frozenset(centres))


def custom_manager(*permissions: str) -> Actor:
    return replace(actor("somebody", "custom_manager", "here"), permissions=frozenset(permissions))


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
def test_those_around_the_learner_read_their_progress(who: Actor) -> None:
    may_read_progress(who, LEARNER, today=TODAY)


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        (actor("other", "learner", "here"), Forbidden),
        (actor("other", "assessor", "here"), Forbidden),
        (actor("employer", "employer_user", "here"), Forbidden),
        (actor("somebody", "ao_admin", "here"), Forbidden),
        (actor("somebody", "basic_admin", "here"), Forbidden),
        (actor("somebody", "business_support", "here"), Forbidden),
        (actor("somebody", "basic_admin", "elsewhere"), NotFound),
        (actor("somebody", "platform_admin"), NotFound),
        (actor("other", "learner", "elsewhere"), NotFound),
        (actor("other", "assessor", "elsewhere"), NotFound),
        (actor("somebody", "manager", "elsewhere"), NotFound),
        (actor("somebody", "centre_admin"), NotFound),
    ],
    ids=lambda who: f"{who.person_id} as {who.role}" if isinstance(who, Actor) else who.__name__,
)
def test_others_are_refused_here_and_find_nothing_elsewhere(who: Actor, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        may_read_progress(who, LEARNER, today=TODAY)


def test_two_roles_keep_the_catalogue() -> None:
    for role in ("master_admin", "curriculum_manager"):
        may_keep_catalogue(actor("somebody", role))
    may_keep_catalogue(custom_manager("keep_the_catalogue"))
    with pytest.raises(Forbidden):
        may_keep_catalogue(custom_manager("read_progress"))
    keepers = {"master_admin", "curriculum_manager", "custom_manager"}
    for role in CENTRE_STAFF - keepers | {"learner", "assessor"}:
        with pytest.raises(Forbidden):
            may_keep_catalogue(actor("somebody", role, "here"))


def test_a_custom_manager_reads_progress_with_the_permission_only() -> None:
    may_read_progress(custom_manager("read_progress"), LEARNER, today=TODAY)
    with pytest.raises(Forbidden):
        may_read_progress(custom_manager("keep_the_catalogue"), LEARNER, today=TODAY)


def test_no_portfolio_user_reaches_an_archived_learner_and_the_centre_does() -> None:
    archived = a_learner(archived=True)
    who = actor("somebody", "centre_admin", "here")
    may_read_progress(who, archived, today=TODAY)
    for person, role in (("learner", "learner"), ("assessor", "assessor"), ("somebody", "iqa")):
        who = actor(person, role, "here")
        with pytest.raises(Forbidden):
            may_read_progress(who, archived, today=TODAY)
