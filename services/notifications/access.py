"""Who publishes announcements and whom they concern, and who writes to whom."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from chassis.actor import Actor
from chassis.errors import Forbidden, NotFound
from services.caseload import Enrolment, Learner, reaches
from services.notifications.domain.announcement import Announcement, NoSuchAnnouncement

PUBLISHERS = frozenset({"master_admin", "centre_admin", "ao_admin"})
"""Who publishes (CE-12): the administration of a centre or of the provider, and the awarding organisation."""

EVERYWHERE = frozenset({"master_admin", "senior_manager", "ao_admin", "platform_admin"})
"""Roles that are at every centre of the provider when they name none."""

WRITERS = frozenset({"learner", "employer_user"})
"""Who writes to an assessor (12-permissions: Send message to assessor; employer: message)."""


def centres_of(actor: Actor) -> frozenset[str] | None:
    """The centres somebody is at; None: all of the provider's."""
    return None if actor.role in EVERYWHERE and not actor.centre_ids else actor.centre_ids


def check_publishes(actor: Actor, centre_ids: Collection[str]) -> None:
    """Whether the actor may publish at these centres (none: at all of them).

    Raises `Forbidden`, and `NotFound` for a centre that is not theirs.
    """
    if actor.role not in PUBLISHERS:
        raise Forbidden("Announcements are published by administrators.")
    own = centres_of(actor)
    if own is None:
        return
    if not centre_ids:
        raise Forbidden("Choose your centres: only who works for the whole provider announces to all of it.")
    if not own.issuperset(centre_ids):
        raise NotFound("There is no such centre.", field="centre_ids")


def check_keeps(actor: Actor, announcement: Announcement) -> None:
    """Whether the actor may change it. Raises `NoSuchAnnouncement` where no centre of theirs is meant, `Forbidden`."""
    centre_ids, own = announcement.content.centre_ids, centres_of(actor)
    if own is not None and centre_ids and own.isdisjoint(centre_ids):
        raise NoSuchAnnouncement("There is no such announcement.")
    if actor.role not in PUBLISHERS or (own is not None and not (centre_ids and own.issuperset(centre_ids))):
        raise Forbidden("This announcement is kept by the administrators of all its centres.")


def concerning(actor: Actor, today: date) -> Mapping[str, Any]:
    """The filter for what concerns the actor today, as `Announcement.concerns` says it."""
    day, own = today.isoformat(), centres_of(actor)
    here = [] if own is None else [{"$or": [{"centre_ids": []}, {"centre_ids": {"$in": sorted(own)}}]}]
    return {
        "withdrawn_at": None,
        "from_date": {"$lte": day},
        "until": {"$gte": day},
        "$and": [{"$or": [{"roles": []}, {"roles": actor.role}]}, *here],
    }


def kept_by(actor: Actor) -> Mapping[str, Any]:
    """The filter for what the actor may change, in force or not. Raises `Forbidden`."""
    if actor.role not in PUBLISHERS:
        raise Forbidden("Announcements are kept by administrators.")
    own = centres_of(actor)
    if own is None:
        return {}
    return {"centre_ids": {"$ne": [], "$not": {"$elemMatch": {"$nin": sorted(own)}}}}


def check_writes(actor: Actor, enrolment: Enrolment, learner: Learner, today: date) -> None:
    """Whether the actor may write to the assessor of the enrolment.

    Raises `NotFound` outside the actor's centres and `Forbidden` inside them.
    """
    if is_writer(actor.person_id, enrolment, learner, today) and actor.role in WRITERS:
        return
    if not reaches(actor, enrolment.centre_ids):
        raise NotFound("There is no such enrolment.", field="enrolment_id")
    raise Forbidden("Only the learner and their employer write to the assessor.")


def is_writer(person_id: str, enrolment: Enrolment, learner: Learner, today: date) -> bool:
    """Whether somebody is the learner, or acts for the employer today."""
    return person_id == enrolment.learner_id or learner.employed_by(person_id, today)
