"""Scheduling's routes."""

from services.scheduling.api import calendars, changes, rooms, sessions, timetables

ROUTERS = (calendars.router, sessions.router, changes.router, rooms.router, timetables.router)

__all__ = ["ROUTERS"]
