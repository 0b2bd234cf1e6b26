"""Scheduling's routes."""

from services.scheduling.api import calendars, changes, rooms, sessions

ROUTERS = (calendars.router, sessions.router, changes.router, rooms.router)

__all__ = ["ROUTERS"]
