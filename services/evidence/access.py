"""Who may read a learner's evidence library (12-permissions): whoever reads their progress."""

from datetime import date
from enum import Enum, auto

from chassis.actor import Actor
from chassis.errors import Forbidden, NotFound
from contracts.words import Permission
from services.caseload import PROGRESS_READERS, Learner, is_in_sample_of, must_not_be_archived, reaches


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
    must_not_be_archived(actor, learner)
    if actor.role == "learner" and actor.person_id == learner.id:
        return Sight.ALL
    if actor.role == "assessor":
        if learner.assessed_by(actor.person_id, today):
            return Sight.ALL
        if leads:
            return Sight.LED_SESSIONS
    if not reaches(actor, learner.centre_ids):
        raise NotFound("There is no such learner.")
    if actor.role in PROGRESS_READERS and actor.may(Permission.READ_PROGRESS):
        return Sight.ALL
    if is_in_sample_of(actor, learner):
        return Sight.ALL
    raise Forbidden(
        "This library is read by the learner, their assessor and those at their centre who read progress."
    )
