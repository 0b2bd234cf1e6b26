"""Scheduling's routes."""

from services.scheduling.api import calendars, rooms, sessions, timetables

ROUTERS = (calendars.router, sessions.router, rooms.router, timetables.router)

__all__ = ["ROUTERS"]
