"""Letting an external quality assurer read about learners until a day, and taking that back (G06)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from chassis.tx import command
from services.caseload import local_day
from services.identity import access
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.errors import CentreNotFound, PersonNotFound
from services.identity.domain.sampling import (
    LARGEST_SAMPLE,
    NobodyChosen,
    Sample,
    SampleDecision,
    SampleIsOver,
    SampleTooLarge,
)
from services.identity.handlers.announcing import sample_decided
from services.identity.handlers.many import changed, chosen, save_all
from services.identity.ports import Tx


@dataclass(frozen=True, slots=True)
class Choice:
    """Which learners: these enrolments, or whoever is on a qualification and at a centre now."""

    enrolment_ids: tuple[str, ...] = ()
    centre_id: str | None = None
    qualification_id: str | None = None


@dataclass(frozen=True, slots=True)
class GrantSample:
    """An external quality assurer may read about these learners until a last day."""

    eqa_id: str
    until_date: date
    choice: Choice


@command(spans=True)
async def grant_sample(tx: Tx, cmd: GrantSample) -> list[Enrolment]:
    """Grant all of them or none. Who has been granted already gets the new last day.

    Raises Forbidden, SampleIsOver, PersonNotFound, EnrolmentsNotFound, CentreNotFound, NobodyChosen, SampleTooLarge,
    and NotAllocatable with everybody at a centre where the person is no external quality assurer.
    """
    access.may_sample(tx.actor)
    today = local_day(tx.now)
    if cmd.until_date < today:
        raise SampleIsOver("The last day lies in the past. Choose today or later.", field="until_date")
    eqa = await tx.people.get(tx.provider_id, cmd.eqa_id)
    if eqa is None or not access.knows(tx.actor, eqa):
        raise PersonNotFound("There is no such person.", field="eqa_id")
    sample = Sample(eqa.id, cmd.until_date)
    enrolments = await _those(tx, cmd.choice)
    sampled = await changed(tx, enrolments, lambda one: one.sampled_by(sample, eqa, today))
    save_all(tx, sampled, change="sampled")
    _tell(tx, eqa.id, {one.learner_id for one in enrolments if sample not in one.sampled}, cmd.until_date)
    return sampled


@dataclass(frozen=True, slots=True)
class WithdrawSample:
    """An external quality assurer may no longer read about these learners."""

    eqa_id: str
    choice: Choice


@command(spans=True)
async def withdraw_sample(tx: Tx, cmd: WithdrawSample) -> list[Enrolment]:
    """Take all of them back at once, or none; a centre or qualification means whoever of it was granted.

    Raises Forbidden, EnrolmentsNotFound, CentreNotFound, NobodyChosen, SampleTooLarge, and NotAllocatable with
    everybody named who was not granted.
    """
    access.may_sample(tx.actor)
    enrolments = await _those(tx, cmd.choice, granted_to=cmd.eqa_id)
    kept = await changed(tx, enrolments, lambda one: one.taken_from(cmd.eqa_id))
    save_all(tx, kept, change="sampled")
    _tell(tx, cmd.eqa_id, {one.learner_id for one in kept}, None)
    return kept


def _tell(tx: Tx, eqa_id: str, learner_ids: Collection[str], until_date: date | None) -> None:
    """Announce the decision once, however many it is about; not what changes nothing."""
    if learner_ids:
        decided_by = tx.actor.person_id
        decision = SampleDecision(tx.new_id(), eqa_id, decided_by, len(learner_ids), until_date)
        tx.sample_decisions.save(decision)
        tx.publish(sample_decided(decision), change="given" if until_date else "withdrawn")


async def _those(tx: Tx, choice: Choice, *, granted_to: str | None = None) -> list[Enrolment]:
    """The enrolments of a choice; of a centre or qualification only those granted to somebody, where that is asked."""
    if choice.enrolment_ids:
        return await chosen(tx, choice.enrolment_ids, shared=False)
    if choice.centre_id and not access.covers(tx.actor, choice.centre_id):
        raise CentreNotFound("There is no such centre.", field="centre_id")
    own = None if access.covers_all(tx.actor) else tx.actor.centre_ids
    found = await tx.enrolments.in_use_of(
        tx.provider_id,
        centre_ids=[choice.centre_id] if choice.centre_id else own,
        qualification_id=choice.qualification_id,
    )
    if granted_to:
        found = [one for one in found if any(sample.eqa_id == granted_to for sample in one.sampled)]
    if not found:
        raise NobodyChosen("There are no such learners at this centre and on this qualification.")
    if len(found) > LARGEST_SAMPLE:
        raise SampleTooLarge(
            f"These are {len(found)} learners; {LARGEST_SAMPLE} is the most in one go. Choose a centre and a "
            "qualification, or name the enrolments.",
            found=len(found),
        )
    return found
