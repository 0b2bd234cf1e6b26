"""The permission matrix: every route asked by every role, from the own case to another provider.

`permissions.csv` holds the expected status of every cell. The columns: `own` (the learner themselves, their assessor,
IQA or employer), `same_centre` (anybody else with that role there), `other_centre`, `no_centre` (the role without a
centre, which means all of them for provider-wide roles only) and `other_provider`. Probes are made so that a permitted
change is stopped late (a stale version: 412, no minutes: 422) and changes nothing.
"""

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chassis.ids import fresh_id
from contracts.words import Role
from deploy.demo.client import Client, Refused, eventually
from tests.platform import Platform, Provider

TABLE = Path(__file__).with_name("permissions.csv")
COLUMNS = ("own", "same_centre", "other_centre", "no_centre", "other_provider")
STALE = {"If-Match": '"999"'}
A_MONTH = {"from": "2027-03-01", "to": "2027-03-31"}
DAY_OFF = {"first": "2027-06-01", "last": "2027-06-01"}

Cell = tuple[str, str, str]
"""Route, role, column."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One request that asks whether somebody may."""

    method: str
    path: str
    body: Any = None
    params: dict[str, str] | None = None
    headers: dict[str, str] | None = None


@dataclass
class World:
    """A learner with everybody around them, and everything a route can be about."""

    here: Provider
    elsewhere: Provider
    other_centre_id: str
    related: dict[str, str]
    ids: dict[str, str]
    known: dict[str, dict[str, Client]] = field(default_factory=dict)

    def callers(self, role: str) -> dict[str, Client]:
        """Somebody in this role for every column, the same each time."""
        if role not in self.known:
            self.known[role] = self._new_callers(role)
        return self.known[role]

    def _new_callers(self, role: str) -> dict[str, Client]:
        found = {
            "same_centre": self.here.as_role(role),
            "other_centre": self.here.as_role(role, centre_ids=(self.other_centre_id,)),
            "no_centre": self.here.as_role(role, centre_ids=()),
            "other_provider": self.elsewhere.as_role(role),
        }
        if role in self.related:
            found["own"] = self.here.as_role(role, self.related[role])
        return found

    def probes(self) -> dict[str, Probe]:
        """A probe for every route that needs a sign-in."""
        ids, here = self.ids, self.here
        learner, session = ids["learner"], ids["session"]
        days = {"person_id": self.related["assessor"], "from": "2027-03-01", "to": "2027-03-05"}
        return {
            "GET /me": Probe("GET", "/me"),
            "PUT /me/language": Probe("PUT", "/me/language", {"language": "en"}),
            "GET /help": Probe("GET", "/help"),
            "POST /providers": Probe("POST", "/providers", _a_provider()),
            "GET /provider": Probe("GET", "/provider"),
            "GET /provider/disclaimer": Probe("GET", "/provider/disclaimer"),
            "PUT /provider/disclaimer": Probe(
                "PUT", "/provider/disclaimer", {"replaces": 999, "english": "Text.", "welsh": "Testun."}
            ),
            "POST /centres": Probe("POST", "/centres", {"name": f"Third {fresh_id()}", "nation": "wales"}),
            "GET /centres": Probe("GET", "/centres"),
            "POST /people": Probe("POST", "/people", _a_learner(here.centre_id)),
            "GET /people": Probe("GET", "/people"),
            "GET /people/{id}": Probe("GET", f"/people/{learner}"),
            "POST /people/{id}/invitation": Probe(
                "POST", f"/people/{self.related['employer_user']}/invitation", {"user_name": here.admin_user}
            ),
            "POST /enrolments": Probe("POST", "/enrolments", _an_enrolment(here, learner)),
            "GET /enrolments": Probe("GET", "/enrolments"),
            "PUT /enrolments/{id}/allocation": Probe(
                "PUT",
                f"/enrolments/{ids['enrolment']}/allocation",
                {"assessor_id": self.related["assessor"], "iqa_id": self.related["iqa"]},
                headers=STALE,
            ),
            "PUT /enrolments/{id}/sharing": Probe(
                "PUT", f"/enrolments/{ids['enrolment']}/sharing", {"centre_id": here.centre_id}, headers=STALE
            ),
            "DELETE /enrolments/{id}/sharing": Probe(
                "DELETE", f"/enrolments/{ids['enrolment']}/sharing", headers=STALE
            ),
            **_allocation_probes(ids, self.related, here),
            **_keeping_out_probes(ids, here.centre_id),
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
            "GET /availability": Probe("GET", "/availability", params=days),
            **_diary_probes(ids, self.related),
            **_centre_diary_probes(ids, here.centre_id),
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
            "GET /sessions": Probe("GET", "/sessions", params={"to": "2027-04-01T00:00:00Z"}),
            "GET /sessions/{id}": Probe("GET", f"/sessions/{session}"),
            "POST /sessions/{id}/rescheduling": Probe(
                "POST",
                f"/sessions/{session}/rescheduling",
                {"local_start": "2027-03-02T10:00"},
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
            **_change_probes(f"/sessions/{session}"),
            **_draft_probes(),
            "POST /diary-entries": Probe(
                "POST", "/diary-entries", _a_choc(learner, self.related["assessor"])
            ),
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
            **_room_probes(f"/smart-rooms/{ids['room']}"),
            "GET /learners/{id}/plan": Probe("GET", f"/learners/{learner}/plan"),
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
            **_training_probes(ids["enrolment"]),
            "GET /calendar-feed": Probe("GET", "/calendar-feed"),
            "POST /calendar-feed": Probe("POST", "/calendar-feed"),
            "DELETE /calendar-feed": Probe("DELETE", "/calendar-feed"),
            "PUT /notifications/{id}/read": Probe("PUT", f"/notifications/{ids['notification']}/read"),
            "DELETE /sign-in": Probe("DELETE", "/sign-in"),
            "GET /live": Probe("GET", "/live"),
            "GET /screens/centre": Probe("GET", "/screens/centre"),
            "GET /screens/learners/{id}": Probe("GET", f"/screens/learners/{learner}"),
        }

    def leaks(self, text: str) -> list[str]:
        """Which things of the first centre a text gives away."""
        return [name for name, id in {**self.ids, **self.related}.items() if id in text]


async def build(platform: Platform) -> World:
    """A provider with two centres, a learner with everybody around them at the first, and another provider."""
    here, elsewhere = await platform.provider(), await platform.provider()
    other_centre_id = await here.centre()
    related = {role: await here.person(role) for role in ("assessor", "iqa", "employer_user")}
    learner_id = related["learner"] = await here.person("learner")
    enrolment = await here.admin.post("/enrolments", _an_enrolment(here, learner_id) | _allocation(related))
    blocked_id = await here.person("learner")
    await here.admin.post("/enrolments", _an_enrolment(here, blocked_id) | _allocation(related))
    await here.admin.post(f"/people/{blocked_id}/block", {"reason": "Does not come."})
    links = await here.admin.get("/staff-links", person_id=related["assessor"])
    room_id = await here.room(centre_id=here.centre_id)
    booking = here.a_booking(learner_id, assessor_id=related["assessor"], method="smart_session")
    booked = await here.admin.post("/sessions", booking)
    absence = await here.admin.post("/absences", DAY_OFF | {"person_id": related["assessor"]})
    event = await here.admin.post("/events", _an_event(here.centre_id, [related["assessor"], learner_id]))
    task = await here.admin.post("/tasks", {"title": "Order forms", "centre_id": here.centre_id})
    learner = here.as_role("learner", learner_id)
    notices = await eventually(lambda: learner.get("/notifications"), lambda found: bool(found["items"]))
    for path in ("plan", "evidence", "training", "time-log"):
        await eventually(lambda p=path: _status(learner, f"/learners/{learner_id}/{p}"), lambda s: s == 200)  # type: ignore[misc]
    ids = {
        "learner": learner_id,
        "enrolment": enrolment["id"],
        "session": booked["sessions"][0]["id"],
        "room": room_id,
        "blocked": blocked_id,
        "link": links["items"][0]["id"],
        "absence": absence["id"],
        "event": event["id"],
        "task": task["id"],
        "notification": notices["items"][0]["id"],
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


ROLES = tuple(role.value for role in Role)


def _change_probes(session: str) -> dict[str, Probe]:
    """Further changes of a booked session, all of a stale version, and its history."""
    move = {"local_start": "2027-03-02T10:00"}
    off = {"outcome": "cancelled_by_learner", "reason": "Ill."}
    correction = {"reason": "A slip.", "attendance": [{"learner_id": "nobody", "outcome": "completed"}]}
    changes = {
        "following/rescheduling": move,
        "following/cancellation": off,
        "participants": {},
        "outcome/correction": correction,
    }
    return {
        "GET /sessions/{id}/history": Probe("GET", f"{session}/history"),
        **{
            f"POST /sessions/{{id}}/{path}": Probe("POST", f"{session}/{path}", body, headers=STALE)
            for path, body in changes.items()
        },
    }


def _draft_probes() -> dict[str, Probe]:
    """About drafts: one of too many participants, and one that is nobody's."""
    one = "/session-drafts/nothing"
    return {
        "POST /session-drafts": Probe("POST", "/session-drafts", {"participants": 100}),
        "GET /session-drafts": Probe("GET", "/session-drafts"),
        "GET /session-drafts/{id}": Probe("GET", one),
        "PUT /session-drafts/{id}": Probe("PUT", one, {}, headers=STALE),
        "POST /session-drafts/{id}/booking": Probe("POST", f"{one}/booking", {}, headers=STALE),
    }


def _a_choc(learner_id: str, assessor_id: str) -> dict[str, Any]:
    """A diary entry at a time that does not exist."""
    entry = {"kind": "choc", "notes": "Works elsewhere now.", "local_start": "2027-03-28T01:30"}
    return entry | {"learner_ids": [learner_id], "assessor_id": assessor_id}


def _training_probes(enrolment_id: str) -> dict[str, Probe]:
    decision = {"on": "2026-01-05", "reason": "A reason."}
    days = {"starts_on": "2026-01-05", "planned_end_on": "2027-01-05"}
    kinds = ("breaks", "return", "epa", "completion", "withdrawal", "reopening")
    path = f"/trainings/{enrolment_id}"
    return {
        "PUT /trainings/{id}/programme": Probe("PUT", f"{path}/programme", days, headers=STALE),
        **{
            f"POST /trainings/{{id}}/{kind}": Probe("POST", f"{path}/{kind}", decision, headers=STALE)
            for kind in kinds
        },
        "POST /trainings/{id}/certificate": Probe(
            "POST", f"{path}/certificate", decision | {"status": "claimed"}, headers=STALE
        ),
    }


def _allocation_probes(ids: dict[str, str], related: dict[str, str], here: Provider) -> dict[str, Probe]:
    """About staff links and allocations: changes are stopped by what is so already."""
    enrolments = {"enrolment_ids": [ids["enrolment"]]}
    course = {"qualification_id": here.qualification_id}
    days = {"from_date": "2027-03-02", "until_date": "2027-03-01"}
    link = {"person_id": related["assessor"], "purpose": "deliver"} | course
    places = {"assessor_id": related["assessor"], "iqa_id": related["iqa"]}
    change = {"place": "iqa", "from_person_id": related["iqa"], "to_person_id": related["iqa"]}
    cover = {"assessor_id": related["assessor"]} | enrolments
    return {
        "GET /enrolments/{id}/allocations": Probe("GET", f"/enrolments/{ids['enrolment']}/allocations"),
        "POST /staff-links": Probe("POST", "/staff-links", link),
        "GET /staff-links": Probe("GET", "/staff-links"),
        "POST /staff-links/{id}/ending": Probe(
            "POST", f"/staff-links/{ids['link']}/ending", {"until_date": "2027-03-01"}, headers=STALE
        ),
        "POST /allocations": Probe("POST", "/allocations", places | course | enrolments),
        "GET /allocations/waiting": Probe("GET", "/allocations/waiting"),
        "POST /allocations/changes": Probe("POST", "/allocations/changes", change | course | enrolments),
        "POST /allocations/covers": Probe("POST", "/allocations/covers", cover | days),
        "POST /allocations/covers/ending": Probe(
            "POST", "/allocations/covers/ending", cover | {"until_date": "2027-03-01"}
        ),
    }


def _keeping_out_probes(ids: dict[str, str], centre_id: str) -> dict[str, Probe]:
    """About blocking and archiving: one learner is blocked already, the other is not, and has no certificate."""
    blocked, enrolments = f"/people/{ids['blocked']}", {"enrolment_ids": [ids["enrolment"]]}
    learners = {"learner_ids": [ids["learner"]]}
    return {
        "POST /people/{id}/block": Probe("POST", f"{blocked}/block", {"reason": "Again."}),
        "GET /people/{id}/block": Probe("GET", f"{blocked}/block"),
        "POST /people/{id}/activation": Probe("POST", f"/people/{ids['learner']}/activation"),
        "GET /archive": Probe("GET", "/archive"),
        "POST /archive/enrolments": Probe("POST", "/archive/enrolments", enrolments),
        "POST /archive/prompts": Probe("POST", "/archive/prompts", {"centre_id": centre_id}),
        "POST /archive/learners": Probe("POST", "/archive/learners", learners),
        "POST /archive/enrolments/retrieval": Probe("POST", "/archive/enrolments/retrieval", enrolments),
        "POST /archive/learners/retrieval": Probe("POST", "/archive/learners/retrieval", learners),
    }


def _diary_probes(ids: dict[str, str], related: dict[str, str]) -> dict[str, Probe]:
    """About an assessor's time: changes are stopped by a stale version or by an absence that is there already."""
    assessor = related["assessor"]
    march = {"from": "2027-03-01", "to": "2027-03-31"}
    whose = march | {"person_id": assessor}
    return {
        "GET /availabilities": Probe("GET", "/availabilities", params=whose),
        "GET /booked-days": Probe("GET", "/booked-days", params=whose),
        "GET /calendar": Probe("GET", "/calendar", params=march),
        "GET /timetables/{id}": Probe("GET", f"/timetables/{assessor}"),
        "PUT /timetables/{id}": Probe("PUT", f"/timetables/{assessor}", {}, headers=STALE),
        "POST /absences": Probe("POST", "/absences", DAY_OFF | {"person_id": assessor}),
        "GET /absences": Probe("GET", "/absences", params=whose),
        "POST /absences/{id}/withdrawal": Probe(
            "POST", f"/absences/{ids['absence']}/withdrawal", headers=STALE
        ),
    }


def _centre_diary_probes(ids: dict[str, str], centre_id: str) -> dict[str, Probe]:
    """About a centre's events and tasks: nobody is invited, and versions are stale."""
    meeting = {"title": "Probe", "local_start": "2027-06-02T10:00", "invited_ids": []}
    event, task = f"/events/{ids['event']}", {"title": "Probe", "due_on": "2027-06-02"}
    return {
        "POST /events": Probe("POST", "/events", meeting | {"centre_id": centre_id}),
        "GET /events": Probe("GET", "/events", params={"from": "2027-06-01", "to": "2027-06-02"}),
        "GET /events/{id}": Probe("GET", event),
        "PUT /events/{id}": Probe("PUT", event, meeting, headers=STALE),
        "POST /events/{id}/cancellation": Probe("POST", f"{event}/cancellation", headers=STALE),
        "POST /tasks": Probe("POST", "/tasks", task | {"centre_id": centre_id}),
        "GET /tasks": Probe("GET", "/tasks"),
        "PUT /tasks/{id}": Probe("PUT", f"/tasks/{ids['task']}", task, headers=STALE),
    }


def _room_probes(room: str) -> dict[str, Probe]:
    """About one Smart Room of the centre: changes are stale."""
    change = {"name": "Probe", "capacity": 4, "join_url": "https://rooms.example/9"}
    block = {"starts_at": "2027-06-02T10:00:00Z", "ends_at": "2027-06-02T11:00:00Z"}
    return {
        "GET /smart-rooms/{id}": Probe("GET", room),
        "PUT /smart-rooms/{id}": Probe("PUT", room, change, headers=STALE),
        "POST /smart-rooms/{id}/retirement": Probe("POST", f"{room}/retirement", headers=STALE),
        "POST /smart-rooms/{id}/maintenance": Probe("POST", f"{room}/maintenance", block, headers=STALE),
        "DELETE /smart-rooms/{id}/maintenance/{id}": Probe(
            "DELETE", f"{room}/maintenance/nothing", headers=STALE
        ),
        "GET /smart-room-use": Probe(
            "GET", "/smart-room-use", params={"from": "2027-03-01", "to": "2027-03-02"}
        ),
    }


def _allocation(related: dict[str, str]) -> dict[str, str]:
    return {
        "assessor_id": related["assessor"],
        "iqa_id": related["iqa"],
        "employer_id": related["employer_user"],
    }


def _an_enrolment(provider: Provider, learner_id: str) -> dict[str, Any]:
    return {
        "learner_id": learner_id,
        "centre_id": provider.centre_id,
        "qualification_id": provider.qualification_id,
    }


def _an_event(centre_id: str, invited_ids: list[str]) -> dict[str, Any]:
    return {
        "title": "Standardisation",
        "local_start": "2027-06-02T10:00",
        "centre_id": centre_id,
        "invited_ids": invited_ids,
    }


def _a_learner(centre_id: str) -> dict[str, Any]:
    return {
        "given_name": "Nia",
        "family_name": "Probe",
        "roles": [{"role": "learner", "centre_ids": [centre_id]}],
    }


def _a_provider() -> dict[str, Any]:
    return {
        "name": "Probe",
        "centre": {"name": "Probe", "nation": "wales"},
        "admin": {
            "given_name": "Nia",
            "family_name": "Probe",
            "user_name": f"probe.{fresh_id()}",
            "initial_password": "three quiet red kites",
        },
    }


async def _status(client: Client, path: str) -> int:
    try:
        return (await client.send("GET", path)).status_code
    except Refused as refused:
        return refused.status
