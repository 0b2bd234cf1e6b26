"""Keeps the projections: newer replaces older, in whatever order the events come (guard 1)."""

from chassis.subscriptions import on
from chassis.tx import Tx
from contracts.base import Received
from contracts.identity import EnrolmentChanged, PersonChanged, SupervisionChanged
from services.caseload.documents import (
    ENROLMENTS,
    PEOPLE,
    SUPERVISIONS,
    enrolment_state,
    person_state,
    supervision_state,
)


async def know_person(tx: Tx, event: Received[PersonChanged]) -> None:
    """A person's name, state and roles."""
    tx.project(PEOPLE, event.data.id, person_state(event.data), version=event.version)


async def know_enrolment(tx: Tx, event: Received[EnrolmentChanged]) -> None:
    """Who is on which qualification, and who looks after them."""
    tx.project(ENROLMENTS, event.data.id, enrolment_state(event.data), version=event.version)


async def know_supervision(tx: Tx, event: Received[SupervisionChanged]) -> None:
    """Who supervises a learner on which days."""
    tx.project(SUPERVISIONS, event.data.id, supervision_state(event.data), version=event.version)


SUBSCRIPTIONS = (
    on(PersonChanged, know_person),
    on(EnrolmentChanged, know_enrolment),
    on(SupervisionChanged, know_supervision),
)
"""What a service that keeps the caseload hears; part of its own SUBSCRIPTIONS."""
