"""What handlers need of recordings."""

from typing import Protocol

from services.scheduling.domain.recording import Recording


class Recordings(Protocol):
    """Recordings that were reported."""

    async def get(self, recording_id: str) -> Recording | None:
        """The provider's recording, or None."""
        ...

    def add(self, recording: Recording) -> None:
        """Write a new one with this Tx; its event must be published too."""
        ...
