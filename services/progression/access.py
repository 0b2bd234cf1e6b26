"""Who may keep the catalogue, and who may read where a learner stands (12-permissions)."""

from collections.abc import Callable
from datetime import date

from chassis.actor import Actor
from chassis.errors import Forbidden, NotFound
from contracts.words import Permission
from services.caseload import (
    CENTRE_STAFF,
    PORTFOLIO_USERS,
    PROGRESS_READERS,
    Enrolment,
    Learner,
    is_in_sample_of,
    must_not_be_archived,
    reaches,
)
from services.progression.domain.errors import TrainingNotFound

May = Callable[[Actor, Enrolment], None]
"""Refuses, or does nothing."""

DECIDERS = frozenset({"master_admin", "centre_admin", "custom_manager"})
CERTIFIERS = DECIDERS | {"ao_admin"}
CATALOGUE_KEEPERS = frozenset({"master_admin", "curriculum_manager", "custom_manager"})


def may_keep_catalogue(actor: Actor) -> None:
    """Refuse with Forbidden unless the actor adds qualifications to the provider's catalogue."""
    if actor.role not in CATALOGUE_KEEPERS or not actor.may(Permission.KEEP_THE_CATALOGUE):
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
    if is_in_sample_of(actor, learner):
        return
    if actor.role not in PROGRESS_READERS or not actor.may(Permission.READ_PROGRESS):
        raise Forbidden(
            "This is read by the learner, their assessor and those at their centre who read progress."
        )


def may_decide(actor: Actor, enrolment: Enrolment) -> None:
    """Complete, withdraw, break off: Master and Centre Admins of the enrolment's centre, as with the archive (CE-66).

    Raises TrainingNotFound outside the actor's centres, Forbidden inside them.
    """
    _one_of(DECIDERS, actor, enrolment, "Only a Master Admin or Centre Admin decides this.")


def may_certify(actor: Actor, enrolment: Enrolment) -> None:
    """The certificate: the same people, and the awarding organisation's administrator (CE-65)."""
    _one_of(CERTIFIERS, actor, enrolment, "Only a Master Admin, Centre Admin or AO Admin changes this.")


def sees_reasons(actor: Actor) -> bool:
    """Whether the actor reads why something was decided: the staff, not those it was decided about."""
    return actor.role in CENTRE_STAFF or actor.role not in PORTFOLIO_USERS


def _one_of(roles: frozenset[str], actor: Actor, enrolment: Enrolment, sentence: str) -> None:
    if not reaches(actor, [enrolment.centre_id]):
        raise TrainingNotFound("There is no such enrolment.")
    if actor.role not in roles or not actor.may(Permission.DECIDE_TRAINING):
        raise Forbidden(sentence)
