"""What every service says alike when somebody whose reading is watched was about to be shown something."""

from typing import Annotated

from pydantic import Field

from contracts.base import Part
from contracts.fields import Id, Instant
from contracts.words import Role


class NotedRead(Part):
    """Who read, through which route and about whom; written down before the answer was given (G06)."""

    reader_id: Id
    role: Role
    route: Annotated[
        str, Field(min_length=1, max_length=200, description="`GET /learners/{learner_id}/plan`.")
    ]
    shown: Annotated[
        tuple[Id, ...], Field(max_length=500, description="The people whom the answer is about.")
    ]
    at: Instant
    request_id: Annotated[str, Field(max_length=100, description="As in the logs of the services.")]
