"""Calendars as they are stored: one per person or room and UTC day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from services.scheduling.domain.slot import Busy, Resource, ResourceKind, from_minute


def calendar_id(provider_id: str, resource: Resource, day: date) -> str:
    """The id of a resource's calendar for one UTC day."""
    return f"{provider_id}:{resource.kind}:{resource.id}:{day.isoformat()}"


def calendar_fields(resource: Resource, day: date) -> dict[str, Any]:
    """What a calendar says besides its busy times."""
    return {"kind": resource.kind.value, "resource_id": resource.id, "day": day.isoformat()}


def busy_from(documents: Iterable[Mapping[str, Any]]) -> list[Busy]:
    """The busy times in these calendars."""
    return [
        Busy(
            Resource(ResourceKind(document["kind"]), document["resource_id"]),
            from_minute(entry["s"]),
            from_minute(entry["e"]),
            entry["sid"],
        )
        for document in documents
        for entry in document.get("busy", ())
    ]
