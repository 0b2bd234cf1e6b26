"""Notifications' routes."""

from services.notifications.api import announcements, inbox, messages, notifications

ROUTERS = (notifications.router, announcements.router, messages.router, inbox.router)

__all__ = ["ROUTERS"]
