"""What handlers need of the events and tasks of centres."""

from typing import Protocol

from services.scheduling.domain.centre_diary import CentreEvent, Task


class CentreDiary(Protocol):
    """Stored events and tasks."""

    async def event(self, event_id: str) -> CentreEvent | None:
        """The provider's event, or None."""
        ...

    async def task(self, task_id: str) -> Task | None:
        """The provider's task, or None."""
        ...

    def save_event(self, event: CentreEvent) -> None:
        """Write it with this Tx."""
        ...

    def keep_task(self, task: Task) -> None:
        """Write it with this Tx."""
        ...
