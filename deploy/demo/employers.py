"""Whom the demo's learners work for, and who supervises them there."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from deploy.demo import provider as demo
from deploy.demo.client import Client

SUPERVISOR = demo.EMPLOYER
SUPERVISED_SINCE_DAYS = 90

RECORD: dict[str, Any] = {
    "number": "118204377",
    "name": "Gofal Dyffryn Wysg",
    "recorded_emails": [SUPERVISOR.email],
    "workplaces": [
        {"name": "Cartref Tŷ Derw", "address": "12 Stow Hill, Newport NP20 1JG"},
        {"name": "Home care team", "address": "Unit 4, Maesglas, Newport NP20 2NS"},
    ],
    "contacts": [{"name": SUPERVISOR.name, "position": "Registered manager", "email": SUPERVISOR.email}],
}


async def record_employers(
    admin: Client, people: Mapping[str, str], centres: Mapping[str, str], today: date
) -> int:
    """Add what is missing; how many things were new. Ids are by e-mail address and by name. Raises `Refused`."""
    known = (await admin.get("/employers", search=RECORD["number"]))["items"]
    body = RECORD | {"centre_ids": [centres[demo.NEWPORT]]}
    employer = known[0] if known else await admin.post("/employers", body)
    supervising = {
        "person_id": people[SUPERVISOR.email],
        "employer_id": employer["id"],
        "relation": "line_manager",
        "from_date": f"{today - timedelta(days=SUPERVISED_SINCE_DAYS)}",
    }
    new = int(not known)
    for enrolment in demo.CARE_TEAM:
        path = f"/learners/{people[enrolment.learner.email]}/supervisors"
        supervision = await admin.get(path)
        if not supervision["items"]:
            await admin.post(path, supervising, version=supervision["version"])
            new += 1
    return new
