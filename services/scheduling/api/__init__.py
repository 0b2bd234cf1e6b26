"""Scheduling's routes."""

from services.scheduling.api import (
    calendars,
    changes,
    diary,
    drafts,
    next_review,
    recordings,
    rooms,
    sessions,
    timetables,
)

ROUTERS = (
    calendars.router,
    timetables.router,
    sessions.router,
    changes.router,
    diary.router,
    drafts.router,
    next_review.router,
    recordings.router,
    rooms.router,
)

__all__ = ["ROUTERS"]
