"""What the external quality assurer asks a centre to archive is a task of the centre until it is archived (CE-62)."""

from dataclasses import replace
from uuid import UUID, uuid5

from contracts.base import Received
from contracts.identity import EnrolmentChanged
from services.scheduling.domain.centre_diary import Task
from services.scheduling.ports import Tx

_NAMESPACE = UUID("0d0f3f0e-52f4-5f0a-9a1b-6a2d6c1f4b62")
LONGEST_TITLE = 120

TITLE = "Archive / Archifo: {name} ({course})"
NOTES = (
    "The certificate has been received, and the external quality assurer asks for this learner to be archived.\n"
    "Mae'r dystysgrif wedi dod i law, ac mae'r sicrhawr ansawdd allanol yn gofyn am archifo'r dysgwr hwn."
)
"""Read by everybody in the office, so in both languages."""


async def follow_prompt(tx: Tx, event: Received[EnrolmentChanged]) -> None:
    """One task for each prompt, done as soon as the enrolment is archived; both follow from the state, so late and
    repeated events change nothing.
    """
    said = event.data
    if said.archive_prompted_at is None:
        return
    id = str(uuid5(_NAMESPACE, f"{said.id}/{said.archive_prompted_at.isoformat()}"))
    task = await tx.centre_diary.task(id)
    if task is None:
        people = await tx.directory.people({said.learner_id})
        name = people[said.learner_id].name if said.learner_id in people else said.learner_id
        course = await tx.directory.course(said.qualification_id) or said.qualification_id
        task = Task(
            id=id,
            centre_id=said.centre_id,
            title=TITLE.format(name=name, course=course)[:LONGEST_TITLE],
            notes=NOTES,
            due_on=None,
            planned_by_id=None,
            planned_at=event.time,
        )
    elif not said.archived or task.done_at:
        return
    tx.centre_diary.keep_task(replace(task, done_at=tx.now if said.archived else None))
