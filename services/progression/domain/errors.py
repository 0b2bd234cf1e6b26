"""What progression says no with."""

from typing import ClassVar

from chassis.errors import Kind, Refusal


class QualificationNumberMalformed(Refusal):
    """The number is not written as regulators write it (CE-17)."""

    kind: ClassVar[Kind] = Kind.INVALID


class QualificationAlreadyListed(Refusal):
    """The provider lists a qualification with this number; `qualification_id` names it."""

    kind: ClassVar[Kind] = Kind.CONFLICT
