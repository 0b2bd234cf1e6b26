"""What the Smart Room system reports of a recording."""

from typing import Annotated, Self

from pydantic import AwareDatetime, Field, StringConstraints

from chassis.schemas import Id, In, Out, Text
from services.scheduling.domain.recording import Recording


class RecordingIn(In):
    """A recording that has ended, and where its file lies."""

    provider_id: Id
    session_id: Id
    file: Annotated[
        Text, StringConstraints(min_length=1, max_length=1000), Field(description="Where the file lies.")
    ]
    content_type: Annotated[Text, StringConstraints(min_length=3, max_length=100)] = "video/mp4"
    size: Annotated[int, Field(ge=1, le=2**50, description="Bytes.")]
    started_at: AwareDatetime
    ended_at: AwareDatetime


class RecordingOut(Out):
    """The report was taken in."""

    id: str
    session_id: str

    @classmethod
    def of(cls, recording: Recording) -> Self:
        """From the domain."""
        return cls(id=recording.id, session_id=recording.session_id)
