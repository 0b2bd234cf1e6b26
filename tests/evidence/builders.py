"""What evidence hears, believable by default: a test names only what it is about."""

from typing import Any

from contracts.scheduling import SessionChanged
from tests import events


def a_session(id: str = "session-1", **changes: Any) -> SessionChanged:
    """A planned general Smart Session of an hour, for one learner."""
    usual = {"method": "smart_session", "location": None, "room": {"id": "room-1", "name": "Blue room"}}
    return events.a_session(id, **(usual | changes))
