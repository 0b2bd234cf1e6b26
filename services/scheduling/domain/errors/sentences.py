"""Pieces of the sentences refusals are made of: English, local times, short lists."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from services.scheduling.domain.slot import Slot

_SPELLED_OUT = 3


def clock(local: datetime) -> str:
    """A local time as people say it: `Sun 29 Mar 2026, 01:30`."""
    return f"{local:%a} {local.day} {local:%b %Y}, {local:%H:%M}"


def span(slot: Slot, zone: str) -> str:
    """A slot in local time: `Mon 5 Oct 2026, 10:00 to 11:00`."""
    tz = ZoneInfo(zone)
    start, end = slot.starts_at.astimezone(tz), slot.ends_at.astimezone(tz)
    return f"{clock(start)} to {f'{end:%H:%M}' if end.date() == start.date() else clock(end)}"


def listed(items: Sequence[str], word: str = "and") -> str:
    """The first few items as one enumeration, and how many more there are."""
    shown = list(items[:_SPELLED_OUT])
    if len(items) > _SPELLED_OUT:
        shown.append(f"{len(items) - _SPELLED_OUT} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {word} {shown[-1]}"


def known(**facts: object) -> dict[str, object]:
    """The facts that have a value."""
    return {name: value for name, value in facts.items() if value is not None}
