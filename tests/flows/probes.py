"""The requests of the permission matrix that ask whether somebody may: harmless, and stopped late where they change."""

from dataclasses import dataclass
from typing import Any

from chassis.ids import fresh_id
from tests.platform import Provider

STALE = {"If-Match": '"999"'}
A_MONTH = {"from": "2032-03-01", "to": "2032-03-31"}
OFFICE = {"name": "Office", "permissions": ["run_reports"]}
DAY_OFF = {"first": "2032-06-01", "last": "2032-06-01"}


@dataclass(frozen=True, slots=True)
class Probe:
    """One request that asks whether somebody may."""

    method: str
    path: str
    body: Any = None
    params: dict[str, str] | None = None
    headers: dict[str, str] | None = None


def change_probes(session: str) -> dict[str, Probe]:
    """Further changes of a booked session, all of a stale version, and its history."""
    move = {"local_start": "2032-03-02T10:00"}
    off = {"outcome": "cancelled_by_learner", "reason": "Ill."}
    correction = {"reason": "A slip.", "attendance": [{"learner_id": "nobody", "outcome": "completed"}]}
    changes = {
        "following/rescheduling": move,
        "following/cancellation": off,
        "invitations": None,
        "participants": {},
        "outcome/correction": correction,
    }
    return {
        "GET /sessions/{id}/history": Probe("GET", f"{session}/history"),
        "PUT /sessions/{id}/planning-notes": Probe(
            "PUT", f"{session}/planning-notes", {"planning_notes": "Unit 3."}, headers=STALE
        ),
        **{
            f"POST /sessions/{{id}}/{path}": Probe("POST", f"{session}/{path}", body, headers=STALE)
            for path, body in changes.items()
        },
    }


def draft_probes() -> dict[str, Probe]:
    """About drafts: one of too many participants, and one that is nobody's."""
    one = "/session-drafts/nothing"
    return {
        "POST /session-drafts": Probe("POST", "/session-drafts", {"participants": 100}),
        "GET /session-drafts": Probe("GET", "/session-drafts"),
        "GET /session-drafts/{id}": Probe("GET", one),
        "PUT /session-drafts/{id}": Probe("PUT", one, {}, headers=STALE),
        "POST /session-drafts/{id}/booking": Probe("POST", f"{one}/booking", {}, headers=STALE),
    }


def a_choc(learner_id: str, assessor_id: str) -> dict[str, Any]:
    """A diary entry at a time that does not exist."""
    entry = {"kind": "choc", "notes": "Works elsewhere now.", "local_start": "2032-03-28T01:30"}
    return entry | {"learner_ids": [learner_id], "assessor_id": assessor_id}


def training_probes(enrolment_id: str) -> dict[str, Probe]:
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


OVER = {"until_date": "2026-01-01"}
"""The last day of a sample, long ago."""


def allocation_probes(ids: dict[str, str], related: dict[str, str], here: Provider) -> dict[str, Probe]:
    """About staff links, allocations and samples: changes are stopped by what is so already."""
    enrolments = {"enrolment_ids": [ids["enrolment"]]}
    course = {"qualification_id": here.qualification_id}
    days = {"from_date": "2032-03-02", "until_date": "2032-03-01"}
    link = {"person_id": related["assessor"], "purpose": "deliver"} | course
    places = {"assessor_id": related["assessor"], "iqa_id": related["iqa"]}
    change = {"place": "iqa", "from_person_id": related["iqa"], "to_person_id": related["iqa"]}
    cover = {"assessor_id": related["assessor"]} | enrolments
    return {
        "GET /enrolments/{id}/allocations": Probe("GET", f"/enrolments/{ids['enrolment']}/allocations"),
        "POST /staff-links": Probe("POST", "/staff-links", link),
        "GET /staff-links": Probe("GET", "/staff-links"),
        "POST /staff-links/{id}/ending": Probe(
            "POST", f"/staff-links/{ids['link']}/ending", {"until_date": "2032-03-01"}, headers=STALE
        ),
        "POST /samples": Probe("POST", "/samples", OVER | {"eqa_id": related["eqa"]} | enrolments),
        "GET /samples": Probe("GET", "/samples"),
        "POST /samples/withdrawal": Probe(
            "POST", "/samples/withdrawal", {"eqa_id": related["assessor"]} | enrolments
        ),
        "POST /allocations": Probe("POST", "/allocations", places | course | enrolments),
        "GET /allocations/waiting": Probe("GET", "/allocations/waiting"),
        "POST /allocations/changes": Probe("POST", "/allocations/changes", change | course | enrolments),
        "POST /allocations/covers": Probe("POST", "/allocations/covers", cover | days),
        "POST /allocations/covers/ending": Probe(
            "POST", "/allocations/covers/ending", cover | {"until_date": "2032-03-01"}
        ),
    }


def employer_probes(ids: dict[str, str], related: dict[str, str], centre_id: str) -> dict[str, Probe]:
    """About an employer of the centre, whose identifier is taken, and a learner's supervisors: days are in the wrong
    order, changes stale.
    """
    employer, again = f"/employers/{ids['employer']}", an_employer(centre_id)
    merging = {"into_employer_id": ids["employer"]}
    supervisors, days = f"/learners/{ids['learner']}/supervisors", {"until_date": "2032-03-01"}
    supervisor = {"person_id": related["employer_user"], "employer_id": ids["employer"]} | days
    supervisor |= {"relation": "line_manager", "from_date": "2032-03-02"}
    return {
        "POST /employers": Probe("POST", "/employers", again),
        "GET /employers": Probe("GET", "/employers"),
        "GET /employers/{id}": Probe("GET", employer),
        "PUT /employers/{id}": Probe("PUT", employer, again, headers=STALE),
        "POST /employers/{id}/merging": Probe("POST", f"{employer}/merging", merging, headers=STALE),
        "GET /learners/{id}/supervisors": Probe("GET", supervisors),
        "POST /learners/{id}/supervisors": Probe("POST", supervisors, supervisor),
        "POST /learners/{id}/supervisors/{id}/ending": Probe(
            "POST", f"{supervisors}/nobody/ending", days, headers=STALE
        ),
        "DELETE /learners/{id}/supervisors/{id}": Probe("DELETE", f"{supervisors}/nobody", headers=STALE),
    }


def sign_off_probes(assessor_id: str) -> dict[str, Probe]:
    """About an assessor's sign-off for digital reviews: changes are stale."""
    path = f"/people/{assessor_id}/review-sign-off"
    return {
        f"{method} /people/{{id}}/review-sign-off": Probe(method, path, headers=headers)
        for method, headers in (("GET", None), ("PUT", STALE), ("DELETE", STALE))
    }


def keeping_out_probes(ids: dict[str, str], centre_id: str) -> dict[str, Probe]:
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


def diary_probes(ids: dict[str, str], related: dict[str, str]) -> dict[str, Probe]:
    """About an assessor's time: changes are stopped by a stale version or by an absence that is there already."""
    assessor = related["assessor"]
    march = {"from": "2032-03-01", "to": "2032-03-31"}
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


def centre_diary_probes(ids: dict[str, str], centre_id: str) -> dict[str, Probe]:
    """About a centre's events and tasks: nobody is invited, and versions are stale."""
    meeting = {"title": "Probe", "local_start": "2032-06-02T10:00", "invited_ids": []}
    event, task = f"/events/{ids['event']}", {"title": "Probe", "due_on": "2032-06-02"}
    return {
        "POST /events": Probe("POST", "/events", meeting | {"centre_id": centre_id}),
        "GET /events": Probe("GET", "/events", params={"from": "2032-06-01", "to": "2032-06-02"}),
        "GET /events/{id}": Probe("GET", event),
        "PUT /events/{id}": Probe("PUT", event, meeting, headers=STALE),
        "POST /events/{id}/cancellation": Probe("POST", f"{event}/cancellation", headers=STALE),
        "POST /tasks": Probe("POST", "/tasks", task | {"centre_id": centre_id}),
        "GET /tasks": Probe("GET", "/tasks"),
        "PUT /tasks/{id}": Probe("PUT", f"/tasks/{ids['task']}", task, headers=STALE),
    }


def inbox_probes(ids: dict[str, str], centre_id: str) -> dict[str, Probe]:
    """About announcements and messages: the days are in the wrong order, the change is stale, a subject is missing."""
    announcement, conversation = f"/announcements/{ids['announcement']}", f"/messages/{ids['conversation']}"
    days = {"from_date": "2032-03-02", "until_date": "2032-03-01"}
    said = an_announcement(centre_id)
    message = {"enrolment_id": ids["enrolment"], "text": "Probe."}
    return {
        "GET /inbox": Probe("GET", "/inbox"),
        "GET /announcements": Probe("GET", "/announcements"),
        "POST /announcements": Probe("POST", "/announcements", said | days),
        "PUT /announcements/{id}": Probe("PUT", announcement, said, headers=STALE),
        "PUT /announcements/{id}/read": Probe("PUT", f"{announcement}/read"),
        "GET /messages": Probe("GET", "/messages"),
        "POST /messages": Probe("POST", "/messages", message),
        "GET /messages/{id}": Probe("GET", conversation),
        "PUT /messages/{id}/read": Probe("PUT", f"{conversation}/read", {"seen": 0}),
    }


def an_announcement(centre_id: str) -> dict[str, Any]:
    """To everybody at one centre."""
    return {"english": {"title": "Probe", "text": "Probe."}, "centre_ids": [centre_id]}


def permission_probes(ids: dict[str, str]) -> dict[str, Probe]:
    """About what Custom Managers may do: the name is taken, changes are stale."""
    found = f"/permission-sets/{ids['permission_set']}"
    return {
        "GET /permissions": Probe("GET", "/permissions"),
        "POST /permission-sets": Probe("POST", "/permission-sets", OFFICE),
        "GET /permission-sets": Probe("GET", "/permission-sets"),
        "GET /permission-sets/{id}": Probe("GET", found),
        "PUT /permission-sets/{id}": Probe("PUT", found, OFFICE, headers=STALE),
        "POST /permission-sets/{id}/retirement": Probe("POST", f"{found}/retirement", headers=STALE),
        "PUT /people/{id}/permission-set": Probe(
            "PUT",
            f"/people/{ids['custom_manager']}/permission-set",
            {"permission_set_id": None},
            headers=STALE,
        ),
    }


def room_probes(room: str) -> dict[str, Probe]:
    """About one Smart Room of the centre: changes are stale."""
    change = {"name": "Probe", "capacity": 4, "join_url": "https://rooms.example/9"}
    block = {"starts_at": "2032-06-02T10:00:00Z", "ends_at": "2032-06-02T11:00:00Z"}
    return {
        "GET /smart-rooms/{id}": Probe("GET", room),
        "PUT /smart-rooms/{id}": Probe("PUT", room, change, headers=STALE),
        "POST /smart-rooms/{id}/retirement": Probe("POST", f"{room}/retirement", headers=STALE),
        "POST /smart-rooms/{id}/maintenance": Probe("POST", f"{room}/maintenance", block, headers=STALE),
        "DELETE /smart-rooms/{id}/maintenance/{id}": Probe(
            "DELETE", f"{room}/maintenance/nothing", headers=STALE
        ),
        "GET /smart-room-use": Probe(
            "GET", "/smart-room-use", params={"from": "2032-03-01", "to": "2032-03-02"}
        ),
    }


def allocation(related: dict[str, str]) -> dict[str, str]:
    return {
        "assessor_id": related["assessor"],
        "iqa_id": related["iqa"],
        "employer_id": related["employer_user"],
    }


def an_enrolment(provider: Provider, learner_id: str) -> dict[str, Any]:
    return {
        "learner_id": learner_id,
        "centre_id": provider.centre_id,
        "qualification_id": provider.qualification_id,
    }


def an_employer(centre_id: str) -> dict[str, Any]:
    return {"number": "118204377", "name": "Usk Valley Care", "centre_ids": [centre_id]}


def an_event(centre_id: str, invited_ids: list[str]) -> dict[str, Any]:
    return {
        "title": "Standardisation",
        "local_start": "2032-06-02T10:00",
        "centre_id": centre_id,
        "invited_ids": invited_ids,
    }


def a_learner(centre_id: str) -> dict[str, Any]:
    return {
        "given_name": "Nia",
        "family_name": "Probe",
        "roles": [{"role": "learner", "centre_ids": [centre_id]}],
    }


def a_provider() -> dict[str, Any]:
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
