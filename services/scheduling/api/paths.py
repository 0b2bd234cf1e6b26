"""What stands in paths."""

from datetime import date
from typing import Annotated

from fastapi import Path, Query

from chassis.schemas import Id

SessionId = Annotated[Id, Path(description="The session's id.")]

First = Annotated[date, Query(alias="from", description="First local day.")]
Last = Annotated[date, Query(alias="to", description="Last local day, included; at most 62 days.")]
Zone = Annotated[str, Query(max_length=64, description="IANA name.")]
OneCentre = Annotated[Id | None, Query(description="Only this one of your centres; without it all of them.")]
