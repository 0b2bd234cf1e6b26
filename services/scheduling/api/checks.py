"""Routes of the booking form: what it starts with, and whether what is typed would be taken."""

from chassis.http import Ask, Router, needs
from contracts.words import Permission
from services.scheduling import handlers
from services.scheduling.api.bookings import booking_of
from services.scheduling.queries import forms
from services.scheduling.schemas.checks import BookingFormOut, CheckedOut
from services.scheduling.schemas.sessions import BookSessionIn

router = Router(tags=["scheduling"])


@router.get("/booking-form", response_model=BookingFormOut)
@needs(Permission.BOOK_SESSIONS)
async def booking_form(ask: Ask) -> BookingFormOut:
    """What a new booking starts with."""
    return await forms.booking_form(ask.db, ask.actor, ask.now)


@router.post("/session-checks", response_model=CheckedOut)
@needs(Permission.BOOK_SESSIONS)
async def check_session(body: BookSessionIn, ask: Ask) -> CheckedOut:
    """Try a booking without making it: clashes, rooms, warnings, effects, and the nearest times if it does not fit."""
    return CheckedOut.of(await ask.work_out(handlers.check_session, booking_of(body)))
