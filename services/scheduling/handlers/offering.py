"""Offering a time that has become free to the learners who need it most (B-04)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from chassis.errors import NotFound, Refusal
from chassis.tx import command
from services.caseload import Enrolment
from services.scheduling.domain.errors import OfferIsOver
from services.scheduling.domain.next_review import review_plan
from services.scheduling.domain.offers import Candidate, Offer, OfferState, by_need
from services.scheduling.domain.planning import QUALIFICATIONS, Place, Plan
from services.scheduling.domain.session import Session
from services.scheduling.handlers.announcing import offer_changed, session_changed
from services.scheduling.handlers.placing import look, place
from services.scheduling.handlers.warning import review_clocks
from services.scheduling.ports import Tx


@dataclass(frozen=True, slots=True)
class PassOnOffer:
    """Ask the next learner about a free time, if that is due."""

    offer_id: str


@dataclass(frozen=True, slots=True)
class AcceptOffer:
    """The caller takes the time they were asked about."""

    offer_id: str


@dataclass(frozen=True, slots=True)
class DeclineOffer:
    """The caller does not want it."""

    offer_id: str


async def offer_freed(tx: Tx, cancelled: Sequence[Session]) -> None:
    """Note that the times of sessions which this command calls off are to be offered, if the provider wants that."""
    settings = await tx.directory.settings()
    if settings is None or not settings.features.offer_freed_slots:
        return
    for session in cancelled:
        offer = Offer.of(session, tx.now)
        if offer:
            tx.offers.keep(offer)


@command(spans=True)
async def pass_on_offer(tx: Tx, cmd: PassOnOffer) -> Offer | None:
    """Ask whoever needs the time most of those it fits, and were not asked before; nobody left: the offer is over.

    Whether it fits is what booking it would say. Repeating it asks nobody twice. None: nothing to do.
    """
    offer = await tx.offers.get(cmd.offer_id)
    if offer is None or offer.next_at is None or offer.next_at > tx.now:
        return None
    passed = offer.passed_on(await _next(tx, offer), tx.now)
    if not passed.asked:
        tx.offers.keep(passed)
        return passed
    return _saved(tx, passed, "over" if passed.state is OfferState.OVER else "offered")


@command(creates="sessions", spans=True)
async def accept_offer(tx: Tx, cmd: AcceptOffer) -> Session:
    """Book the time for the caller. Of two who are quick the one who is asked has it.

    Raises `NotFound`, `OfferIsOver` and, when the time was taken meanwhile, what `place` raises.
    """
    session_id = tx.new_id()
    offer = await _own(tx, cmd.offer_id)
    taken = offer.accepted(tx.actor.person_id, session_id, tx.now)
    candidates = await _candidates(tx, offer)
    candidate = next((one for one in candidates if one.learner_id == tx.actor.person_id), None)
    if candidate is None:
        raise OfferIsOver
    session = await _session(tx, offer, candidate, session_id)
    people = await tx.directory.people({offer.assessor_id, candidate.learner_id})
    await place(tx, [session], {one.id: one.name for one in people.values()})
    tx.calendars.claim(session.id, session.claims())
    tx.sessions.save(session)
    tx.publish(session_changed(session), change="booked")
    _saved(tx, taken, "taken")
    return session


@command()
async def decline_offer(tx: Tx, cmd: DeclineOffer) -> Offer:
    """Let the time go; the next learner is asked. Raises `NotFound` and `OfferIsOver`."""
    offer = await _own(tx, cmd.offer_id)
    return _saved(tx, offer.declined(tx.actor.person_id, tx.now), "declined")


async def _own(tx: Tx, offer_id: str) -> Offer:
    offer = await tx.offers.get(offer_id)
    if offer is None or all(one.learner_id != tx.actor.person_id for one in offer.asked):
        raise NotFound("There is no such offer.")
    return offer


async def _next(tx: Tx, offer: Offer) -> Candidate | None:
    """Of those who may be asked, the first in order of need whom the time fits."""
    for candidate in by_need(one for one in await _candidates(tx, offer) if offer.may_ask(one.learner_id)):
        try:
            found = await look(tx, [await _session(tx, offer, candidate, offer.id)])
        except Refusal:
            continue  # such a session could not be booked at all
        if not found.missed:
            return candidate
    return None


async def _candidates(tx: Tx, offer: Offer) -> list[Candidate]:
    """The assessor's learners who may have sessions, and when their next review is due."""
    settings = await tx.directory.settings()
    anybody = settings is not None and not settings.features.allocation_first
    caseload = [
        one
        for one in await tx.directory.caseload_of(offer.assessor_id)
        if not one.archived and (anybody or not one.waits)
    ]
    ids = {one.learner_id for one in caseload}
    withdrawn = await tx.directory.withdrawn(ids)
    people = await tx.directory.people(ids)
    enrolments: dict[str, list[Enrolment]] = defaultdict(list)
    for one in caseload:
        person = people.get(one.learner_id)
        away = person is None or person.state in ("blocked", "archived")
        if not (away or one.blocked or one.id in withdrawn):
            enrolments[one.learner_id].append(one)
    reviews = await tx.sessions.reviews_of(sorted(enrolments))
    clocks = await review_clocks(tx, sorted(enrolments))
    found = []
    for learner_id, own in enrolments.items():
        plan = review_plan(learner_id, reviews, clocks[learner_id], tx.now)
        chosen = sorted(own, key=lambda one: one.id)[:QUALIFICATIONS]
        found.append(
            Candidate(
                learner_id=learner_id,
                enrolment_ids=tuple(one.id for one in chosen),
                qualification_ids=tuple(one.qualification_id for one in chosen),
                centre_ids=tuple(sorted({one.centre_id for one in chosen})),
                due_on=None if plan.in_time else plan.due_on,
                registered_as=chosen[0].id,
            )
        )
    return found


async def _session(tx: Tx, offer: Offer, candidate: Candidate, id: str) -> Session:
    """What would be booked for the learner."""
    settings = await tx.directory.settings()
    if settings is None:
        raise OfferIsOver
    plan = Plan(
        provider_id=tx.provider_id,
        centre_ids=candidate.centre_ids,
        booked_by_id=offer.assessor_id,
        assessor_id=offer.assessor_id,
        places=(Place(candidate.learner_id, candidate.enrolment_ids),),
        qualification_ids=candidate.qualification_ids,
        method=offer.method,
        type=offer.type_for(candidate),
        minutes=offer.minutes,
        location=offer.location,
    )
    return Session.plan(id, plan, offer.start, settings.features, tx.now)


def _saved(tx: Tx, offer: Offer, change: str) -> Offer:
    tx.offers.save(offer)
    tx.publish(offer_changed(offer), change=change)
    return offer
