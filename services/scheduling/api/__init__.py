"""Scheduling's routes."""

from services.scheduling.api import (
    calendars,
    centre_diary,
    changes,
    checks,
    diary,
    drafts,
    next_review,
    offers,
    recordings,
    reports,
    rooms,
    sessions,
    timetables,
)

ROUTERS = (
    calendars.router,
    timetables.router,
    checks.router,
    centre_diary.router,
    sessions.router,
    changes.router,
    diary.router,
    drafts.router,
    next_review.router,
    offers.router,
    recordings.router,
    reports.router,
    rooms.router,
)

__all__ = ["ROUTERS"]
