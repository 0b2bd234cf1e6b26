"""What notifications says. Ids and days; what was written stays with those who may read it."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from contracts.base import Contract
from contracts.fields import Code, Id, Instant


class AnnouncementChanged(
    Contract, name="notifications.announcement.changed", major=1, heard_by=(), broadcast=True, to_all=True
):
    """Administration makes something known to everybody it concerns (CE-12): from its first day to its last, unless it
    is withdrawn. Its text is read through the API.
    """

    CHANGES: ClassVar[tuple[str, ...]] = ("published", "changed", "withdrawn")

    centre_ids: Annotated[
        tuple[Id, ...], Field(max_length=60, description="At which centres; none: at all of the provider's.")
    ]
    roles: Annotated[tuple[Code, ...], Field(max_length=20, description="For whom; none: for everybody.")]
    from_date: Annotated[date, Field(description="First day, in the calendar of Europe/London.")]
    until_date: Annotated[date | None, Field(description="Last day; null: until further notice.")]
    published_by_id: Id
    withdrawn: bool


class ConversationChanged(
    Contract, name="notifications.conversation.changed", major=1, heard_by=(), broadcast=True
):
    """A learner, or the employer of one, and the assessor write to each other about an enrolment (SA-34). Nothing of
    what they write travels here.
    """

    CHANGES: ClassVar[tuple[str, ...]] = ("written", "read")

    enrolment_id: Id
    learner_id: Id
    assessor_id: Id
    writer_id: Annotated[Id, Field(description="The learner, or who acts for the employer.")]
    count: Annotated[int, Field(ge=1, le=10**6, description="Messages so far.")]
    last_from_id: Id
    last_at: Instant
