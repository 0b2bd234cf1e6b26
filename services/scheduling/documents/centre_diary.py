"""Events and tasks of centres as they are stored."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from services.scheduling.domain.centre_diary import CentreEvent, Meeting, Task
from services.scheduling.domain.walltime import LocalStart


def event_state(event: CentreEvent) -> dict[str, Any]:
    """An event as it is stored; UTC times stand beside the local one, for queries."""
    meeting = event.meeting
    return {
        "centre_id": event.centre_id,
        "title": meeting.title,
        "local_start": meeting.start.local.isoformat(timespec="minutes"),
        "time_zone": meeting.start.zone,
        "offset_minutes": meeting.start.offset_minutes,
        "minutes": meeting.minutes,
        "starts_at": event.slot.starts_at,
        "ends_at": event.slot.ends_at,
        "place": meeting.place,
        "notes": meeting.notes,
        "invited_ids": list(meeting.invited_ids),
        "planned_by_id": event.planned_by_id,
        "cancelled_at": event.cancelled_at,
        "sequence": event.sequence,
        "moved": event.moved,
        "joined": dict(event.joined),
        "left": dict(event.left),
    }


def event_from(document: Mapping[str, Any]) -> CentreEvent:
    """A stored event."""
    start = LocalStart(
        datetime.fromisoformat(document["local_start"]), document["time_zone"], document["offset_minutes"]
    )
    meeting = Meeting(
        title=document["title"],
        start=start,
        minutes=document["minutes"],
        place=document["place"],
        notes=document["notes"],
        invited_ids=tuple(document["invited_ids"]),
    )
    return CentreEvent(
        id=document["_id"],
        centre_id=document["centre_id"],
        meeting=meeting,
        planned_by_id=document["planned_by_id"],
        cancelled_at=document["cancelled_at"],
        sequence=document.get("sequence", 0),
        moved=document.get("moved", 0),
        joined=document.get("joined", {}),
        left=document.get("left", {}),
        version=document["v"],
    )


def task_state(task: Task) -> dict[str, Any]:
    """A task as it is stored; one without a day sorts behind all others."""
    return {
        "centre_id": task.centre_id,
        "title": task.title,
        "notes": task.notes,
        "due_on": task.due_on.isoformat() if task.due_on else None,
        "due": task.due_on.isoformat() if task.due_on else "9999-12-31",
        "planned_by_id": task.planned_by_id,
        "planned_at": task.planned_at,
        "done_by_id": task.done_by_id,
        "done_at": task.done_at,
        "done": task.done_at is not None,
    }


def task_from(document: Mapping[str, Any]) -> Task:
    """A stored task."""
    return Task(
        id=document["_id"],
        centre_id=document["centre_id"],
        title=document["title"],
        notes=document["notes"],
        due_on=date.fromisoformat(document["due_on"]) if document["due_on"] else None,
        planned_by_id=document["planned_by_id"],
        planned_at=document["planned_at"],
        done_by_id=document["done_by_id"],
        done_at=document["done_at"],
        version=document["v"],
    )
