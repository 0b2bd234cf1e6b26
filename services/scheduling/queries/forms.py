"""What the booking form starts with."""

from datetime import datetime

from chassis.actor import Actor
from chassis.errors import Forbidden
from chassis.mongo import Database, scoped
from chassis.tx import not_known_yet
from contracts.scheduling import LARGEST_SERIES
from services.scheduling import access, documents
from services.scheduling.domain.planning import (
    AFTERWARDS_DAYS,
    LONGEST,
    PLACES,
    QUALIFICATIONS,
    SHORTEST,
    STEP,
    kinds_of,
)
from services.scheduling.domain.words import Frequency, Method, SessionType
from services.scheduling.schemas.checks import BookingFormOut, DurationOut, TypeOut


async def booking_form(db: Database, actor: Actor, now: datetime) -> BookingFormOut:
    """Defaults and limits at a moment (UTC); with Smart Rooms a session starts with two people (SB-27).

    Raises `Forbidden`, and `NotKnownYet` for a provider so new that its switches are still on their way.
    """
    if not access.may_book(actor):
        raise Forbidden("Your role does not book sessions.")
    provider = await db[documents.PROVIDERS].find_one(scoped(actor.provider_id, _id=actor.provider_id))
    if provider is None and (early := not_known_yet(actor.provider_id, now)):
        raise early
    features = documents.settings_from(provider, now).features if provider else None
    smart_rooms = features is not None and features.smart_rooms
    return BookingFormOut(
        assessor_id=actor.person_id if actor.role == "assessor" else None,
        participants=2 if smart_rooms else 1,
        methods=list(Method) if smart_rooms else [Method.TRADITIONAL],
        types=[TypeOut(type=type, kinds=list(kinds_of(type))) for type in SessionType],
        frequencies=list(Frequency),
        auto_record=smart_rooms and features is not None and features.auto_record,
        places=PLACES,
        qualifications=QUALIFICATIONS,
        occurrences=LARGEST_SERIES,
        minutes=DurationOut(shortest=SHORTEST, longest=LONGEST, step=STEP),
        recorded_afterwards_days=AFTERWARDS_DAYS,
        time_zone=provider["time_zone"] if provider else "Europe/London",
    )
