"""Archiving and retrieving, by learner and by qualification (CE-51 to CE-53, CE-57)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from chassis.errors import Refusal
from chassis.tx import command
from services.identity import access
from services.identity.domain.archiving import (
    UNHEARD,
    ArchiveNote,
    ArchiveScope,
    CertificateClaimed,
    CertificateMissing,
    NotToArchive,
    NotToRetrieve,
)
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.errors import PersonNotFound
from services.identity.domain.person import Person, PersonState
from services.identity.handlers.announcing import person_changed
from services.identity.handlers.many import chosen, save_all
from services.identity.handlers.revoking import shut_out
from services.identity.ports import Tx

"""Training that may be archived at once; before, a reason is needed (CE-51, G19)."""


@dataclass(frozen=True, slots=True)
class ArchiveQualifications:
    """Archive single enrolments. `override` is the reason for not waiting for a certificate."""

    enrolment_ids: tuple[str, ...]
    override: str | None


@command(spans=True)
async def archive_qualifications(tx: Tx, cmd: ArchiveQualifications) -> list[Enrolment]:
    """Archive them all or none; other qualifications of the learners stay in use (CE-53).

    Raises Forbidden, EnrolmentsNotFound, NotToArchive and CertificateMissing.
    """
    access.may_keep_archive(tx.actor)
    enrolments = await chosen(tx, cmd.enrolment_ids, shared=False)
    if already := [one for one in enrolments if one.archived]:
        raise await _naming(tx, NotToArchive, "Some are archived already", _reasons(already, "archived"))
    await _must_be_finished(tx, enrolments, cmd.override)
    return _put_away(tx, enrolments, ArchiveScope.QUALIFICATION, cmd.override)


@dataclass(frozen=True, slots=True)
class ArchiveLearners:
    """Archive whole learners. `override` is the reason for not waiting for a certificate."""

    learner_ids: tuple[str, ...]
    override: str | None


@command(spans=True)
async def archive_learners(tx: Tx, cmd: ArchiveLearners) -> list[Enrolment]:
    """Archive everything of the learners, and keep them out when they are nothing but learners (CE-52).

    Raises Forbidden, PersonNotFound, NotToArchive and CertificateMissing.
    """
    access.may_keep_archive(tx.actor)
    people, enrolments = await _learners(tx, cmd.learner_ids)
    in_use = [one for one in enrolments if not one.archived]
    busy = {one.learner_id for one in in_use}
    idle = [one for one in people if one.id not in busy and one.state is PersonState.ARCHIVED]
    if idle:
        raise _listing(NotToArchive, "Some are archived already", [(one, "archived") for one in idle])
    await _must_be_finished(tx, in_use, cmd.override)
    for person in people:
        if person.only_learns and person.state is not PersonState.ARCHIVED:
            tx.people.save(person.put_away())
            tx.publish(person_changed(person.put_away()), change="archived")
            await shut_out(tx, person.id, "archived")
    return _put_away(tx, in_use, ArchiveScope.LEARNER, cmd.override)


@dataclass(frozen=True, slots=True)
class RetrieveQualifications:
    """Get single enrolments back."""

    enrolment_ids: tuple[str, ...]


@command(spans=True)
async def retrieve_qualifications(tx: Tx, cmd: RetrieveQualifications) -> list[Enrolment]:
    """Retrieve what was archived by qualification, all or nothing (CE-57).

    Raises Forbidden, EnrolmentsNotFound and NotToRetrieve.
    """
    access.may_keep_archive(tx.actor)
    enrolments = await chosen(tx, cmd.enrolment_ids, shared=False)
    reasons = [
        (one, "not_archived" if one.archive is None else "learner_archived")
        for one in enrolments
        if one.archive is None or one.archive.scope is ArchiveScope.LEARNER
    ]
    if reasons:
        raise await _naming(tx, NotToRetrieve, "Some are not archived by qualification", reasons)
    return await _get_back(tx, enrolments)


@dataclass(frozen=True, slots=True)
class RetrieveLearners:
    """Get whole learners back."""

    learner_ids: tuple[str, ...]


@command(spans=True)
async def retrieve_learners(tx: Tx, cmd: RetrieveLearners) -> list[Enrolment]:
    """Retrieve the learners with what went with them; what was archived by qualification before stays so (CE-57).

    Raises Forbidden, PersonNotFound and NotToRetrieve.
    """
    access.may_keep_archive(tx.actor)
    people, enrolments = await _learners(tx, cmd.learner_ids)
    went_along = [one for one in enrolments if one.archive and one.archive.scope is ArchiveScope.LEARNER]
    back = {one.learner_id for one in went_along}
    here = [one for one in people if one.id not in back and one.state is not PersonState.ARCHIVED]
    if here:
        raise _listing(NotToRetrieve, "Some are not archived", [(one, "not_archived") for one in here])
    for person in people:
        if person.state is PersonState.ARCHIVED:
            tx.people.save(person.retrieved())
            tx.publish(person_changed(person.retrieved()), change="retrieved")
    return await _get_back(tx, went_along)


def _put_away(
    tx: Tx, enrolments: Iterable[Enrolment], scope: ArchiveScope, override: str | None
) -> list[Enrolment]:
    note = ArchiveNote(scope, tx.now, tx.actor.person_id, override)
    archived = [one.put_away(note) for one in enrolments]
    save_all(tx, archived, change="archived")
    return archived


async def _get_back(tx: Tx, enrolments: Sequence[Enrolment]) -> list[Enrolment]:
    again = []
    for one in enrolments:
        if await tx.enrolments.open_one(tx.provider_id, one.learner_id, one.qualification_id):
            again.append((one, "enrolled_again"))
    if again:
        raise await _naming(tx, NotToRetrieve, "Some were enrolled again meanwhile", again)
    people = await tx.people.those(tx.provider_id, {one.learner_id for one in enrolments})
    blocked = {id for id, person in people.items() if person.block}
    retrieved = [
        replace(one.retrieved(), blocked=one.learner_id in blocked).dated(tx.now) for one in enrolments
    ]
    save_all(tx, retrieved, change="retrieved")
    return retrieved


async def _must_be_finished(tx: Tx, enrolments: Sequence[Enrolment], override: str | None) -> None:
    standings = await tx.trainings.standings(tx.provider_id, {one.id for one in enrolments})
    known = [(one, standings.get(one.id, UNHEARD)) for one in enrolments]
    claimed = [(one, "certificate_claimed") for one, standing in known if standing.certificate_is_claimed]
    if claimed:
        sentence = (
            "For some a certificate has been claimed, which archiving would delay. Wait until it is approved"
        )
        raise await _naming(tx, CertificateClaimed, sentence, claimed)
    running = [(one, standing.status) for one, standing in known if not standing.is_finished]
    if running and not override:
        sentence = "Some have neither a certificate nor withdrawn. Give a reason to archive them all the same"
        raise await _naming(tx, CertificateMissing, sentence, running)


async def _learners(tx: Tx, learner_ids: Collection[str]) -> tuple[list[Person], list[Enrolment]]:
    """The people and everything they are on. Raises PersonNotFound with those who are no learners here."""
    ids = list(dict.fromkeys(learner_ids))
    people = await tx.people.those(tx.provider_id, ids)
    enrolments = await tx.enrolments.of_learners(tx.provider_id, ids)
    learners = {one.learner_id for one in enrolments}
    missing = [
        id for id in ids if id not in people or id not in learners or not access.knows(tx.actor, people[id])
    ]
    strange = {one.learner_id for one in enrolments if not access.covers(tx.actor, one.centre_id)}
    if missing or strange:
        raise PersonNotFound(
            "Some of these learners do not exist, or are on something at a centre that is not yours.",
            field="learner_ids",
            learner_ids=[id for id in ids if id in missing or id in strange],
        )
    return [people[id] for id in ids], enrolments


def _reasons(enrolments: Iterable[Enrolment], reason: str) -> list[tuple[Enrolment, str]]:
    return [(one, reason) for one in enrolments]


async def _naming(
    tx: Tx, refusal: type[Refusal], sentence: str, reasons: Iterable[tuple[Enrolment, str]]
) -> Refusal:
    known = list(reasons)
    people = await tx.people.those(tx.provider_id, {one.learner_id for one, _ in known})
    return _listing(refusal, sentence, [(people[one.learner_id], reason) for one, reason in known])


def _listing(refusal: type[Refusal], sentence: str, reasons: Sequence[tuple[Person, str]]) -> Refusal:
    names = ", ".join(dict.fromkeys(person.display_name for person, _ in reasons))
    return refusal(
        f"{sentence}: {names}.",
        learners=[{"id": one.id, "name": one.display_name, "reason": reason} for one, reason in reasons],
    )
