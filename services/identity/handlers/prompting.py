"""The external quality assurer asks a centre to archive who has their certificate (CE-62)."""

from dataclasses import dataclass

from chassis.tx import command
from services.caseload import local_day
from services.identity import access
from services.identity.domain.archiving import UNHEARD
from services.identity.domain.errors import CentreNotFound
from services.identity.domain.prompting import Prompted
from services.identity.handlers.many import save_all
from services.identity.ports import Tx

MOST_PROMPTED = 200
"""How many one request asks for; the next one asks for the others."""


@dataclass(frozen=True, slots=True)
class PromptToArchive:
    """Ask a centre to archive every enrolment that is still in use though its certificate was received."""

    centre_id: str


@command(spans=True)
async def prompt_to_archive(tx: Tx, cmd: PromptToArchive) -> Prompted:
    """Ask for all that wait to be archived there, each at most once a week (CE-62, CE-65). Who asks learns how many
    they are, and more only of those they read about (G06).

    Raises Forbidden and CentreNotFound.
    """
    access.may_prompt(tx.actor, cmd.centre_id)
    if await tx.centres.unknown(tx.provider_id, [cmd.centre_id]):
        raise CentreNotFound("There is no such centre.", field="centre_id")
    in_use = await tx.enrolments.in_use_at(tx.provider_id, cmd.centre_id)
    standings = await tx.trainings.standings(tx.provider_id, {one.id for one in in_use})
    waiting = [one for one in in_use if standings.get(one.id, UNHEARD).certificate_is_received]
    due = [one.prompted(tx.now) for one in waiting if one.may_be_prompted(tx.now)][:MOST_PROMPTED]
    save_all(tx, due, change="changed")
    asked = {one.id: one for one in due}
    today = local_day(tx.now)
    sampled = [asked.get(one.id, one) for one in waiting if one.read_by(tx.actor.person_id, today)]
    return Prompted(len(waiting), tuple(sampled[:MOST_PROMPTED]))
