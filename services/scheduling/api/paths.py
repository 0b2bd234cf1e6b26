"""What stands in paths."""

from typing import Annotated

from fastapi import Path

from chassis.schemas import Id

SessionId = Annotated[Id, Path(description="The session's id.")]
