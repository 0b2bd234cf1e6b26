"""The permission matrix: every route asked by every role, from the own case to another provider.

`permissions.csv` holds the expected status of every cell. The columns: `own` (the learner themselves, their assessor,
IQA, EQA or employer), `same_centre` (anybody else with that role there), `other_centre`, `no_centre` (the role without
a centre, which means all of them for provider-wide roles only) and `other_provider`. Probes are made so that a
permitted change is stopped late (a stale version: 412, no minutes: 422) and changes nothing.
"""

import csv
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from chassis.ids import fresh_id
from contracts.words import Permission, Role
from deploy.demo.client import Client, Refused, eventually
from tests.flows.probes import (
    A_MONTH,
    DAY_OFF,
    OFFICE,
    STALE,
    Probe,
    a_choc,
    a_learner,
    a_provider,
    allocation,
    allocation_probes,
    an_announcement,
    an_employer,
    an_enrolment,
    an_event,
    centre_diary_probes,
    change_probes,
    diary_probes,
    draft_probes,
    employer_probes,
    inbox_probes,
    keeping_out_probes,
    permission_probes,
    room_probes,
    sign_off_probes,
    training_probes,
)
from tests.platform import Platform, Provider

TABLE = Path(__file__).with_name("permissions.csv")
COLUMNS = ("own", "same_centre", "other_centre", "no_centre", "other_provider")
FRESH_SECONDS = 180.0
"""When callers get new tokens; the old ones are good for five minutes, however slow the machine."""

Cell = tuple[str, str, str]
"""Route, role, column."""


@dataclass
class World:
    """A learner with everybody around them, and everything a route can be about."""

    here: Provider
    elsewhere: Provider
    other_centre_id: str
    related: dict[str, str]
    ids: dict[str, str]
    known: dict[str, dict[str, Client]] = field(default_factory=dict)
    known_at: float = 0.0

    def callers(self, role: str) -> dict[str, Client]:
        """Somebody in this role for every column, the same as long as their tokens are good."""
        if monotonic() - self.known_at > FRESH_SECONDS:
            self.known, self.known_at = {}, monotonic()
        if role not in self.known:
            self.known[role] = self._new_callers(role)
        return self.known[role]

    def _new_callers(self, role: str) -> dict[str, Client]:
        permissions = Permission if role == CUSTOM_WITH_ALL else None
        role = Role.CUSTOM_MANAGER if role == CUSTOM_WITH_ALL else role
        found = {
            "same_centre": self.here.as_role(role, permissions=permissions),
            "other_centre": self.here.as_role(
                role, centre_ids=(self.other_centre_id,), permissions=permissions
            ),
            "no_centre": self.here.as_role(role, centre_ids=(), permissions=permissions),
            "other_provider": self.elsewhere.as_role(role, permissions=permissions),
        }
        if role in self.related:
            found["own"] = self.here.as_role(role, self.related[role])
        return found

    def probes(self) -> dict[str, Probe]:
        """A probe for every route that needs a sign-in."""
        ids, here = self.ids, self.here
        learner, session = ids["learner"], ids["session"]
        days = {"person_id": self.related["assessor"], "from": "2032-03-01", "to": "2032-03-05"}
        return {
            "GET /me": Probe("GET", "/me"),
            "PUT /me/language": Probe("PUT", "/me/language", {"language": "en"}),
            "GET /help": Probe("GET", "/help"),
            "POST /providers": Probe("POST", "/providers", a_provider()),
            "GET /provider": Probe("GET", "/provider"),
            "GET /provider/disclaimer": Probe("GET", "/provider/disclaimer"),
            "PUT /provider/disclaimer": Probe(
                "PUT", "/provider/disclaimer", {"replaces": 999, "english": "Text.", "welsh": "Testun."}
            ),
            "POST /centres": Probe("POST", "/centres", {"name": f"Third {fresh_id()}", "nation": "wales"}),
            "GET /centres": Probe("GET", "/centres"),
            "POST /people": Probe("POST", "/people", a_learner(here.centre_id)),
            "GET /people": Probe("GET", "/people"),
            "GET /people/{id}": Probe("GET", f"/people/{learner}"),
            "POST /people/{id}/invitation": Probe(
                "POST", f"/people/{self.related['employer_user']}/invitation", {"user_name": here.admin_user}
            ),
            "POST /enrolments": Probe("POST", "/enrolments", an_enrolment(here, learner)),
            "GET /enrolments": Probe("GET", "/enrolments"),
            "GET /enrolment-counts": Probe("GET", "/enrolment-counts"),
            "PUT /enrolments/{id}/allocation": Probe(
                "PUT",
                f"/enrolments/{ids['enrolment']}/allocation",
                {"assessor_id": self.related["assessor"], "iqa_id": self.related["iqa"]},
                headers=STALE,
            ),
            "PUT /enrolments/{id}/nation": Probe(
                "PUT", f"/enrolments/{ids['enrolment']}/nation", {"nation": "wales"}, headers=STALE
            ),
            "PUT /enrolments/{id}/sharing": Probe(
                "PUT", f"/enrolments/{ids['enrolment']}/sharing", {"centre_id": here.centre_id}, headers=STALE
            ),
            "DELETE /enrolments/{id}/sharing": Probe(
                "DELETE", f"/enrolments/{ids['enrolment']}/sharing", headers=STALE
            ),
            **allocation_probes(ids, self.related, here),
            **employer_probes(ids, self.related, here.centre_id),
            **sign_off_probes(self.related["assessor"]),
            **keeping_out_probes(ids, here.centre_id),
            **permission_probes(ids),
            "POST /imports": Probe("POST", "/imports", []),
            "GET /imports/{id}": Probe("GET", "/imports/nothing"),
            "GET /imports/{id}/rows": Probe("GET", "/imports/nothing/rows"),
            "GET /imports/{id}/errors": Probe("GET", "/imports/nothing/errors"),
            "POST /imports/{id}/run": Probe("POST", "/imports/nothing/run"),
            "GET /sign-ins": Probe("GET", "/sign-ins"),
            "DELETE /sign-ins/{id}": Probe("DELETE", "/sign-ins/nothing"),
            "PUT /password": Probe("PUT", "/password", {"current_password": "x", "password": "y"}),
            "GET /second-factor": Probe("GET", "/second-factor"),
            "POST /second-factor": Probe("POST", "/second-factor", {"current_password": "x"}),
            "POST /second-factor/confirmation": Probe(
                "POST", "/second-factor/confirmation", {"code": "123456"}
            ),
            "POST /second-factor/recovery-codes": Probe(
                "POST", "/second-factor/recovery-codes", {"current_password": "x"}
            ),
            "POST /second-factor/removal": Probe(
                "POST", "/second-factor/removal", {"current_password": "x", "code": "123456"}
            ),
            "POST /people/{id}/second-factor/reset": Probe(
                "POST", f"/people/{self.related['employer_user']}/second-factor/reset"
            ),
            "GET /people/{id}/last-sign-in": Probe("GET", f"/people/{learner}/last-sign-in"),
            "GET /audit": Probe("GET", "/audit"),
            "GET /audit/export": Probe("GET", "/audit/export"),
            "GET /audit/verification": Probe("GET", "/audit/verification"),
            "GET /audit/reads": Probe("GET", "/audit/reads"),
            "GET /availability": Probe("GET", "/availability", params=days),
            **diary_probes(ids, self.related),
            **centre_diary_probes(ids, here.centre_id),
            "GET /booking-form": Probe("GET", "/booking-form"),
            "POST /session-checks": Probe(
                "POST",
                "/session-checks",
                here.a_booking(learner, assessor_id=self.related["assessor"], minutes=0),
            ),
            "POST /sessions": Probe(
                "POST",
                "/sessions",
                here.a_booking(learner, assessor_id=self.related["assessor"], minutes=0),
            ),
            "GET /sessions": Probe("GET", "/sessions", params={"to": "2032-04-01T00:00:00Z"}),
            "GET /session-counts": Probe("GET", "/session-counts"),
            "GET /sessions/{id}": Probe("GET", f"/sessions/{session}"),
            "POST /sessions/{id}/rescheduling": Probe(
                "POST",
                f"/sessions/{session}/rescheduling",
                {"local_start": "2032-03-02T10:00"},
                headers=STALE,
            ),
            "POST /sessions/{id}/cancellation": Probe(
                "POST",
                f"/sessions/{session}/cancellation",
                {"outcome": "cancelled_by_learner", "reason": "Ill."},
                headers=STALE,
            ),
            "POST /sessions/{id}/outcome": Probe(
                "POST", f"/sessions/{session}/outcome", {"outcome": "completed"}, headers=STALE
            ),
            **change_probes(f"/sessions/{session}"),
            **draft_probes(),
            "POST /diary-entries": Probe("POST", "/diary-entries", a_choc(learner, self.related["assessor"])),
            "GET /diary-entries": Probe("GET", "/diary-entries"),
            "GET /eligible-learners": Probe("GET", "/eligible-learners"),
            "GET /sessions/{id}/join-link": Probe("GET", f"/sessions/{session}/join-link"),
            "POST /smart-rooms": Probe(
                "POST",
                "/smart-rooms",
                {
                    "name": "Probe",
                    "capacity": 4,
                    "centre_id": here.centre_id,
                    "join_url": "https://rooms.example/9",
                },
            ),
            "GET /smart-rooms": Probe("GET", "/smart-rooms"),
            "GET /provider/settings": Probe("GET", "/provider/settings"),
            "PUT /provider/settings": Probe(
                "PUT", "/provider/settings", {"since": "2099-01-01", "features": {}}, headers=STALE
            ),
            "DELETE /provider/settings/{id}": Probe("DELETE", "/provider/settings/2099-01-01", headers=STALE),
            "GET /offers": Probe("GET", "/offers"),
            "POST /offers/{id}/acceptance": Probe("POST", "/offers/nothing-on-offer/acceptance"),
            "POST /offers/{id}/refusal": Probe("POST", "/offers/nothing-on-offer/refusal"),
            "GET /reports/cancellations": Probe("GET", "/reports/cancellations", params=A_MONTH),
            "GET /reports/sessions": Probe("GET", "/reports/sessions", params=A_MONTH),
            "GET /reports/room-use": Probe("GET", "/reports/room-use", params=A_MONTH),
            "GET /reports/{id}/export": Probe(
                "GET", "/reports/sessions/export", params=A_MONTH | {"format": "csv"}
            ),
            **room_probes(f"/smart-rooms/{ids['room']}"),
            "GET /learners/{id}/plan": Probe("GET", f"/learners/{learner}/plan"),
            "GET /coming-reviews": Probe("GET", f"/coming-reviews?learner_id={learner}"),
            "GET /learners/{id}/next-review": Probe("GET", f"/learners/{learner}/next-review"),
            "GET /learners/{id}/evidence": Probe("GET", f"/learners/{learner}/evidence"),
            "POST /qualifications": Probe(
                "POST",
                "/qualifications",
                {"number": "603/5953/5", "title": "Again", "level": "2", "type": "diploma"},
            ),
            "GET /qualifications": Probe("GET", "/qualifications"),
            "GET /learners/{id}/time-log": Probe("GET", f"/learners/{learner}/time-log"),
            "GET /learners/{id}/training": Probe("GET", f"/learners/{learner}/training"),
            "GET /notifications": Probe("GET", "/notifications"),
            **training_probes(ids["enrolment"]),
            **inbox_probes(ids, here.centre_id),
            "GET /notification-preferences": Probe("GET", "/notification-preferences"),
            "PUT /notification-preferences": Probe("PUT", "/notification-preferences", {"topics": []}),
            "GET /calendar-feed": Probe("GET", "/calendar-feed"),
            "POST /calendar-feed": Probe("POST", "/calendar-feed"),
            "DELETE /calendar-feed": Probe("DELETE", "/calendar-feed"),
            "PUT /notifications/{id}/read": Probe("PUT", f"/notifications/{ids['notification']}/read"),
            "DELETE /sign-in": Probe("DELETE", "/sign-in"),
            "GET /live": Probe("GET", "/live"),
            "GET /screens/centre": Probe("GET", "/screens/centre"),
            "GET /screens/learners/{id}": Probe("GET", f"/screens/learners/{learner}"),
            "GET /system-health": Probe("GET", "/system-health"),
        }

    def leaks(self, text: str) -> list[str]:
        """Which things of the first centre a text gives away; its announcement is for everybody there."""
        things = {**self.ids, **self.related}
        return [name for name, id in things.items() if id in text and name != "announcement"]


async def build(platform: Platform) -> World:
    """A provider with two centres, a learner with everybody around them at the first, and another provider."""
    here, elsewhere = await platform.provider(), await platform.provider()
    other_centre_id = await here.centre()
    related = {role: await here.person(role) for role in ("assessor", "iqa", "eqa", "employer_user")}
    learner_id = related["learner"] = await here.person("learner")
    enrolment = await here.admin.post("/enrolments", an_enrolment(here, learner_id) | allocation(related))
    sample = {"eqa_id": related["eqa"], "until_date": "2099-12-31", "enrolment_ids": [enrolment["id"]]}
    await here.admin.post("/samples", sample)
    blocked_id = await here.person("learner")
    await here.admin.post("/enrolments", an_enrolment(here, blocked_id) | allocation(related))
    await here.admin.post(f"/people/{blocked_id}/block", {"reason": "Does not come."})
    links = await here.admin.get("/staff-links", person_id=related["assessor"])
    employer = await here.admin.post("/employers", an_employer(here.centre_id))
    room_id = await here.room(centre_id=here.centre_id)
    booking = here.a_booking(learner_id, assessor_id=related["assessor"], method="smart_session")
    booked = await here.admin.post("/sessions", booking)
    absence = await here.admin.post("/absences", DAY_OFF | {"person_id": related["assessor"]})
    event = await here.admin.post("/events", an_event(here.centre_id, [related["assessor"], learner_id]))
    task = await here.admin.post("/tasks", {"title": "Order forms", "centre_id": here.centre_id})
    learner = here.as_role("learner", learner_id)
    said = an_announcement(here.centre_id)
    announcement = await here.admin.post("/announcements", said)
    message = {"enrolment_id": enrolment["id"], "subject": "Help", "text": "Please."}
    sent = await learner.post("/messages", message)
    notices = await eventually(lambda: learner.get("/notifications"), lambda found: bool(found["items"]))
    eqa = here.as_role("eqa", related["eqa"])
    for path in ("plan", "evidence", "training", "time-log"):
        for client in (learner, eqa):
            await eventually(
                lambda c=client, p=path: _status(c, f"/learners/{learner_id}/{p}"),  # type: ignore[misc]
                lambda status: status == 200,
            )
    office = await here.admin.post("/permission-sets", OFFICE)
    ids = {
        "permission_set": office["id"],
        "custom_manager": await here.person("custom_manager"),
        "learner": learner_id,
        "enrolment": enrolment["id"],
        "session": booked["sessions"][0]["id"],
        "room": room_id,
        "blocked": blocked_id,
        "employer": employer["id"],
        "link": links["items"][0]["id"],
        "absence": absence["id"],
        "event": event["id"],
        "task": task["id"],
        "notification": notices["items"][0]["id"],
        "announcement": announcement["id"],
        "conversation": sent["conversation_id"],
    }
    return World(here, elsewhere, other_centre_id, related, ids)


async def ask(client: Client, probe: Probe) -> tuple[int, str]:
    """The status and the text of the answer to a probe; of a stream that does not end, the status only."""
    headers = {"Idempotency-Key": fresh_id()} if probe.method == "POST" else {}
    request = client.http.build_request(
        probe.method,
        probe.path,
        json=probe.body,
        params=probe.params,
        headers=headers | (probe.headers or {}),
    )
    answer = await client.http.send(request, stream=True)
    try:
        streams = answer.headers.get("content-type", "").startswith("text/event-stream")
        return answer.status_code, "" if streams else (await answer.aread()).decode()
    finally:
        await answer.aclose()


def expectations() -> dict[Cell, int]:
    """The table: what every cell must answer."""
    with TABLE.open(newline="") as file:
        return {
            (row["route"], row["role"], column): int(row[column])
            for row in csv.DictReader(file)
            for column in COLUMNS
            if row[column]
        }


CUSTOM_WITH_ALL = "custom_manager_with_all"
"""A Custom Manager with every permission; the one without a set books and nothing more."""
ROLES = (*(role.value for role in Role), CUSTOM_WITH_ALL)


async def _status(client: Client, path: str) -> int:
    try:
        return (await client.send("GET", path)).status_code
    except Refused as refused:
        return refused.status
