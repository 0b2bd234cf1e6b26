"""How the platform is, for administrators: every service's own word about itself, and what its figures come to.

The figures are what a service has counted since it started. Where consumers run as processes of their own (`--split`),
they are not the API's to tell, and are null.
"""

import asyncio
import re
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import Field

from chassis.errors import Forbidden, Refusal
from chassis.schemas import Out
from gateway.asking import Services
from gateway.caller import Caller
from gateway.routes import BEHIND, ServiceName

router = APIRouter(tags=["health"])

ADMINISTRATORS = frozenset({"master_admin", "platform_admin"})
ASKED_SECONDS = 3.0

_SAMPLE = re.compile(r"^(?P<name>\w+)(?:\{[^}]*\})? (?P<value>\S+)$", re.MULTILINE)


class State(StrEnum):
    """What a service says of itself: ready; ready but without something; not ready; or nothing at all."""

    READY = "ready"
    DEGRADED = "degraded"
    NOT_READY = "not_ready"
    SILENT = "silent"


class ServiceHealthOut(Out):
    """One service. `degraded` names what it does without; the figures count from its start."""

    service: ServiceName
    state: State
    version: str | None
    broker: Annotated[bool | None, Field(description="Whether it is connected to the broker.")]
    degraded: list[str]
    events_heard: Annotated[int | None, Field(ge=0)]
    lag_seconds: Annotated[
        float | None, Field(ge=0, description="From an event to its effect here, on average.")
    ]
    set_aside: Annotated[int | None, Field(ge=0, description="Events that wait for a person.")]
    overlaps: Annotated[
        int | None, Field(ge=0, description="Bookings that contradict each other, by the nightly check.")
    ]


class SystemHealthOut(Out):
    """Every service behind the door."""

    items: list[ServiceHealthOut]


@router.get("/system-health", response_model=SystemHealthOut)
async def system_health(request: Request) -> SystemHealthOut:
    """How every service is. One that does not answer is listed as silent. Raises `Forbidden`."""
    caller: Caller = request.state.caller
    if caller.actor.role not in ADMINISTRATORS:
        raise Forbidden("The health of the platform is for its administrators.")
    services: Services = request.app.state.services
    return SystemHealthOut(items=await asyncio.gather(*(_health(services, name) for name in BEHIND)))


async def _health(services: Services, name: ServiceName) -> ServiceHealthOut:
    report, figures = await asyncio.gather(_report(services, name), _figures(services, name))
    heard = figures.get("event_lag_seconds_count")
    return ServiceHealthOut(
        service=name,
        state=_state(report),
        version=report.get("version"),
        broker=report.get("broker"),
        degraded=[str(one) for one in report.get("degraded", [])],
        events_heard=None if heard is None else int(heard),
        lag_seconds=round(figures["event_lag_seconds_sum"] / heard, 3) if heard else None,
        set_aside=None if heard is None else int(figures.get("messages_parked_total", 0)),
        overlaps=_whole(figures.get("booking_overlap_total")),
    )


def _state(report: dict[str, Any]) -> State:
    if not report:
        return State.SILENT
    if not report.get("ready"):
        return State.NOT_READY
    return State.DEGRADED if report.get("degraded") or not report.get("broker") else State.READY


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


async def _report(services: Services, name: ServiceName) -> dict[str, Any]:
    """What the service says of its readiness, also where it says that it is not ready; nothing when it is silent."""
    try:
        reply = await services.ask(name, "GET", "/readyz", headers={}, seconds=ASKED_SECONDS)
        report = reply.json()
    except (Refusal, ValueError):
        return {}
    return report if isinstance(report, dict) and "ready" in report else {}


async def _figures(services: Services, name: ServiceName) -> dict[str, float]:
    """The service's metrics by name, each summed over its labels; none when it is silent."""
    try:
        reply = await services.ask(name, "GET", "/metrics", headers={}, seconds=ASKED_SECONDS)
    except Refusal:
        return {}
    sums: dict[str, float] = {}
    for sample in _SAMPLE.finditer(reply.body.decode(errors="replace")):
        sums[sample["name"]] = sums.get(sample["name"], 0.0) + _number(sample["value"])
    return sums


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
