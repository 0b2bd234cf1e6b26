"""Recordings on documents."""

from chassis.tx import Tx
from services.scheduling import documents
from services.scheduling.domain.recording import Recording


class StoredRecordings:
    """`ports.Recordings`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, recording_id: str) -> Recording | None:
        """The provider's recording, or None."""
        document = await self._tx.get(documents.RECORDINGS, recording_id, self._tx.provider_id)
        return documents.recording_from(document) if document else None

    def add(self, recording: Recording) -> None:
        """Write a new one with this Tx."""
        state = documents.recording_state(recording)
        self._tx.save(documents.RECORDINGS, recording.id, state, version=recording.version)
