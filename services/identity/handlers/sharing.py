"""Letting another centre look after one enrolment of a learner, and taking that back (CE-30)."""

from dataclasses import dataclass

from chassis.tx import expect_version
from services.identity import access
from services.identity.domain.allocation import NotShared
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.errors import CentreNotFound, EnrolmentNotFound
from services.identity.handlers.announcing import enrolment_changed
from services.identity.ports import Tx


@dataclass(frozen=True, slots=True)
class Share:
    """The learner's own centre consents: another centre may look after this enrolment with its staff."""

    enrolment_id: str
    centre_id: str
    version: int


async def share(tx: Tx, cmd: Share) -> Enrolment:
    """Share an enrolment with a centre of the provider, which is not asked first: it need not allocate anybody.

    Raises EnrolmentNotFound, Forbidden, VersionChanged, CentreNotFound, EnrolmentArchived, SharedWithItself and
    SharedAlready.
    """
    enrolment = await _own(tx, cmd.enrolment_id, cmd.version)
    if await tx.centres.unknown(tx.provider_id, [cmd.centre_id]):
        raise CentreNotFound("There is no such centre.", field="centre_id")
    shared = enrolment.shared(cmd.centre_id)
    _save(tx, shared)
    return shared


@dataclass(frozen=True, slots=True)
class KeepToItself:
    """The learner's own centre takes its consent back."""

    enrolment_id: str
    version: int


async def keep_to_itself(tx: Tx, cmd: KeepToItself) -> Enrolment:
    """End the sharing; the places of the other centre's staff are open again.

    Raises EnrolmentNotFound, Forbidden, VersionChanged and NotShared.
    """
    enrolment = await _own(tx, cmd.enrolment_id, cmd.version)
    if enrolment.shared_with is None:
        raise NotShared("No other centre looks after this enrolment.")
    around = {enrolment.assessor_id, enrolment.iqa_id, *(cover.assessor_id for cover in enrolment.covering)}
    staff = await tx.people.those(tx.provider_id, {id for id in around if id})
    kept = enrolment.kept_to_itself(staff).dated(tx.now)
    _save(tx, kept)
    return kept


async def _own(tx: Tx, enrolment_id: str, version: int) -> Enrolment:
    enrolment = await tx.enrolments.get(tx.provider_id, enrolment_id)
    if enrolment is None:
        raise EnrolmentNotFound("There is no such enrolment.")
    access.may_share(tx.actor, enrolment)
    expect_version(enrolment.version, version)
    return enrolment


def _save(tx: Tx, enrolment: Enrolment) -> None:
    tx.enrolments.save(enrolment)
    tx.publish(enrolment_changed(enrolment), change="shared")
