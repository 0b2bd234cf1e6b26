"""Scheduling's routes."""

from services.scheduling.api import (
    calendars,
    changes,
    checks,
    diary,
    drafts,
    next_review,
    rooms,
    sessions,
    timetables,
)

ROUTERS = (
    calendars.router,
    timetables.router,
    checks.router,
    sessions.router,
    changes.router,
    diary.router,
    drafts.router,
    next_review.router,
    rooms.router,
)

__all__ = ["ROUTERS"]
