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
    SampleEndsBeforeItBegins,
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
    """An external quality assurer may read about these learners from a first day (None: today) until a last."""

    eqa_id: str
    until_date: date
    choice: Choice
    from_date: date | None = None


@command(spans=True)
async def grant_sample(tx: Tx, cmd: GrantSample) -> list[Enrolment]:
    """Grant all of them or none. Who has been granted already gets the new days.

    Raises Forbidden, SampleIsOver, SampleEndsBeforeItBegins, PersonNotFound, EnrolmentsNotFound, CentreNotFound,
    NobodyChosen, SampleTooLarge, and NotAllocatable with everybody at a centre where the person is no external quality
    assurer.
    """
    access.may_sample(tx.actor)
    today = local_day(tx.now)
    if cmd.until_date < today:
        raise SampleIsOver("The last day lies in the past. Choose today or later.", field="until_date")
    first = max(cmd.from_date or today, today)
    if cmd.until_date < first:
        raise SampleEndsBeforeItBegins("The last day lies before the first.", field="until_date")
    eqa = await tx.people.get(tx.provider_id, cmd.eqa_id)
    if eqa is None or not access.knows(tx.actor, eqa):
        raise PersonNotFound("There is no such person.", field="eqa_id")
    sample = Sample(eqa.id, first, cmd.until_date)
    enrolments = await _those(tx, cmd.choice)
    sampled = await changed(tx, enrolments, lambda one: one.sampled_by(sample, eqa, today))
    save_all(tx, sampled, change="sampled")
    pairs = zip(enrolments, sampled, strict=True)
    _tell(tx, {new.learner_id for old, new in pairs if new.sampled != old.sampled}, eqa.id, sample)
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
    _tell(tx, {one.learner_id for one in kept}, cmd.eqa_id, None)
    return kept


def _tell(tx: Tx, learner_ids: Collection[str], eqa_id: str, given: Sample | None) -> None:
    """Announce the decision once, however many it is about; not what changes nothing. None: they were taken back."""
    if learner_ids:
        decision = SampleDecision(
            id=tx.new_id(),
            eqa_id=eqa_id,
            decided_by=tx.actor.person_id,
            learner_count=len(learner_ids),
            from_date=given.from_date if given else None,
            until_date=given.until_date if given else None,
        )
        tx.sample_decisions.save(decision)
        tx.publish(sample_decided(decision), change="given" if given else "withdrawn")


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
