"""Keeps the ports' promises on MongoDB."""

from chassis.tx import Tx
from services.caseload import Enrolment
from services.caseload.documents import ENROLMENTS, enrolment_from
from services.progression.documents import (
    CENTRES,
    QUALIFICATIONS,
    TIME_LOG,
    TRAININGS,
    centre_state,
    entry_id,
    entry_state,
    qualification_from,
    qualification_state,
    training_from,
    training_state,
)
from services.progression.domain.centre import Centre
from services.progression.domain.qualification import Qualification
from services.progression.domain.time_log import TimeLogEntry
from services.progression.domain.training import Training


class Qualifications:
    """`ports.Qualifications` in the collection `qualifications`; a unique index keeps the numbers apart."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def with_number(self, number: str, provider_id: str) -> Qualification | None:
        """The provider's qualification listed under this number, if there is one."""
        found = await self._tx.find(QUALIFICATIONS, provider_id, number=number)
        return qualification_from(found[0]) if found else None

    def save(self, qualification: Qualification) -> None:
        """Write the qualification; its event must be published with it."""
        state = qualification_state(qualification)
        self._tx.save(QUALIFICATIONS, qualification.id, state, version=qualification.version)


class Trainings:
    """`ports.Trainings` in the collection `trainings`, one document an enrolment under the enrolment's id."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, enrolment_id: str, provider_id: str) -> Training | None:
        """The training of the provider's enrolment, if anything was heard of it."""
        found = await self._tx.get(TRAININGS, enrolment_id, provider_id)
        return training_from(found) if found else None

    def save(self, training: Training) -> None:
        """Write a training the world is told about; its event must be published with it."""
        self._tx.save(TRAININGS, training.enrolment_id, training_state(training), version=training.version)

    def keep(self, training: Training) -> None:
        """Write a training of which the world sees nothing new."""
        self._tx.keep(TRAININGS, training.enrolment_id, training_state(training), version=training.version)


class Enrolments:
    """`ports.Enrolments` in the caseload's projection."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, enrolment_id: str, provider_id: str) -> Enrolment | None:
        """The provider's enrolment, if it was heard of."""
        found = await self._tx.get(ENROLMENTS, enrolment_id, provider_id)
        return enrolment_from(found) if found else None


class TimeLog:
    """`ports.TimeLog` in the collection `time_log`, one document per session and learner."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def follow(self, entry: TimeLogEntry, *, version: int) -> None:
        """Keep the entry unless one from a newer version of the session is known."""
        self._tx.project(
            TIME_LOG, entry_id(entry.session_id, entry.learner_id), entry_state(entry), version=version
        )


class Centres:
    """`ports.Centres` in the collection `centres`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def follow(self, centre: Centre, *, version: int) -> None:
        """Keep the centre unless a newer version is known."""
        self._tx.project(CENTRES, centre.id, centre_state(centre), version=version)


class ProgressionTx(Tx):
    """The transaction of one command or event in progression."""

    def open(self) -> None:
        """Set up the ports."""
        self.qualifications = Qualifications(self)
        self.trainings = Trainings(self)
        self.enrolments = Enrolments(self)
        self.time_log = TimeLog(self)
        self.centres = Centres(self)
