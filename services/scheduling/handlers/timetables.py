"""Working hours, travel, bank holidays and closures; and when somebody is away."""

from collections.abc import Sequence
from dataclasses import dataclass

from chassis.errors import Forbidden, NotFound
from chassis.tx import command, expect_version, not_known_yet
from services.caseload import Person, reaches
from services.scheduling import access
from services.scheduling.domain.absence import Absence, AbsenceKind, Away
from services.scheduling.domain.errors import AbsenceOverlaps
from services.scheduling.domain.hours import Closure, Week
from services.scheduling.domain.session import Session
from services.scheduling.domain.slot import Hold
from services.scheduling.domain.timetable import Timetable
from services.scheduling.ports import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTimetable:
    """Say everything about the time of `id`: a person, a centre or the provider."""

    id: str
    version: int
    week: Week | None = None
    travel_minutes: int | None = None
    bank_holidays: bool | None = None
    closures: tuple[Closure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterAbsence:
    """Somebody is away; without `person_id` the caller."""

    away: Away
    kind: AbsenceKind
    note: str = ""
    person_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAbsence:
    """They are there after all."""

    absence_id: str
    version: int


@dataclass(frozen=True, slots=True)
class EnteredAbsence:
    """An absence, and the sessions of the person that lie in it, in order of time."""

    absence: Absence
    sessions: Sequence[Session]


@command()
async def set_timetable(tx: Tx, cmd: SetTimetable) -> Timetable:
    """Set working hours. Raises `Forbidden`, `NotFound`, `VersionChanged` and what `Timetable.say` raises."""
    await _check_may_set(tx, cmd.id)
    timetable = await tx.timetables.get(cmd.id)
    expect_version(timetable.version, cmd.version)
    said = timetable.say(
        week=cmd.week,
        travel_minutes=cmd.travel_minutes,
        bank_holidays=cmd.bank_holidays,
        closures=cmd.closures,
    )
    tx.timetables.save(said)
    return said


@command(creates="absences", spans=True)
async def enter_absence(tx: Tx, cmd: EnterAbsence) -> EnteredAbsence:
    """Take the person's calendar for the time away: nobody books them then, in no race.

    Sessions that are there already stay and are listed, to be moved by hand. Raises `Forbidden`, `NotFound`,
    `BadAbsence`, `UnknownTimeZone` and `AbsenceOverlaps`.
    """
    person_id = cmd.person_id or tx.actor.person_id
    await _check_keeps_diary(tx, person_id)
    absence = Absence(
        id=tx.new_id(),
        person_id=person_id,
        away=cmd.away,
        kind=cmd.kind,
        note=cmd.note,
        entered_by_id=tx.actor.person_id,
        entered_at=tx.now,
    )
    claims = absence.claims()
    busy = await tx.calendars.busy({claim.resource for claim in claims}, absence.slot.days)
    there = [entry for entry in busy if entry.slot.overlaps(absence.slot)]
    for entry in there:
        if entry.hold is Hold.AWAY:
            raise AbsenceOverlaps(entry.starts_at, entry.ends_at)
    known = {entry.session_id for entry in there}
    tx.calendars.block(absence.id, claims, beside=known)
    tx.absences.save(absence)
    sessions = await tx.sessions.get_many(known)
    return EnteredAbsence(absence, sorted(sessions, key=lambda one: one.starts_at))


@command(spans=True)
async def withdraw_absence(tx: Tx, cmd: WithdrawAbsence) -> EnteredAbsence:
    """Give the person's calendar back. Raises `NotFound`, `Forbidden`, `VersionChanged`, `AbsenceIsWithdrawn`."""
    absence = await tx.absences.get(cmd.absence_id)
    if absence is None:
        raise NotFound("There is no such absence.")
    await _check_keeps_diary(tx, absence.person_id)
    expect_version(absence.version, cmd.version)
    held = absence.claims()
    absence.withdraw(tx.now)
    tx.calendars.release(absence.id, held)
    tx.absences.save(absence)
    return EnteredAbsence(absence, ())


async def _check_may_set(tx: Tx, id: str) -> None:
    actor = tx.actor
    if id == tx.provider_id:
        if actor.role != "master_admin" or actor.centre_ids:
            raise Forbidden("The provider's working hours are set by its Master Admin.")
    elif await tx.directory.centre_exists(id):
        if not reaches(actor, [id]):
            raise NotFound("There is no such timetable.")
        if not access.may_keep_rooms(actor):
            raise Forbidden("A centre's days are set by its administrators.")
    else:
        await _check_keeps_diary(tx, id)


async def _check_keeps_diary(tx: Tx, person_id: str) -> None:
    person: Person | None = (await tx.directory.people({person_id})).get(person_id)
    if person is None:
        raise not_known_yet(person_id, tx.now) or NotFound("There is no such person in your centres.")
    if access.may_keep_diary(tx.actor, person):
        return
    if not access.is_colleague(tx.actor, person):
        raise NotFound("There is no such person in your centres.")
    raise Forbidden("Working hours and absences are entered by the person or their administrators.")
