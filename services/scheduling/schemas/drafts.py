"""Drafts of bookings, and the learners that can be ticked."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import Field

from chassis.schemas import Id, In, Out, ShownId, WallTime
from services.scheduling.domain.draft import Draft
from services.scheduling.domain.words import Kind, Method, SessionType
from services.scheduling.schemas.fields import Ids, Location, Minutes, Notes, Reason
from services.scheduling.schemas.sessions import RepeatIn


class DraftIn(In):
    """What was typed so far: any of the fields of a booking, and the number of participants to come."""

    participants: Annotated[
        int | None, Field(ge=1, le=100, description="Starts at `base`; each one more is a learner more.")
    ] = None
    local_start: WallTime | None = None
    time_zone: Annotated[str, Field(max_length=64)] = "Europe/London"
    offset_minutes: Annotated[int | None, Field(ge=-1440, le=1440)] = None
    assessor_id: Id | None = None
    learner_ids: Ids | None = None
    method: Method | None = None
    type: SessionType | None = None
    kind: Kind | None = None
    minutes: Minutes | None = None
    qualification_ids: Annotated[list[Id] | None, Field(max_length=6)] = None
    location: Location | None = None
    planning_notes: Notes | None = None
    auto_record: bool | None = None
    repeat: RepeatIn | None = None
    skip_conflicts: bool | None = None
    override: bool | None = None
    afterwards_reason: Reason | None = None

    def typed(self) -> dict[str, Any]:
        """What was said, as the form has it."""
        said = self.model_dump(mode="json", exclude_unset=True, exclude={"participants"})
        return {field: value for field, value in said.items() if value is not None}


class ContinueIn(In):
    """Book what the draft says, for the learners ticked in it or for these of them."""

    learner_ids: Ids | None = None


class DraftOut(Out):
    """An unfinished booking. `typed` has the fields that were said."""

    id: str
    version: int
    typed: dict[str, Any]
    base: Annotated[int, Field(description="What the number of participants starts at.")]
    participants: int
    more_learners: Annotated[int, Field(description="Learners to choose besides the first.")]
    still_to_choose: int
    expires_at: datetime
    session_ids: Annotated[list[str], Field(description="What it became.")]

    @classmethod
    def of(cls, draft: Draft, version: int | None = None) -> Self:
        """From the domain, at its own version or another."""
        return cls(
            id=draft.id,
            version=draft.version if version is None else version,
            typed=dict(draft.typed),
            base=draft.base,
            participants=draft.participants,
            more_learners=draft.more_learners,
            still_to_choose=draft.still_to_choose,
            expires_at=draft.expires_at,
            session_ids=list(draft.session_ids),
        )

    @classmethod
    def saved(cls, draft: Draft) -> Self:
        """The draft as a command just left it."""
        return cls.of(draft, draft.version + 1)


class DraftsOut(Out):
    """The caller's drafts that are not booked, the newest first."""

    items: list[DraftOut]


class EligibleOut(Out):
    """A learner who can be chosen, and the courses they are on."""

    learner_id: ShownId
    name: str
    qualification_ids: list[str]
    waiting_qualification_ids: Annotated[
        list[str],
        Field(description="Those they cannot be booked for before they have an assessor and an IQA there."),
    ]
