"""Timetables and absences as they are stored: days as ISO dates, times of day as minutes or `HH:MM`."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from services.scheduling.domain.absence import Absence, AbsenceKind, Away
from services.scheduling.domain.hours import Closure
from services.scheduling.domain.timetable import InForce, Timetable, in_force


def timetable_state(timetable: Timetable) -> dict[str, Any]:
    """A timetable as it is stored."""
    return {
        "week": None
        if timetable.week is None
        else [[list(stretch) for stretch in day] for day in timetable.week],
        "travel_minutes": timetable.travel_minutes,
        "bank_holidays": timetable.bank_holidays,
        "closures": [
            {"first": one.first.isoformat(), "last": one.last.isoformat(), "reason": one.reason}
            for one in timetable.closures
        ],
    }


def timetable_from(document: Mapping[str, Any]) -> Timetable:
    """A stored timetable."""
    week = document["week"]
    return Timetable(
        document["_id"],
        None if week is None else tuple(tuple((opens, closes) for opens, closes in day) for day in week),
        document["travel_minutes"],
        document["bank_holidays"],
        tuple(
            Closure(date.fromisoformat(one["first"]), date.fromisoformat(one["last"]), one["reason"])
            for one in document["closures"]
        ),
        document["v"],
    )


def in_force_from(
    timetables: Iterable[Mapping[str, Any]],
    centres: Iterable[Mapping[str, Any]],
    *,
    provider_id: str,
    person_id: str,
) -> InForce:
    """What counts for the person at these centres."""
    said = {document["_id"]: timetable_from(document) for document in timetables}
    there = [(said.get(centre["_id"]), centre.get("nation", "england")) for centre in centres]
    return in_force(said.get(provider_id), there, said.get(person_id))


def absence_state(absence: Absence) -> dict[str, Any]:
    """An absence as it is stored; the UTC times stand beside the local ones, for queries."""
    away = absence.away
    return {
        "person_id": absence.person_id,
        "first": away.first.isoformat(),
        "last": away.last.isoformat(),
        "from_time": away.from_time and away.from_time.isoformat("minutes"),
        "until_time": away.until_time and away.until_time.isoformat("minutes"),
        "time_zone": away.time_zone,
        "starts_at": absence.slot.starts_at,
        "ends_at": absence.slot.ends_at,
        "kind": absence.kind.value,
        "note": absence.note,
        "entered_by_id": absence.entered_by_id,
        "entered_at": absence.entered_at,
        "withdrawn_at": absence.withdrawn_at,
    }


def absence_from(document: Mapping[str, Any]) -> Absence:
    """A stored absence."""
    away = Away(
        date.fromisoformat(document["first"]),
        date.fromisoformat(document["last"]),
        document["time_zone"],
        _time(document["from_time"]),
        _time(document["until_time"]),
    )
    return Absence(
        id=document["_id"],
        person_id=document["person_id"],
        away=away,
        kind=AbsenceKind(document["kind"]),
        note=document["note"],
        entered_by_id=document["entered_by_id"],
        entered_at=document["entered_at"],
        withdrawn_at=document["withdrawn_at"],
        version=document["v"],
    )


def _time(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)
