"""Who may read a learning plan, and how much of it (12-permissions)."""

from datetime import date
from enum import Enum, auto

from chassis.actor import Actor
from chassis.errors import Forbidden, NotFound
from contracts.words import Permission
from services.caseload import PLAN_READERS, Learner, is_in_sample_of, must_not_be_archived, reaches


class Sight(Enum):
    """How much of a plan somebody sees."""

    ALL = auto()
    WITHOUT_NOTES = auto()  # every session, not what was noted about it
    LED_SESSIONS = auto()  # only the sessions the person leads
    REVIEW_DATES = auto()  # when and where reviews are, nothing else


def plan_sight(actor: Actor, learner: Learner, *, leads: bool, today: date) -> Sight:
    """How much of the learner's plan the actor sees; `leads`: the actor is the assessor of one of its
    sessions.

    Raises NotFound outside the actor's centres, and Forbidden inside them for somebody else's caseload or a
    role that reads no plans (decisions.md, Tenant).
    """
    must_not_be_archived(actor, learner)
    if actor.role == "learner" and actor.person_id == learner.id:
        return Sight.ALL
    if actor.role == "assessor":
        if learner.assessed_by(actor.person_id, today):
            return Sight.ALL
        if leads:
            return Sight.LED_SESSIONS
    if employs(actor, learner, today):
        return Sight.REVIEW_DATES
    if not reaches(actor, learner.centre_ids):
        raise NotFound("There is no such learner.")
    if actor.role in PLAN_READERS and actor.may(Permission.READ_PLANS):
        return Sight.ALL
    if is_in_sample_of(actor, learner):
        return Sight.WITHOUT_NOTES
    raise Forbidden(
        "This learner's plan is read by the learner, their assessor and those at their centre who read plans."
    )


def employs(actor: Actor, learner: Learner, today: date) -> bool:
    """Whether the actor is the learner's employer today, who reads review dates."""
    return actor.role == "employer_user" and learner.employed_by(actor.person_id, today)


def may_read_coming_reviews(actor: Actor) -> None:
    """The coming reviews of many apprentices are for employers; everybody else reads plans. Raises Forbidden."""
    if actor.role != "employer_user":
        raise Forbidden("The coming reviews of apprentices are read by their employer.")
