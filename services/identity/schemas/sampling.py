"""What the routes about external quality assurers' samples take and give."""

from datetime import date
from typing import Annotated

from pydantic import Field

from chassis.schemas import Id, In, Out, ShownId
from services.identity.domain.sampling import LARGEST_SAMPLE

SampledIds = Annotated[
    tuple[Id, ...] | None,
    Field(
        min_length=1,
        max_length=LARGEST_SAMPLE,
        description="A named sample; instead of `centre_id` and `qualification_id`.",
    ),
]


class ChoiceIn(In):
    """Which learners: named enrolments, or everybody who is at a centre or on a qualification now."""

    eqa_id: Id
    enrolment_ids: SampledIds = None
    centre_id: Id | None = None
    qualification_id: Id | None = None


class SampleIn(ChoiceIn):
    """An external quality assurer may read about these learners from a first day until a last, all or none (G06)."""

    from_date: Annotated[
        date | None,
        Field(description="The first day, reckoned in the UK; today when it is left out or over."),
    ] = None
    until_date: Annotated[date, Field(description="The last day, reckoned in the UK.")]


class SampleWithdrawalIn(ChoiceIn):
    """An external quality assurer may no longer read about these learners."""


class SampleOut(Out):
    """An enrolment an external quality assurer may read about, from the first day until the last."""

    enrolment_id: str
    learner_id: ShownId
    learner_name: str
    centre_id: str
    qualification_id: str
    eqa_id: str
    from_date: date | None
    until_date: date
