"""Who may do and see what in scheduling (12-permissions, decisions.md). Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chassis.actor import Actor
from contracts.words import Permission
from services.caseload import CENTRE_STAFF, PROVIDER_WIDE, Enrolment, Person, reaches
from services.scheduling.domain.session import Session
from services.scheduling.domain.words import BOOKER_ROLES, Kind

ROOM_KEEPERS = frozenset({"master_admin", "centre_admin", "custom_manager"})
OFFICE = frozenset({"curriculum_manager", "business_support", "manager", "senior_manager"})
INVITED_ROLES = frozenset({"assessor", "iqa", "learner"})
DIARY_KEEPERS = ROOM_KEEPERS | {"basic_admin"}
OUTCOME_ROLES = frozenset({"business_support", "custom_manager"})
REPORT_READERS = ROOM_KEEPERS | {"curriculum_manager", "manager", "senior_manager"}
CHANGE_NOTERS = BOOKER_ROLES | {"business_support", "centre_admin"}
ACTION_NOTERS = CHANGE_NOTERS | {"iqa", "manager"}
"""Besides those who book and administer, whoever checks reviews raises an Action (DR-79)."""


def is_colleague(actor: Actor, person: Person) -> bool:
    """Whether the person works at one of the actor's centres, or for the whole provider, in any role."""
    return any(not centres or reaches(actor, centres) for centres in person.roles.values())


def may_book(actor: Actor) -> bool:
    """The five booking roles (SB-02, SB-03)."""
    return actor.role in BOOKER_ROLES


def may_book_learner(actor: Actor, assessor_id: str, enrolment: Enrolment, on: date) -> bool:
    """An assessor books learners allocated to them, or to the assessor they book for; the others their centres'."""
    if actor.role != "assessor":
        return True
    return any(enrolment.assessed_by(who, on) for who in (actor.person_id, assessor_id))


def may_note(actor: Actor, kind: Kind) -> bool:
    """Who notes a CHOC (DR-36) or an Action (DR-79) in the diary."""
    return actor.role in (ACTION_NOTERS if kind is Kind.ACTION else CHANGE_NOTERS)


def may_change(actor: Actor, session: Session) -> bool:
    """Move and cancel: the session's assessor, and the other booking roles for sessions of their centres."""
    if actor.role == "assessor":
        return actor.person_id in (session.assessor_id, session.booked_by_id)
    return may_book(actor)


def may_override_hours(actor: Actor, session: Session) -> bool:
    """Book outside working hours: the assessor whose hours they are, and the Master Admin (decisions.md)."""
    return actor.role == "master_admin" or (
        actor.role == "assessor" and actor.person_id == session.assessor_id
    )


def may_keep_diary(actor: Actor, person: Person) -> bool:
    """Working hours and absences: one's own, and those of colleagues for administrators."""
    if actor.person_id == person.id:
        return actor.role != "learner"
    return may_keep_centre_diary(actor) and is_colleague(actor, person)


def may_record_outcome(actor: Actor, session: Session) -> bool:
    """Attendance and notes: the session's assessor, and business support (S4:261-274)."""
    if actor.role in OUTCOME_ROLES:
        return actor.may(Permission.RECORD_OUTCOMES)
    return actor.role == "assessor" and actor.person_id == session.assessor_id


def may_run_reports(actor: Actor) -> bool:
    """Whoever runs centres (12-permissions: Run centre reports)."""
    return actor.role in REPORT_READERS and actor.may(Permission.RUN_REPORTS)


def may_keep_rooms(actor: Actor) -> bool:
    """Who adds Smart Rooms."""
    return actor.role in ROOM_KEEPERS and actor.may(Permission.KEEP_SMART_ROOMS)


def may_see_rooms(actor: Actor) -> bool:
    """Whoever books or keeps rooms sees the pool."""
    return may_book(actor) or may_keep_rooms(actor)


def may_see_calendar(actor: Actor) -> bool:
    """Whoever books sees when a colleague is taken, not by what (SB-05)."""
    return may_book(actor) or actor.role in CENTRE_STAFF


def may_keep_centre_diary(actor: Actor) -> bool:
    """Who plans events and tasks of a centre (CE-09, CE-10)."""
    return actor.role in DIARY_KEEPERS and actor.may(Permission.KEEP_DIARIES)


def sees_centre_diary(actor: Actor) -> bool:
    """The centre's office: who plans, and who leads."""
    return may_keep_centre_diary(actor) or actor.role in OFFICE


def may_be_invited(person: Person, centre_id: str) -> bool:
    """Assessors, IQAs and learners of the centre come to its events (CE-09)."""
    return any(
        role in INVITED_ROLES and (not centres or centre_id in centres)
        for role, centres in person.roles.items()
    )


def visible_events(actor: Actor) -> Mapping[str, Any]:
    """The filter for the events somebody sees: the invited their own, the office its centres'."""
    if sees_centre_diary(actor):
        return at_own_centres(actor)
    return {"invited_ids": actor.person_id}


def at_own_centres(actor: Actor) -> Mapping[str, Any]:
    """The filter for what belongs to the actor's centres."""
    if actor.role in PROVIDER_WIDE and not actor.centre_ids:
        return {}
    return {"centre_id": {"$in": sorted(actor.centre_ids)}}


def may_open_calendar(actor: Actor) -> bool:
    """The sessions calendar is the assessors' own way in (SB-04)."""
    return actor.role == "assessor"


def may_see(actor: Actor, session: Session) -> bool:
    """Participants and the assessor see their session, staff those of their centres; an Action is staff's (DR-76)."""
    if actor.role == "learner":
        return actor.person_id in session.learner_ids and session.kind is not Kind.ACTION
    if actor.role == "assessor":
        return actor.person_id in (session.assessor_id, session.booked_by_id)
    return actor.role in CENTRE_STAFF and reaches(actor, session.centre_ids)


def is_near(actor: Actor, session: Session) -> bool:
    """Whether the actor belongs where the session is: then a refusal may admit that it exists (403, not 404)."""
    return reaches(actor, session.centre_ids)


def visible_sessions(actor: Actor) -> Mapping[str, Any] | None:
    """The filter for the sessions an actor may see; None when there are none for this role."""
    if actor.role == "learner":
        return {"participants.learner_id": actor.person_id, "kind": {"$ne": Kind.ACTION.value}}
    if actor.role == "assessor":
        return {"$or": [{"assessor_id": actor.person_id}, {"booked_by_id": actor.person_id}]}
    if actor.role not in CENTRE_STAFF:
        return None
    if actor.role in PROVIDER_WIDE and not actor.centre_ids:
        return {}
    return {"centre_ids": {"$in": sorted(actor.centre_ids)}}
