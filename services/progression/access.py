"""Who may keep the catalogue, and who may read where a learner stands (12-permissions)."""

from datetime import date

from chassis.actor import Actor
from chassis.errors import Forbidden, NotFound
from services.caseload import CENTRE_STAFF, Learner, must_not_be_archived, reaches

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
    must_not_be_archived(actor, learner)
    if actor.role == "learner" and actor.person_id == learner.id:
        return
    if actor.role == "assessor" and learner.assessed_by(actor.person_id, today):
        return
    if not reaches(actor, learner.centre_ids):
        raise NotFound("There is no such learner.")
    if actor.role not in CENTRE_STAFF:
        raise Forbidden("This is read by the learner, their assessor and the staff of their centre.")
