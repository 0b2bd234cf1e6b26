"""How scheduling's data lies in MongoDB: collections and indexes; the mapping both ways is beside it, by feature."""

from chassis.mongo import due, expiry, index
from services import caseload
from services.caseload.documents import ENROLMENTS
from services.scheduling.documents.calendars import (
    busy_from,
    calendar_fields,
    calendar_id,
    entries_from,
    entry_state,
    field_of,
)
from services.scheduling.documents.centre_diary import event_from, event_state, task_from, task_state
from services.scheduling.documents.drafts import draft_from, draft_state
from services.scheduling.documents.offers import offer_from, offer_state
from services.scheduling.documents.providers import settings_from
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
from services.scheduling.documents.trainings import training_from, training_state

SESSIONS = "sessions"
CALENDARS = "calendars"
SMART_ROOMS = "smart_rooms"
TIMETABLES = "timetables"
ABSENCES = "absences"
EVENTS = "events"
TASKS = "tasks"
ROOMS_LOST = "rooms_lost"
DRAFTS = "drafts"
RECORDINGS = "recordings"
OFFERS = "offers"
CENTRES = "centres"
PROVIDERS = "providers"
QUALIFICATIONS = "qualifications"
TRAININGS = "trainings"


INDEXES = {
    **caseload.INDEXES,
    ENROLMENTS: [*caseload.INDEXES[ENROLMENTS], index("centre_id", "qualification_id")],
    SESSIONS: [
        index("starts_at", "_id"),
        index("assessor_id", "starts_at", "_id"),
        index("booked_by_id", "starts_at", "_id"),
        index("participants.learner_id", "starts_at", "_id"),
        index("centre_ids", "starts_at", "_id"),
        index("series.id"),
        index("room.id", "starts_at"),
        index("state", "kind", "starts_at"),
    ],
    CALENDARS: [index("day")],
    SMART_ROOMS: [index("name")],
    TIMETABLES: [],
    ROOMS_LOST: [],
    ABSENCES: [index("person_id", "starts_at")],
    RECORDINGS: [index("session_id")],
    OFFERS: [due("next_at"), index("waiting_for", "starts_at"), index("assessor_id", "starts_at")],
    EVENTS: [index("invited_ids", "starts_at"), index("centre_id", "starts_at")],
    TASKS: [index("centre_id", "done", "due")],
    DRAFTS: [index("by_id", "changed_at"), expiry("expires_at")],
    CENTRES: [],
    PROVIDERS: [],
    QUALIFICATIONS: [],
    TRAININGS: [index("learner_id", "withdrawn")],
}

__all__ = [
    "ABSENCES",
    "CALENDARS",
    "CENTRES",
    "DRAFTS",
    "EVENTS",
    "INDEXES",
    "OFFERS",
    "PROVIDERS",
    "QUALIFICATIONS",
    "RECORDINGS",
    "ROOMS_LOST",
    "SESSIONS",
    "SMART_ROOMS",
    "TASKS",
    "TIMETABLES",
    "TRAININGS",
    "absence_from",
    "absence_state",
    "busy_from",
    "calendar_fields",
    "calendar_id",
    "draft_from",
    "draft_state",
    "entries_from",
    "entry_state",
    "event_from",
    "event_state",
    "field_of",
    "in_force_from",
    "offer_from",
    "offer_state",
    "recording_from",
    "recording_state",
    "room_from",
    "room_state",
    "session_from",
    "session_state",
    "settings_from",
    "task_from",
    "task_state",
    "timetable_from",
    "timetable_state",
    "training_from",
    "training_state",
]
