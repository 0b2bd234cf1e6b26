"""Changing many enrolments in one go: all or nothing, and whoever stands in the way is named (CE-27)."""

from collections.abc import Callable, Collection, Iterable

from chassis.errors import Refusal
from services.identity import access
from services.identity.domain.allocation import EnrolmentsNotFound, Obstacle, refused
from services.identity.domain.enrolment import Enrolment
from services.identity.handlers.announcing import enrolment_changed
from services.identity.ports import Tx


class Hindered(Refusal):
    """One learner of many stands in the way; `code` says why to programs. Never leaves this module."""

    def __init__(self, words: str, code: str) -> None:
        super().__init__(words)
        self.reason = code


async def chosen(tx: Tx, enrolment_ids: Collection[str], *, shared: bool = True) -> list[Enrolment]:
    """The enrolments, in the order they were named; `shared`: also those that another centre shares with the caller's.

    Raises EnrolmentsNotFound with those that are not there.
    """
    found = await tx.enrolments.those(tx.provider_id, set(enrolment_ids))
    within = {
        id: one
        for id, one in found.items()
        if access.covers(tx.actor, one.centre_id) or (shared and access.looks_after(tx.actor, one))
    }
    missing = [id for id in dict.fromkeys(enrolment_ids) if id not in within]
    if missing:
        raise EnrolmentsNotFound(
            "Some of these enrolments do not exist.", field="enrolment_ids", enrolment_ids=missing
        )
    return [within[id] for id in dict.fromkeys(enrolment_ids)]


async def changed(
    tx: Tx, enrolments: Iterable[Enrolment], change: Callable[[Enrolment], Enrolment]
) -> list[Enrolment]:
    """The enrolments after a change that may refuse each. Raises NotAllocatable with everybody refused."""
    done, hindered = [], []
    for enrolment in enrolments:
        try:
            done.append(change(enrolment))
        except Hindered as refusal:
            hindered.append((enrolment, refusal.reason, refusal.detail))
        except Refusal as refusal:
            hindered.append((enrolment, refusal.code(), f"cannot be changed ({refusal.detail})"))
    if hindered:
        people = await tx.people.those(tx.provider_id, {one.learner_id for one, _, _ in hindered})
        raise refused(
            [
                Obstacle(one.id, one.learner_id, people[one.learner_id].display_name, code, words)
                for one, code, words in hindered
            ]
        )
    return done


def save_all(tx: Tx, enrolments: Iterable[Enrolment], *, change: str) -> None:
    """Write and announce every one of them; each leaves its own audit entry."""
    for enrolment in enrolments:
        tx.enrolments.save(enrolment)
        tx.publish(enrolment_changed(enrolment), change=change)
