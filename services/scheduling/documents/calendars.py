"""Calendars as they are stored: one per person or room and UTC day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from services.scheduling.domain.slot import Busy, Hold, Resource, ResourceKind, Slot, from_minute, to_minute


def calendar_id(provider_id: str, resource: Resource, day: date) -> str:
    """The id of a resource's calendar for one UTC day."""
    return f"{provider_id}:{resource.kind}:{resource.id}:{day.isoformat()}"


def calendar_fields(resource: Resource, day: date) -> dict[str, Any]:
    """What a calendar says besides its busy times."""
    return {"kind": resource.kind.value, "resource_id": resource.id, "day": day.isoformat()}


def entry_state(by_id: str, slot: Slot) -> dict[str, Any]:
    """One entry of a calendar: the session (or absence, maintenance, event) `by_id` takes the slot."""
    return {"s": to_minute(slot.starts_at), "e": to_minute(slot.ends_at), "sid": by_id}


_FIELDS = {Hold.SESSION: "busy", Hold.AWAY: "away", Hold.EVENT: "events"}
_REFUSING = (Hold.SESSION, Hold.AWAY)


def field_of(hold: Hold) -> str:
    """The list in a calendar that holds entries of this kind."""
    return _FIELDS[hold]


def busy_from(documents: Iterable[Mapping[str, Any]]) -> list[Busy]:
    """What refuses a booking in these calendars."""
    return [entry for entry in entries_from(documents) if entry.hold in _REFUSING]


def entries_from(documents: Iterable[Mapping[str, Any]]) -> list[Busy]:
    """All entries of these calendars."""
    return [
        Busy(
            Resource(ResourceKind(document["kind"]), document["resource_id"]),
            from_minute(entry["s"]),
            from_minute(entry["e"]),
            entry["sid"],
            hold,
        )
        for document in documents
        for hold, field in _FIELDS.items()
        for entry in document.get(field, ())
    ]
