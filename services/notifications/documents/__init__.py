"""How notifications lie in MongoDB: collections, fields, indexes; the mapping both ways is beside it.

notifications  _id, person_id, kind, params{…}, created_at, read_at, mail{status, attempts, due_at, …}
               `mail.due_at`: from when on a sender may take the mail, which is the next try while it
               waits and the end of the lease while it is being sent; absent when nothing is left to send.
               A notice (`domain/notices.py`) lies here too, with other params.
people         _id, name, email, language, zone, active   (projection of identity.person.changed)
letters        _id, person_id, purpose, sealed, expires_at, created_at, mail{…}
               (one-time links of identity: sent by mail, shown nowhere)
providers      _id, name                             (projection of identity.provider.changed)
centres        _id                                   (projection of identity.centre.changed)
appointments   _id, people[], occurrence{…}, cancelled, open, entry, changed_at
               (projection of scheduling.session.changed; `open`: how it went is not recorded yet)
offers         _id, learner_id, starts_at, until     (projection of scheduling.offer.changed: who is asked)
enrolments, supervisions                             (projections of identity's, see `services/caseload`)
calendar_feeds _id (the person), digest, since       (`digest` is null while the feed is off)
preferences    _id (the person), by_mail{topic}      (what they said of a topic; of the rest the usual counts)
announcements  _id, english{…}, welsh{…}, centre_ids[], roles[], from_date, until_date, published_…, withdrawn_at
readings       _id (announcement and person), announcement_id, person_id, read_at
conversations  _id (the two and the enrolment), people[], last_…, count, seen{person}, unread_by[]
messages       _id, conversation_id, from_id, person_id (to whom), subject, text, created_at, mail{…}
pens           _id (the person), written_at[]        (when they wrote within the last hour)
"""

from typing import Final

from chassis.mongo import index
from services.caseload.documents import ENROLMENTS, SUPERVISIONS
from services.notifications.documents.announcements import (
    announcement_from,
    announcement_state,
    reading_id,
)
from services.notifications.documents.messages import (
    conversation_from,
    conversation_state,
    message_from,
    message_state,
    pen_from,
)
from services.notifications.documents.notifications import (
    appointment_from,
    appointment_state,
    feed_from,
    feed_state,
    letter_from,
    letter_state,
    notice_state,
    notification_from,
    notification_state,
    person_from,
    person_state,
    preferences_from,
    preferences_state,
    told_from,
)

NOTIFICATIONS: Final = "notifications"
PEOPLE: Final = "people"
PROVIDERS: Final = "providers"
CENTRES: Final = "centres"
LETTERS: Final = "letters"
APPOINTMENTS: Final = "appointments"
OFFERS: Final = "offers"
FEEDS: Final = "calendar_feeds"
PREFERENCES: Final = "preferences"
ANNOUNCEMENTS: Final = "announcements"
READINGS: Final = "readings"
CONVERSATIONS: Final = "conversations"
MESSAGES: Final = "messages"
PENS: Final = "pens"

INDEXES = {
    NOTIFICATIONS: [
        index("person_id", "created_at", "_id"),
        index("person_id", "read_at", "created_at", "_id"),
    ],
    PEOPLE: [],
    PROVIDERS: [],
    CENTRES: [],
    LETTERS: [],
    APPOINTMENTS: [index("people", "starts_at"), index("assessor_id", "open", "ends_at")],
    OFFERS: [index("learner_id", "until")],
    ENROLMENTS: [index("learner_id")],
    SUPERVISIONS: [],
    FEEDS: [index("digest")],
    PREFERENCES: [],
    ANNOUNCEMENTS: [index("published_at", "_id")],
    READINGS: [index("person_id", "announcement_id")],
    CONVERSATIONS: [
        index("people", "last_at", "_id"),
        index("unread_by"),
        index("assessor_id", "last_from_id", "last_at"),
    ],
    MESSAGES: [index("conversation_id", "created_at", "_id")],
    PENS: [],
}
"""What people's own lists read; what senders read goes across providers and is in `store.INDEXES`."""

__all__ = [
    "ANNOUNCEMENTS",
    "APPOINTMENTS",
    "CENTRES",
    "CONVERSATIONS",
    "ENROLMENTS",
    "FEEDS",
    "INDEXES",
    "LETTERS",
    "MESSAGES",
    "NOTIFICATIONS",
    "OFFERS",
    "PENS",
    "PEOPLE",
    "PREFERENCES",
    "PROVIDERS",
    "READINGS",
    "SUPERVISIONS",
    "announcement_from",
    "announcement_state",
    "appointment_from",
    "appointment_state",
    "conversation_from",
    "conversation_state",
    "feed_from",
    "feed_state",
    "letter_from",
    "letter_state",
    "message_from",
    "message_state",
    "notice_state",
    "notification_from",
    "notification_state",
    "pen_from",
    "person_from",
    "person_state",
    "preferences_from",
    "preferences_state",
    "reading_id",
    "told_from",
]
