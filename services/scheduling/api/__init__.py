"""Scheduling's routes."""

from services.scheduling.api import calendars, changes, diary, drafts, rooms, sessions, timetables

ROUTERS = (
    calendars.router,
    timetables.router,
    sessions.router,
    changes.router,
    diary.router,
    drafts.router,
    rooms.router,
)

__all__ = ["ROUTERS"]
