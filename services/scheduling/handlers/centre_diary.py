"""Events and tasks of a centre."""

from dataclasses import dataclass
from datetime import date

from chassis.errors import Forbidden, NotFound
from chassis.tx import command, expect_version, not_known_yet
from services.caseload import reaches
from services.scheduling import access
from services.scheduling.domain.centre_diary import CentreEvent, Meeting, Task
from services.scheduling.domain.errors import NotInvitable
from services.scheduling.handlers.announcing import centre_event_changed
from services.scheduling.ports import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEvent:
    """Plan a meeting of a centre."""

    centre_id: str
    meeting: Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEvent:
    """Say everything about it anew."""

    event_id: str
    version: int
    meeting: Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelEvent:
    """It does not take place."""

    event_id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTask:
    """Something a centre has to do."""

    centre_id: str
    title: str
    notes: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTask:
    """Say everything about it anew, done or not."""

    task_id: str
    version: int
    title: str
    notes: str = ""
    due_on: date | None = None
    done: bool = False


@command(creates="events", spans=True)
async def plan_event(tx: Tx, cmd: PlanEvent) -> CentreEvent:
    """Write the event into the calendars of everybody invited, where it warns and refuses nothing (CE-09).

    Raises `Forbidden`, `NotFound`, `NotInvitable` and what `Meeting.check` raises.
    """
    await _check_keeps(tx, cmd.centre_id)
    cmd.meeting.check()
    await _check_invited(tx, cmd.centre_id, cmd.meeting)
    event = CentreEvent(
        id=tx.new_id(), centre_id=cmd.centre_id, meeting=cmd.meeting, planned_by_id=tx.actor.person_id
    )
    tx.calendars.note(event.id, event.claims())
    tx.centre_diary.save_event(event)
    tx.publish(centre_event_changed(event), change="planned")
    return event


@command(spans=True)
async def change_event(tx: Tx, cmd: ChangeEvent) -> CentreEvent:
    """Change it in every calendar at once. Raises as `plan_event` does, and `VersionChanged`, `EventIsCancelled`."""
    event = await _event(tx, cmd.event_id, cmd.version)
    changed = event.changed(cmd.meeting)
    await _check_invited(tx, event.centre_id, cmd.meeting)
    tx.calendars.release(event.id, event.claims())
    tx.calendars.note(event.id, changed.claims())
    tx.centre_diary.save_event(changed)
    tx.publish(centre_event_changed(changed), change="changed")
    return changed


@command(spans=True)
async def cancel_event(tx: Tx, cmd: CancelEvent) -> CentreEvent:
    """Take it out of every calendar. Raises `NotFound`, `Forbidden`, `VersionChanged`, `EventIsCancelled`."""
    event = await _event(tx, cmd.event_id, cmd.version)
    cancelled = event.cancelled(tx.now)
    tx.calendars.release(event.id, event.claims())
    tx.centre_diary.save_event(cancelled)
    tx.publish(centre_event_changed(cancelled), change="cancelled")
    return cancelled


@command(creates="tasks")
async def plan_task(tx: Tx, cmd: PlanTask) -> Task:
    """Add a task to the centre's list (CE-10). Raises `Forbidden` and `NotFound`."""
    await _check_keeps(tx, cmd.centre_id)
    task = Task(
        id=tx.new_id(),
        centre_id=cmd.centre_id,
        title=cmd.title,
        notes=cmd.notes,
        due_on=cmd.due_on,
        planned_by_id=tx.actor.person_id,
        planned_at=tx.now,
    )
    tx.centre_diary.keep_task(task)
    return task


@command()
async def change_task(tx: Tx, cmd: ChangeTask) -> Task:
    """Edit it or say that it is done (CE-10). Raises `Forbidden`, `NotFound` and `VersionChanged`."""
    task = await tx.centre_diary.task(cmd.task_id)
    if task is None or not reaches(tx.actor, [task.centre_id]):
        raise NotFound("There is no such task.")
    await _check_keeps(tx, task.centre_id)
    expect_version(task.version, cmd.version)
    said = task.say(
        title=cmd.title,
        notes=cmd.notes,
        due_on=cmd.due_on,
        done=cmd.done,
        by_id=tx.actor.person_id,
        now=tx.now,
    )
    tx.centre_diary.keep_task(said)
    return said


async def _event(tx: Tx, event_id: str, version: int) -> CentreEvent:
    event = await tx.centre_diary.event(event_id)
    if event is None or not reaches(tx.actor, [event.centre_id]):
        raise NotFound("There is no such event.")
    await _check_keeps(tx, event.centre_id)
    expect_version(event.version, version)
    return event


async def _check_keeps(tx: Tx, centre_id: str) -> None:
    if not access.may_keep_centre_diary(tx.actor):
        raise Forbidden("Events and tasks are planned by the centre's administrators.")
    if not reaches(tx.actor, [centre_id]):
        raise NotFound("There is no such centre.", field="centre_id")
    if not await tx.directory.centre_exists(centre_id):
        raise not_known_yet(centre_id, tx.now) or NotFound("There is no such centre.", field="centre_id")


async def _check_invited(tx: Tx, centre_id: str, meeting: Meeting) -> None:
    """Assessors, IQAs and learners of that centre (CE-09)."""
    people = await tx.directory.people(set(meeting.invited_ids))
    for id in meeting.invited_ids:
        if id not in people:
            raise not_known_yet(id, tx.now) or NotInvitable([id])
    strangers = [id for id in meeting.invited_ids if not access.may_be_invited(people[id], centre_id)]
    if strangers:
        raise NotInvitable(strangers)
