"""The log of reads: what somebody who is watched was shown, written down before they are shown it (ADR 0015).

A service names whose reading it writes down and the event it says it with (`Service.read_log`); whom an answer is about
its schema says (`ShownId`), and the parameters of the route's function (`AboutId`).
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel

from chassis.schemas import Mark
from chassis.tx import Tx, command
from contracts.base import Contract

READS = "reads"


@dataclass(frozen=True, slots=True)
class ReadLog:
    """Whose reading a service writes down: that of these roles. `event` is what it says each time."""

    roles: frozenset[str]
    event: type[Contract]


@dataclass(frozen=True, slots=True)
class NoteRead:
    """A question is about to be answered: through which route (`GET /learners/{learner_id}/plan`), about whom."""

    event: type[Contract]
    route: str
    shown: tuple[str, ...]
    request_id: str


@command(creates=READS)
async def note_read(tx: Tx, cmd: NoteRead) -> None:
    """Write the read down and announce it; no personal value is in it."""
    id, role = tx.new_id(), tx.actor.role
    state = {"route": cmd.route, "shown": cmd.shown, "request_id": cmd.request_id}
    tx.save(READS, id, {"reader_id": tx.actor.person_id, "role": role, "at": tx.now, **state}, version=0)
    said = {"id": id, "reader_id": tx.actor.person_id, "role": role, "at": tx.now, **state}
    tx.publish(cmd.event.model_validate(said), change="noted")


def shown_in(answer: object) -> Iterator[str]:
    """The ids of the people that an answer is about, as its schema says; none of what is no schema."""
    if isinstance(answer, BaseModel):
        for name, field in type(answer).model_fields.items():
            value = getattr(answer, name)
            yield from _ids(value) if Mark.SHOWN in field.metadata else shown_in(value)
    elif isinstance(answer, list | tuple):
        for item in answer:
            yield from shown_in(item)


def shown_by(endpoint: Callable[..., Any]) -> frozenset[str]:
    """Which parameters of a route's function hold ids of people that its answer is about."""
    parameters = inspect.signature(endpoint, eval_str=True).parameters
    return frozenset(name for name, one in parameters.items() if Mark.SHOWN in get_args(one.annotation)[1:])


def shown_of(parameters: frozenset[str], values: Mapping[str, object]) -> Iterator[str]:
    """The ids that a route's function was called with in these parameters."""
    for name in sorted(parameters):
        yield from _ids(values[name])


def _ids(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (one for one in value if isinstance(one, str))
