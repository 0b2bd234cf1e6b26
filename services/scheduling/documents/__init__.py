"""How scheduling's data lies in MongoDB: collections and indexes; the mapping both ways is beside it, by feature."""

from chassis.mongo import expiry, index
from services import caseload
from services.caseload.documents import ENROLMENTS
from services.scheduling.documents.calendars import (
    busy_from,
    calendar_fields,
    calendar_id,
    entries_from,
    field_of,
)
from services.scheduling.documents.drafts import draft_from, draft_state
from services.scheduling.documents.recordings import recording_from, recording_state
from services.scheduling.documents.rooms import room_from, room_state
from services.scheduling.documents.sessions import session_from, session_state
from services.scheduling.documents.timetables import (
    absence_from,
    absence_state,
    in_force_from,
    timetable_from,
    timetable_state,
)

SESSIONS = "sessions"
CALENDARS = "calendars"
SMART_ROOMS = "smart_rooms"
TIMETABLES = "timetables"
ABSENCES = "absences"
DRAFTS = "drafts"
RECORDINGS = "recordings"
CENTRES = "centres"
PROVIDERS = "providers"
QUALIFICATIONS = "qualifications"


INDEXES = {
    **caseload.INDEXES,
    ENROLMENTS: [*caseload.INDEXES[ENROLMENTS], index("centre_id", "qualification_id")],
    SESSIONS: [
        index("assessor_id", "starts_at"),
        index("participants.learner_id", "starts_at"),
        index("centre_ids", "starts_at"),
        index("series.id"),
    ],
    CALENDARS: [],
    SMART_ROOMS: [index("name")],
    TIMETABLES: [],
    ABSENCES: [index("person_id", "starts_at")],
    RECORDINGS: [index("session_id")],
    DRAFTS: [index("by_id", "changed_at"), expiry("expires_at")],
    CENTRES: [],
    PROVIDERS: [],
    QUALIFICATIONS: [],
}

__all__ = [
    "ABSENCES",
    "CALENDARS",
    "CENTRES",
    "DRAFTS",
    "INDEXES",
    "PROVIDERS",
    "QUALIFICATIONS",
    "RECORDINGS",
    "SESSIONS",
    "SMART_ROOMS",
    "TIMETABLES",
    "absence_from",
    "absence_state",
    "busy_from",
    "calendar_fields",
    "calendar_id",
    "draft_from",
    "draft_state",
    "entries_from",
    "field_of",
    "in_force_from",
    "recording_from",
    "recording_state",
    "room_from",
    "room_state",
    "session_from",
    "session_state",
    "timetable_from",
    "timetable_state",
]
