"""How far a role reaches over centres (12-permissions, G04 to G08). Pure."""

from collections.abc import Iterable

from chassis.actor import Actor
from chassis.errors import Forbidden, NotFound
from services.caseload.model import Learner

PROVIDER_WIDE = frozenset({"master_admin", "senior_manager"})
"""Roles that reach every centre of the provider when they name none."""

EQA = "eqa"
"""The external quality assurer: reads about the learners of their sample, and changes nothing (G06)."""

WATCHED = frozenset({EQA})
"""Roles of whom every service writes down what they read (G06, B-09)."""

CENTRE_STAFF = PROVIDER_WIDE | {
    "iqa",
    "centre_admin",
    "basic_admin",
    "custom_manager",
    "curriculum_manager",
    "business_support",
    "manager",
}
"""Roles that read about every learner of their centres. An EQA is not among them: they read only learners sampled
for them or granted to them (G06)."""

PLAN_READERS = CENTRE_STAFF - {"basic_admin"}
"""Who of them reads learning plans and the notes of visits (12-permissions: Read visit notes and plan). A Custom
Manager is among those whose work they may be given; whether they were, `Actor.may` says.
"""

PROGRESS_READERS = PLAN_READERS - {"business_support"}
"""Who of them reads how far learners have come, and their evidence (12-permissions: View progress by LO). Basic Admins
keep people and sessions (G04).
"""

PORTFOLIO_USERS = frozenset({"learner", "assessor", "iqa", "eqa", "employer_user"})
"""Who reaches nothing of an archived learner; the centre's other staff still looks things up (CE-52)."""


def reaches(actor: Actor, centre_ids: Iterable[str]) -> bool:
    """Whether one of the centres is in the actor's reach."""
    if actor.role in PROVIDER_WIDE and not actor.centre_ids:
        return True
    return not actor.centre_ids.isdisjoint(centre_ids)


def is_in_sample_of(actor: Actor, learner: Learner) -> bool:
    """Whether the actor is an external quality assurer who reads about the learner today; `learner` as `learner_for`
    gave them (G06).
    """
    return actor.role == EQA and bool(learner.only)


def must_not_be_archived(actor: Actor, learner: Learner) -> None:
    """Refuse a portfolio user everything of a learner who is archived as a whole (CE-52).

    Raises NotFound outside the actor's centres, Forbidden inside them.
    """
    if not learner.is_archived or actor.role not in PORTFOLIO_USERS:
        return
    if not reaches(actor, learner.centre_ids):
        raise NotFound("There is no such learner.")
    raise Forbidden("This learner is archived.")
