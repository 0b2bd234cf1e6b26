"""What progression says no with."""

from typing import ClassVar

from chassis.errors import Kind, NotFound, Refusal


class QualificationNumberMalformed(Refusal):
    """The number is not written as regulators write it (CE-17)."""

    kind: ClassVar[Kind] = Kind.INVALID


class QualificationAlreadyListed(Refusal):
    """The provider lists a qualification with this number; `qualification_id` names it."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class EndsBeforeItStarts(Refusal):
    """The planned end of a programme is not after its start."""

    kind: ClassVar[Kind] = Kind.INVALID

    def __init__(self) -> None:
        super().__init__("The planned end must lie after the start.", field="planned_end_on")


class DayIsToCome(Refusal):
    """What is recorded as having happened lies in the future."""

    kind: ClassVar[Kind] = Kind.INVALID

    def __init__(self) -> None:
        super().__init__("This day is still to come. Record it when it has happened.", field="on")


class TrainingHasEnded(Refusal):
    """The enrolment was completed or withdrawn; nothing goes on until it is reopened."""

    kind: ClassVar[Kind] = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("This training has ended. Reopen it first if that was a mistake.")


class TrainingWithdrawn(Refusal):
    """Who withdrew gets no certificate."""

    kind: ClassVar[Kind] = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("The learner has withdrawn from this, so there is no certificate for it.")


class NotEnded(Refusal):
    """Only what has ended can be reopened."""

    kind: ClassVar[Kind] = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("This training goes on, so there is nothing to reopen.")


class OnBreakAlready(Refusal):
    """The learner is on a break in learning."""

    kind: ClassVar[Kind] = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("The learner is on a break in learning. Record the return first.")


class NotOnBreak(Refusal):
    """There is no break to return from."""

    kind: ClassVar[Kind] = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("The learner is not on a break in learning.")


class BreaksOverlap(Refusal):
    """A break begins before the one before it ended."""

    kind: ClassVar[Kind] = Kind.INVALID

    def __init__(self) -> None:
        super().__init__("This break begins before the last one ended.", field="on")


class ReturnsBeforeItBegins(Refusal):
    """A return lies before its break."""

    kind: ClassVar[Kind] = Kind.INVALID

    def __init__(self, field: str) -> None:
        super().__init__("The return must not lie before the break.", field=field)


class CertificateIsUnderWay(Refusal):
    """A certificate was claimed, so the training cannot be reopened."""

    kind: ClassVar[Kind] = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("A certificate has been claimed for this training. Take the claim back first.")


class CertificateStepSkipped(Refusal):
    """A certificate is claimed, approved and received, one after the other; `possible` says what comes next."""

    kind: ClassVar[Kind] = Kind.CONFLICT

    def __init__(self, possible: tuple[str, ...]) -> None:
        super().__init__(
            f"A certificate goes one step at a time; now it can become {' or '.join(possible)}.",
            possible=list(possible),
        )


class CertificateNumberMissing(Refusal):
    """A certificate that was received has a number."""

    kind: ClassVar[Kind] = Kind.INVALID

    def __init__(self) -> None:
        super().__init__("Give the number that stands on the certificate.", field="number")


class TrainingNotFound(NotFound):
    """The provider has no such enrolment, or it is at another centre."""
