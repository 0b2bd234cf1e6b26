"""What stands in the demo's diaries besides sessions: working hours, days away, an event, tasks, opening hours."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from deploy.demo import provider as demo
from deploy.demo.client import Client

LOOKED_AHEAD_DAYS = 60
MORNINGS = [[{"opens": "08:30", "closes": "13:00"}]] * 5 + [[], []]
EVENINGS = [[{"opens": "09:00", "closes": "20:00"}]] * 5 + [[], []]

PART_TIME = demo.JANE
AWAY = demo.TOMOS
EVENT = "Standardisation: reflective accounts"
INVITED = (demo.BETHAN, demo.MARK, demo.IFAN)
TASKS = {
    "Order certificates for the care group": 5,
    "Check the fire drill record": 12,
    "Ask Huw Prosser for the spring rota": 20,
}
LATE_ROOM = "River Severn"


async def fill_diaries(
    admin: Client,
    people: Mapping[str, str],
    centres: Mapping[str, str],
    rooms: Mapping[str, str],
    today: date,
) -> int:
    """Add what is missing; how many things were new. Ids are by e-mail address and by name. Raises `Refused`."""
    newport = centres[demo.NEWPORT]
    return (
        await _set_hours(admin, people[PART_TIME.email])
        + await _open_late(admin, rooms[LATE_ROOM])
        + await _send_away(admin, people[AWAY.email], today)
        + await _plan_event(admin, newport, [people[one.email] for one in INVITED], today)
        + await _plan_tasks(admin, newport, today)
    )


async def _set_hours(admin: Client, person_id: str) -> int:
    path = f"/timetables/{person_id}"
    version = (await admin.get(path))["version"]
    if version == 0:
        await admin.put(path, {"week": MORNINGS, "travel_minutes": 15}, version=version)
    return int(version == 0)


async def _open_late(admin: Client, room_id: str) -> int:
    room = await admin.get(f"/smart-rooms/{room_id}")
    if room["week"] is not None:
        return 0
    door = next(one for one in demo.ROOMS if one.name == room["name"]).join_url
    body = {"name": room["name"], "capacity": room["capacity"], "join_url": door, "week": EVENINGS}
    await admin.put(f"/smart-rooms/{room_id}", body, version=room["version"])
    return 1


async def _send_away(admin: Client, person_id: str, today: date) -> int:
    if (await admin.get("/absences", person_id=person_id, **_ahead(today)))["items"]:
        return 0
    monday = _monday(today, weeks=4)
    days_off = {"first": f"{monday}", "last": f"{monday + timedelta(days=4)}", "note": "Gwyliau teulu"}
    await admin.post("/absences", days_off | {"person_id": person_id})
    return 1


async def _plan_event(admin: Client, centre_id: str, invited_ids: list[str], today: date) -> int:
    planned = (await admin.get("/events", **_ahead(today)))["items"]
    if any(event["title"] == EVENT for event in planned):
        return 0
    body: dict[str, Any] = {
        "centre_id": centre_id,
        "title": EVENT,
        "local_start": f"{_monday(today, weeks=2) + timedelta(days=2)}T14:00",
        "minutes": 90,
        "place": "Tŷ Derw, Casnewydd",
        "invited_ids": invited_ids,
    }
    await admin.post("/events", body)
    return 1


async def _plan_tasks(admin: Client, centre_id: str, today: date) -> int:
    known = {task["title"] for task in (await admin.get("/tasks", centre_id=centre_id))["items"]}
    missing = [title for title in TASKS if title not in known]
    for title in missing:
        due_on = today + timedelta(days=TASKS[title])
        await admin.post("/tasks", {"centre_id": centre_id, "title": title, "due_on": f"{due_on}"})
    return len(missing)


def _monday(today: date, *, weeks: int) -> date:
    return today + timedelta(days=7 * weeks - today.weekday())


def _ahead(today: date) -> dict[str, str]:
    return {"from": f"{today}", "to": f"{today + timedelta(days=LOOKED_AHEAD_DAYS)}"}
