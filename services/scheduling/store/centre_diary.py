"""Events and tasks of centres on documents."""

from chassis.tx import Tx
from services.scheduling import documents
from services.scheduling.domain.centre_diary import CentreEvent, Task


class StoredCentreDiary:
    """`ports.CentreDiary`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def event(self, event_id: str) -> CentreEvent | None:
        """The provider's event, or None."""
        document = await self._tx.get(documents.EVENTS, event_id, self._tx.provider_id)
        return documents.event_from(document) if document else None

    async def task(self, task_id: str) -> Task | None:
        """The provider's task, or None."""
        document = await self._tx.get(documents.TASKS, task_id, self._tx.provider_id)
        return documents.task_from(document) if document else None

    def save_event(self, event: CentreEvent) -> None:
        """Write it with this Tx, which tells of it."""
        self._tx.save(documents.EVENTS, event.id, documents.event_state(event), version=event.version)

    def keep_task(self, task: Task) -> None:
        """Write it with this Tx."""
        self._tx.keep(documents.TASKS, task.id, documents.task_state(task), version=task.version)
