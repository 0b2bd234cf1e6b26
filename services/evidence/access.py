"""Who may read a learner's evidence library (12-permissions): like the learning plan, without employers."""

from datetime import date
from enum import Enum, auto

from chassis.actor import Actor
from chassis.errors import Forbidden, NotFound
from services.evidence.domain.caseload import Learner

PROVIDER_WIDE = frozenset({"master_admin", "senior_manager"})
"""Roles that reach every centre of the provider when they name none."""

CENTRE_STAFF = PROVIDER_WIDE | {
    "iqa",
    "centre_admin",
    "basic_admin",
    "custom_manager",
    "curriculum_manager",
    "business_support",
    "manager",
}
"""An EQA is not among them: they read only learners sampled for them or granted to them (G06)."""

PORTFOLIO_USERS = frozenset({"learner", "assessor", "iqa", "eqa", "employer_user"})
"""Who reaches nothing of an archived learner; the centre's other staff still looks things up (CE-52)."""


class Sight(Enum):
    """How much of a library somebody sees."""

    ALL = auto()
    LED_SESSIONS = auto()  # only what comes from the sessions the person leads


def library_sight(actor: Actor, learner: Learner, *, leads: bool, today: date) -> Sight:
    """How much of the learner's library the actor sees; `leads`: the actor is the assessor of a session in
    it.

    Raises NotFound outside the actor's centres, and Forbidden inside them for somebody else's caseload or a
    role that reads no evidence (decisions.md, Tenant).
    """
    _must_not_be_archived(actor, learner)
    if actor.role == "learner" and actor.person_id == learner.id:
        return Sight.ALL
    if actor.role == "assessor":
        if any(enrolment.assessed_by(actor.person_id, today) for enrolment in learner.enrolments):
            return Sight.ALL
        if leads:
            return Sight.LED_SESSIONS
    if not _shares_centre(actor, learner):
        raise NotFound("There is no such learner.")
    if actor.role in CENTRE_STAFF:
        return Sight.ALL
    raise Forbidden("This library is read by the learner, their assessor and the staff of their centre.")


def _must_not_be_archived(actor: Actor, learner: Learner) -> None:
    if not learner.is_archived or actor.role not in PORTFOLIO_USERS:
        return
    if not _shares_centre(actor, learner):
        raise NotFound("There is no such learner.")
    raise Forbidden("This learner is archived.")


def _shares_centre(actor: Actor, learner: Learner) -> bool:
    if not actor.centre_ids:
        return actor.role in PROVIDER_WIDE | {"platform_admin"}
    return not actor.centre_ids.isdisjoint(learner.centre_ids)
