"""Scheduling's routes."""

from services.scheduling.api import calendars, rooms, sessions

ROUTERS = (calendars.router, sessions.router, rooms.router)

__all__ = ["ROUTERS"]
