"""Entries of the diary that are no sessions."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chassis.schemas import Id
from services.scheduling.domain.words import Kind
from services.scheduling.schemas.fields import Notes, StartIn


class DiaryEntryIn(StartIn):
    """A CHOC (what changes about programme or learner) or an Action (what is to be done)."""

    kind: Literal[Kind.CHOC, Kind.ACTION]
    notes: Annotated[Notes, StringConstraints(min_length=1)]
    learner_ids: Annotated[
        tuple[Id, ...],
        Field(max_length=30, description="May be left out when it is about a session: then its learners."),
    ] = ()
    assessor_id: Id | None = None
    about_session_id: Annotated[Id | None, Field(description="The session an Action is about.")] = None
