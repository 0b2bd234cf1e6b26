"""Learners who have not signed in for long: said once an absence, in the name of the platform (SA-66)."""

from dataclasses import dataclass, replace
from datetime import datetime

from chassis.tx import command
from services.identity.domain.archiving import UNHEARD
from services.identity.domain.enrolment import Enrolment
from services.identity.handlers.many import save_all
from services.identity.ports import Tx


@dataclass(frozen=True, slots=True)
class NoteAbsence:
    """The daily job found a learner who was last here, or was invited and never came, before this moment (UTC)."""

    learner_id: str
    before: datetime


@command(spans=True)
async def note_absence(tx: Tx, cmd: NoteAbsence) -> list[Enrolment]:
    """Say it with every enrolment of theirs that is under way, unless that absence was said before or is over."""
    person = await tx.people.get(tx.provider_id, cmd.learner_id)
    last = await tx.sessions.last_of(tx.provider_id, cmd.learner_id)
    since = last.away_since
    if person is None or not person.is_expected or since is None or since >= cmd.before:
        return []
    theirs = await tx.enrolments.of_learners(tx.provider_id, [cmd.learner_id])
    standings = await tx.trainings.standings(tx.provider_id, [one.id for one in theirs])
    away = [
        replace(one, learner_away_since=since)
        for one in theirs
        if not one.archived
        and not one.blocked
        and standings.get(one.id, UNHEARD).is_under_way
        and one.learner_away_since != since
    ]
    save_all(tx, away, change="changed")
    return away
