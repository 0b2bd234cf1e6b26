"""Who may keep the catalogue, and who may read where a learner stands (12-permissions)."""

from datetime import date

from chassis.actor import Actor
from chassis.errors import Forbidden, NotFound
from services.progression.domain.caseload import Learner

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

CATALOGUE_KEEPERS = frozenset({"master_admin", "curriculum_manager"})


def may_keep_catalogue(actor: Actor) -> None:
    """Refuse with Forbidden unless the actor adds qualifications to the provider's catalogue."""
    if actor.role not in CATALOGUE_KEEPERS:
        raise Forbidden("Qualifications are added by Master Admins and Curriculum Managers.")


def may_read_progress(actor: Actor, learner: Learner, *, today: date) -> None:
    """Refuse unless the actor reads this learner's time log and training.

    NotFound outside the actor's centres; Forbidden inside them for somebody else's caseload or a role that
    reads no progress (decisions.md, Tenant).
    """
    _must_not_be_archived(actor, learner)
    if actor.role == "learner" and actor.person_id == learner.id:
        return
    if actor.role == "assessor" and any(e.assessed_by(actor.person_id, today) for e in learner.enrolments):
        return
    if not _shares_centre(actor, learner):
        raise NotFound("There is no such learner.")
    if actor.role not in CENTRE_STAFF:
        raise Forbidden("This is read by the learner, their assessor and the staff of their centre.")


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
