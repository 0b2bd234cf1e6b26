"""Announcements and who has read them, as they are stored."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.notifications.domain.announcement import Announcement, Content, Wording

FOR_EVER = "9999-12-31"


def announcement_state(announcement: Announcement) -> dict[str, Any]:
    """An announcement as it is stored; `until` is its last day for queries, and far away without one."""
    content = announcement.content
    until = content.until_date.isoformat() if content.until_date else None
    return {
        "english": _wording_state(content.english),
        "welsh": _wording_state(content.welsh) if content.welsh else None,
        "centre_ids": list(content.centre_ids),
        "roles": list(content.roles),
        "from_date": content.from_date.isoformat(),
        "until_date": until,
        "until": until or FOR_EVER,
        "published_by_id": announcement.published_by_id,
        "published_at": announcement.published_at,
        "withdrawn_at": announcement.withdrawn_at,
    }


def announcement_from(document: Mapping[str, Any]) -> Announcement:
    """A stored announcement."""
    until = document["until_date"]
    return Announcement(
        id=document["_id"],
        content=Content(
            english=Wording(**document["english"]),
            welsh=Wording(**document["welsh"]) if document["welsh"] else None,
            centre_ids=tuple(document["centre_ids"]),
            roles=tuple(document["roles"]),
            from_date=date.fromisoformat(document["from_date"]),
            until_date=date.fromisoformat(until) if until else None,
        ),
        published_by_id=document["published_by_id"],
        published_at=document["published_at"],
        withdrawn_at=document["withdrawn_at"],
        version=document["v"],
    )


def reading_id(announcement_id: str, person_id: str) -> str:
    """Under which somebody's reading of an announcement is kept."""
    return f"{announcement_id}.{person_id}"


def _wording_state(wording: Wording) -> dict[str, str]:
    return {"title": wording.title, "text": wording.text}
