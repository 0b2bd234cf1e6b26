"""What identity does when it hears something."""

from contracts.base import Received
from contracts.progression import QualificationChanged, TrainingChanged
from services.identity.domain.archiving import Standing
from services.identity.domain.qualification import Qualification
from services.identity.ports import Tx


async def follow_qualification(tx: Tx, event: Received[QualificationChanged]) -> None:
    """Know a qualification, so that learners can be enrolled on it."""
    data = event.data
    tx.qualifications.know(
        Qualification(data.id, data.number, data.title, data.active), version=event.version
    )


async def follow_training(tx: Tx, event: Received[TrainingChanged]) -> None:
    """Know where an enrolment stands, so that nothing is archived before its certificate (CE-51)."""
    certificate = event.data.certificate.value if event.data.certificate else "none"
    standing = Standing(event.data.training_status.value, certificate)
    tx.trainings.know(event.data.id, standing, version=event.version)
