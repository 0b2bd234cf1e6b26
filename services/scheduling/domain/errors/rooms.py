"""What a Smart Room does not allow."""

from chassis.errors import Kind, Refusal


class SmartRoomIsRetired(Refusal):
    """A retired room stays retired."""

    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("This Smart Room is retired.")


class BadMaintenance(Refusal):
    """Maintenance lies ahead and lasts a limited time."""

    kind = Kind.INVALID

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"Maintenance ends after it begins, in the future, and lasts at most {limit} days.",
            field="ends_at",
            limit=limit,
        )


class MaintenanceOverlaps(Refusal):
    """The room is blocked then already, or too often."""

    kind = Kind.CONFLICT

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"The Smart Room is blocked at that time already, or {limit} times ahead.",
            field="starts_at",
            limit=limit,
        )


class NoSuchMaintenance(Refusal):
    """The room is not blocked by that."""

    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such maintenance.")
