"""Screens made of several services' answers: asked at once, as the caller, each part marked (issue: partial answers).

No rule lives here: a part is a service's own answer to a question the caller could ask alone.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import Field

from chassis.errors import Refusal
from chassis.schemas import Id, Out
from gateway.asking import Services
from gateway.caller import Caller
from gateway.headers import Head, told
from gateway.routes import ServiceName

router = APIRouter(tags=["screens"])

PART_SECONDS = 3.0


class PartStatus(StrEnum):
    """Whether a part is there: the service answered, said no to this caller, or did not answer."""

    OK = "ok"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"


class PartOut(Out):
    """One part of a screen. `data` is the service's own answer when `status` is ok, else null."""

    status: PartStatus
    data: Annotated[
        dict[str, Any] | None,
        Field(examples=[{"items": [], "next": None}], description="As the service's own route answers."),
    ]
    code: Annotated[str | None, Field(description="Why there is no data, for programs.", examples=[None])]


class CentreScreenOut(Out):
    """The centre's tiles: who waits for allocation, the centres, what is new for the caller."""

    waiting: PartOut
    centres: PartOut
    notifications: PartOut


class LearnerScreenOut(Out):
    """A learner's overview: the next session, how far the training has come, what is new for the caller."""

    next_session: PartOut
    training: PartOut
    notifications: PartOut


@dataclass(frozen=True, slots=True)
class Part:
    """Where a part of a screen comes from."""

    service: ServiceName
    path: str
    params: Mapping[str, str] = field(default_factory=dict)


_NEWS = Part(ServiceName.NOTIFICATIONS, "/notifications", {"unread": "true", "limit": "5"})


@router.get("/screens/centre", response_model=CentreScreenOut)
async def centre_screen(request: Request) -> CentreScreenOut:
    """What a centre's first screen shows, in one answer; a part that is missing says so (CE-05…08)."""
    parts = {
        "waiting": Part(ServiceName.IDENTITY, "/allocations/waiting"),
        "centres": Part(ServiceName.IDENTITY, "/centres", {"limit": "100"}),
        "notifications": _NEWS,
    }
    return CentreScreenOut(**await _compose(request, parts))


@router.get("/screens/learners/{learner_id}", response_model=LearnerScreenOut)
async def learner_screen(learner_id: Id, request: Request) -> LearnerScreenOut:
    """What a learner's overview shows, in one answer; a part that is missing says so."""
    planned = {
        "learner_id": learner_id,
        "from": datetime.now(UTC).isoformat(),
        "state": "planned",
        "limit": "1",
    }
    parts = {
        "next_session": Part(ServiceName.SCHEDULING, "/sessions", planned),
        "training": Part(ServiceName.PROGRESSION, f"/learners/{learner_id}/training"),
        "notifications": _NEWS,
    }
    return LearnerScreenOut(**await _compose(request, parts))


async def _compose(request: Request, parts: Mapping[str, Part]) -> dict[str, PartOut]:
    services: Services = request.app.state.services
    head: Head = request.state.head
    caller: Caller = request.state.caller
    headers = told(head) | {"authorization": caller.headers["authorization"]}
    found = await asyncio.gather(*(_ask(services, part, headers) for part in parts.values()))
    return dict(zip(parts, found, strict=True))


async def _ask(services: Services, part: Part, headers: Mapping[str, str]) -> PartOut:
    try:
        reply = await services.ask(
            part.service, "GET", part.path, headers=headers, params=part.params, seconds=PART_SECONDS
        )
        content = reply.json()
    except Refusal as refusal:
        return PartOut(status=PartStatus.UNAVAILABLE, data=None, code=refusal.code())
    except ValueError:
        return PartOut(status=PartStatus.UNAVAILABLE, data=None, code="not_readable")
    if reply.status == 200 and isinstance(content, dict):
        return PartOut(status=PartStatus.OK, data=content, code=None)
    status = PartStatus.UNAVAILABLE if reply.status >= 500 or reply.status == 429 else PartStatus.REFUSED
    code = content.get("code") if isinstance(content, dict) else None
    return PartOut(status=status, data=None, code=code or "not_readable")
