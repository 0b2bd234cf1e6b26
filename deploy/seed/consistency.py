"""Whether the readers know what the owners keep: version against version, and no calendar is taken twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from deploy.seed.database import Databases, Document
from services.progression.documents import training_from


@dataclass(frozen=True, slots=True)
class Copy:
    """A reader's projection of an owner's collection, under the same ids."""

    owner: str
    collection: str
    reader: str
    copied_to: str


COPIES = (
    *(Copy("identity", "people", reader, "people") for reader in ("scheduling", "evidence", "reviews")),
    *(Copy("identity", "people", reader, "people") for reader in ("progression", "notifications")),
    *(Copy("identity", "enrolments", reader, "enrolments") for reader in ("scheduling", "evidence")),
    *(
        Copy("identity", "enrolments", reader, "enrolments")
        for reader in ("reviews", "progression", "notifications")
    ),
    *(
        Copy("identity", "centres", reader, "centres")
        for reader in ("scheduling", "progression", "notifications")
    ),
    *(Copy("identity", "providers", reader, "providers") for reader in ("scheduling", "notifications")),
    *(
        Copy("progression", "qualifications", reader, "qualifications")
        for reader in ("identity", "scheduling")
    ),
    *(Copy("scheduling", "sessions", reader, "sessions") for reader in ("evidence", "reviews")),
    Copy("scheduling", "sessions", "notifications", "appointments"),
)
MOST_FAULTS = 20
DIARY = frozenset({"choc", "action"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What was compared, how much of it, and the first things that are wrong."""

    what: str
    compared: int
    faults: tuple[str, ...]


def findings(databases: Databases, provider_id: str) -> Iterator[Finding]:
    """Every comparison, as it is done."""
    for copy in COPIES:
        yield _compared(databases, provider_id, copy)
    yield _trainings(databases, provider_id)
    yield _time_log(databases, provider_id)
    yield _calendars(databases, provider_id)


def _compared(databases: Databases, provider_id: str, copy: Copy) -> Finding:
    kept = _versions(databases.each(copy.owner, copy.collection, provider_id))
    known = _versions(databases.each(copy.reader, copy.copied_to, provider_id))
    wrong = sorted(id for id in kept.keys() | known.keys() if kept.get(id) != known.get(id))
    faults = tuple(f"{id}: {kept.get(id)} there, {known.get(id)} here" for id in wrong[:MOST_FAULTS])
    return Finding(f"{copy.owner}.{copy.collection} in {copy.reader}", len(kept), faults)


def _trainings(databases: Databases, provider_id: str) -> Finding:
    """Identity knows the status. Versions say nothing here: progression notes more of a training than it tells."""
    fields = ("learner_id", "qualification_id", "milestones")
    kept = {
        one["_id"]: training_from(one).status.value
        for one in databases.each("progression", "trainings", provider_id, *fields)
    }
    known = {
        one["_id"]: one["status"] for one in databases.each("identity", "trainings", provider_id, "status")
    }
    wrong = sorted(id for id in kept.keys() | known.keys() if kept.get(id) != known.get(id))
    return Finding("progression.trainings in identity", len(kept), tuple(wrong[:MOST_FAULTS]))


def _time_log(databases: Databases, provider_id: str) -> Finding:
    """Progression has an entry for each learner of each session, of its version; diary entries log nothing."""
    fields = ("participants.learner_id", "kind")
    wanted = {
        (session["_id"], one["learner_id"]): session["v"]
        for session in databases.each("scheduling", "sessions", provider_id, *fields)
        for one in session["participants"]
        if session["kind"] not in DIARY
    }
    found = {
        (entry["session_id"], entry["learner_id"]): entry["v"]
        for entry in databases.each("progression", "time_log", provider_id, "session_id", "learner_id")
    }
    wrong = sorted(pair for pair in wanted.keys() | found.keys() if wanted.get(pair) != found.get(pair))
    return Finding("scheduling.sessions in progression", len(wanted), tuple(map(str, wrong[:MOST_FAULTS])))


def _calendars(databases: Databases, provider_id: str) -> Finding:
    """No calendar has two sessions at a time, and each stands in the calendars it claims (I1)."""
    faults: list[str] = []
    standing: dict[str, int] = {}
    count = 0
    for calendar in databases.each("scheduling", "calendars", provider_id, "busy"):
        count += 1
        entries = sorted((one["s"], one["e"], one["sid"]) for one in calendar.get("busy", ()))
        for _, _, session_id in entries:
            standing[session_id] = standing.get(session_id, 0) + 1
        faults += [
            f"{calendar['_id']} is taken twice: {one[2]}, {other[2]}"
            for one, other in pairwise(entries)
            if other[0] < one[1]
        ]
    fields = ("state", "participants.left_at", "room", "kind")
    for session in databases.each("scheduling", "sessions", provider_id, *fields):
        if standing.get(session["_id"], 0) < _fewest(session):
            faults.append(f"{session['_id']} is missing in a calendar")
    return Finding("sessions in calendars", count, tuple(faults[:MOST_FAULTS]))


def _fewest(session: Document) -> int:
    """In how many calendars a session stands at least; one over midnight UTC stands in twice as many."""
    if session["state"] == "cancelled" or session["kind"] in DIARY:
        return 0
    sitting = sum(one.get("left_at") is None for one in session["participants"])
    return 1 + sitting + (session["room"] is not None)


def _versions(documents: Iterator[Document]) -> dict[str, int]:
    return {document["_id"]: document["v"] for document in documents}
