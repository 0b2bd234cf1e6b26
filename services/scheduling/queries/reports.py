"""What sessions come to over a period: each report is one look at the sessions of the period."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from chassis.actor import Actor
from chassis.errors import Forbidden, NotFound
from chassis.mongo import Database, grouped, scoped
from services.caseload import reaches
from services.caseload.documents import ENROLMENTS, PEOPLE
from services.scheduling import access, documents
from services.scheduling.domain.rooms import SmartRoom
from services.scheduling.domain.slot import Slot
from services.scheduling.domain.words import CANCELLED, DIARY_KINDS, HELD, Outcome, State
from services.scheduling.schemas.reports import CancellationsRowOut, RoomUseRowOut, SessionsRowOut

Row = Mapping[str, Any]
By = Literal["learner", "employer", "assessor"]

AT_ONCE = 5000
"""Names and enrolments are looked up in portions, so no question grows without an end."""

MINUTES_A_MS = 1 / 60_000


@dataclass(frozen=True, slots=True)
class Period:
    """The sessions that are counted: those that start in `span` (UTC), at this centre if one is named, and with these
    fields. Diary entries, which take nobody's time, count only where their kind is asked for (DR-12, SB-47).
    """

    span: Slot
    centre_id: str | None = None
    about: Mapping[str, str] | None = None


async def cancellations(db: Database, actor: Actor, period: Period, by: By) -> list[CancellationsRowOut]:
    """How places ended, and with how much notice they were cancelled, most cancellations first (DR-64, R-18).

    By employer, a place counts for whom the learner works for today. Raises `Forbidden` and `NotFound`.
    """
    key = {
        "learner": "$participants.learner_id",
        "employer": {"$first": "$participants.enrolment_ids"},
        "assessor": "$assessor_id",
    }[by]
    called_off = {"$in": ["$participants.outcome", sorted(CANCELLED)]}
    called_off_at = {"$ifNull": ["$participants.left_at", "$cancellation.at"]}
    notice = {"$max": [0, {"$subtract": ["$starts_at", called_off_at]}]}
    sums = {
        "_id": key,
        "notice": {"$sum": {"$cond": [called_off, notice, 0]}},
        **{one.value: _count("$participants.outcome", one) for one in Outcome},
    }
    groups = await grouped(
        db,
        documents.SESSIONS,
        actor.provider_id,
        _sessions_in(actor, period),
        {"$unwind": "$participants"},
        {"$group": sums},
    )
    if by == "employer":
        groups = _together(groups, await _employers(db, actor, [group["_id"] for group in groups]))
    names = await _names(db, actor, [group["_id"] for group in groups])
    rows = [_cancellations_row(group, names) for group in groups]
    return sorted(rows, key=lambda row: (-row.cancelled, row.name or "", row.id or ""))


async def sessions_per_assessor(db: Database, actor: Actor, period: Period) -> list[SessionsRowOut]:
    """How many sessions each assessor has, how they ended and how long they took. Raises `Forbidden`, `NotFound`."""
    held = {
        "$map": {
            "input": "$participants",
            "in": {"$cond": [{"$in": ["$$this.outcome", sorted(HELD)]}, "$$this.actual_minutes", 0]},
        }
    }
    sitting = {"$filter": {"input": "$participants", "cond": {"$not": [{"$gt": ["$$this.left_at", None]}]}}}
    counted = {
        "$and": [
            {"$ne": ["$state", State.CANCELLED.value]},
            {"$not": [{"$in": ["$kind", sorted(DIARY_KINDS)]}]},
        ]
    }
    sums = {
        "_id": {"assessor": "$assessor_id", "type": "$type"},
        "sessions": {"$sum": 1},
        "places": {"$sum": {"$size": sitting}},
        "planned_minutes": {"$sum": {"$cond": [counted, "$minutes", 0]}},
        "held_minutes": {"$sum": {"$max": held}},
        **{one.value: _count("$state", one) for one in State},
    }
    groups = await grouped(
        db, documents.SESSIONS, actor.provider_id, _sessions_in(actor, period), {"$group": sums}
    )
    names = await _names(db, actor, {group["_id"]["assessor"] for group in groups})
    by_assessor: dict[str, list[Row]] = {}
    for group in groups:
        by_assessor.setdefault(group["_id"]["assessor"], []).append(group)
    rows = [_sessions_row(id, found, names.get(id)) for id, found in by_assessor.items()]
    return sorted(rows, key=lambda row: (row.name or "", row.assessor_id))


async def room_use(db: Database, actor: Actor, period: Period) -> list[RoomUseRowOut]:
    """How much each Smart Room in reach is used, of the time it is open. Raises `Forbidden` and `NotFound`."""
    held = {"room.id": {"$gt": ""}, "state": {"$ne": State.CANCELLED.value}}
    sums = {
        "_id": "$room.id",
        "sessions": {"$sum": 1},
        "minutes": {"$sum": "$minutes"},
        "people": {"$sum": {"$add": [1, {"$size": "$participants"}]}},
    }
    groups = await grouped(
        db, documents.SESSIONS, actor.provider_id, _sessions_in(actor, period, **held), {"$group": sums}
    )
    used = {group["_id"]: group for group in groups}
    stored = await db[documents.SMART_ROOMS].find(scoped(actor.provider_id)).sort("name", 1).to_list(1000)
    rooms = [documents.room_from(row) for row in stored]
    in_reach = [room for room in rooms if room.centre_id is None or reaches(actor, [room.centre_id])]
    if period.centre_id:
        in_reach = [room for room in in_reach if room.centre_id in (None, period.centre_id)]
    return [_room_row(room, used.get(room.id), period.span) for room in in_reach]


def _sessions_in(actor: Actor, period: Period, **more: Any) -> dict[str, Any]:
    """The filter for the sessions somebody may see a report about."""
    if not access.may_run_reports(actor):
        raise Forbidden("Reports are for those who run centres.")
    if period.centre_id and not reaches(actor, [period.centre_id]):
        raise NotFound("There is no such centre.", field="centre_id")
    visible = access.visible_sessions(actor) or {}
    at_centre = {"centre_ids": period.centre_id} if period.centre_id else {}
    about = {"kind": {"$nin": sorted(DIARY_KINDS)}, **(period.about or {})}
    return {
        "$and": [visible, at_centre, about, more],
        "starts_at": {"$gte": period.span.starts_at, "$lt": period.span.ends_at},
    }


def _count(field: str, word: Outcome | State) -> dict[str, Any]:
    return {"$sum": {"$cond": [{"$eq": [field, word.value]}, 1, 0]}}


async def _names(db: Database, actor: Actor, ids: Collection[str | None]) -> dict[str | None, str]:
    return await _looked_up(db, PEOPLE, actor, ids, lambda row: row["name"])


async def _employers(db: Database, actor: Actor, ids: Collection[str | None]) -> dict[str | None, Any]:
    return await _looked_up(db, ENROLMENTS, actor, ids, lambda row: row["employer_id"])


async def _looked_up(
    db: Database, collection: str, actor: Actor, ids: Collection[str | None], taken: Callable[[Row], Any]
) -> dict[str | None, Any]:
    known = sorted({id for id in ids if id})
    found: dict[str | None, Any] = {}
    for start in range(0, len(known), AT_ONCE):
        portion = {"$in": known[start : start + AT_ONCE]}
        async for row in db[collection].find(scoped(actor.provider_id, _id=portion)):
            found[row["_id"]] = taken(row)
    return found


def _together(groups: Sequence[Row], keys: Mapping[str | None, str | None]) -> list[dict[str, Any]]:
    """Groups with the same new key as one; all but the key are sums."""
    joined: dict[str | None, dict[str, Any]] = {}
    for group in groups:
        key = keys.get(group["_id"])
        sums = joined.setdefault(key, {"_id": key})
        for name in group.keys() - {"_id"}:
            sums[name] = sums.get(name, 0) + group[name]
    return list(joined.values())


def _cancellations_row(group: Row, names: Mapping[str | None, str]) -> CancellationsRowOut:
    places = sum(group[one.value] for one in Outcome)
    cancelled = sum(group[one] for one in CANCELLED)
    notice = group["notice"] * MINUTES_A_MS / 60
    return CancellationsRowOut(
        id=group["_id"],
        name=names.get(group["_id"]),
        places=places,
        held=sum(group[one] for one in HELD),
        no_show=group[Outcome.NO_SHOW],
        cancelled_by_learner=group[Outcome.CANCELLED_BY_LEARNER],
        cancelled_by_employer=group[Outcome.CANCELLED_BY_EMPLOYER],
        cancelled_by_assessor=group[Outcome.CANCELLED_BY_ASSESSOR],
        cancelled_by_provider=group[Outcome.CANCELLED_BY_PROVIDER],
        cancelled=cancelled,
        rate=_percent(cancelled, places),
        average_notice_hours=round(notice / cancelled, 1) if cancelled else None,
    )


def _sessions_row(assessor_id: str, groups: Sequence[Row], name: str | None) -> SessionsRowOut:
    def total(field: str) -> int:
        return sum(int(group[field]) for group in groups)

    return SessionsRowOut(
        assessor_id=assessor_id,
        name=name,
        sessions=total("sessions"),
        planned=total(State.PLANNED),
        held=total(State.HELD),
        not_held=total(State.NOT_HELD),
        cancelled=total(State.CANCELLED),
        places=total("places"),
        planned_minutes=total("planned_minutes"),
        held_minutes=total("held_minutes"),
        by_type={group["_id"]["type"]: group["sessions"] for group in groups if group["_id"]["type"]},
    )


def _room_row(room: SmartRoom, used: Row | None, span: Slot) -> RoomUseRowOut:
    open_minutes = room.open_minutes(span)
    minutes = used["minutes"] if used else 0
    return RoomUseRowOut(
        room_id=room.id,
        name=room.name,
        centre_id=room.centre_id,
        capacity=room.capacity,
        active=room.active,
        sessions=used["sessions"] if used else 0,
        people=used["people"] if used else 0,
        minutes=minutes,
        open_minutes=open_minutes,
        use=_percent(min(minutes, open_minutes), open_minutes),
    )


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
