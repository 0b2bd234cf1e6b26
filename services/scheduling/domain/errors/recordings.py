"""What a report of a recording is refused for."""

from chassis.errors import Kind, Refusal


class NotToBeRecorded(Refusal):
    """Only a session that is booked with recording has one (SB-12)."""

    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("This session was not to be recorded.", field="session_id")


class BadRecordingTimes(Refusal):
    """A recording begins before it ends, and has ended when it is reported."""

    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__("The recording must begin before it ends, and end before now.", field="ended_at")


class RecordingReportedBefore(Refusal):
    """Each recording is reported once."""

    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("This call came before; it is taken once.", field="webhook-id")
