"""Why an offered time cannot be taken any more."""

from chassis.errors import Kind, Refusal


class OfferIsOver(Refusal):
    """The time is somebody else's by now, or the answer came too late."""

    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("This time is no longer on offer to you.")
