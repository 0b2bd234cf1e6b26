"""Sessions on documents."""

from collections.abc import Collection

from chassis.tx import Tx
from services.scheduling import documents
from services.scheduling.domain.session import Session
from services.scheduling.domain.words import Kind, State


class StoredSessions:
    """`ports.Sessions`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, session_id: str) -> Session | None:
        """The provider's session, or None."""
        document = await self._tx.get(documents.SESSIONS, session_id, self._tx.provider_id)
        return documents.session_from(document) if document else None

    async def get_many(self, session_ids: Collection[str]) -> list[Session]:
        """Those of the provider's sessions that exist."""
        found = await self._tx.get_many(documents.SESSIONS, session_ids, self._tx.provider_id)
        return [documents.session_from(document) for document in found]

    async def of_series(self, series_id: str) -> list[Session]:
        """The sessions that were booked together."""
        found = await self._tx.find(documents.SESSIONS, self._tx.provider_id, **{"series.id": series_id})
        return [documents.session_from(document) for document in found]

    async def reviews_of(self, learner_ids: Collection[str]) -> list[Session]:
        """Every review one of these learners is or was part of."""
        wanted = {"participants.learner_id": tuple(learner_ids), "kind": Kind.REVIEW.value}
        found = await self._tx.find(documents.SESSIONS, self._tx.provider_id, **wanted)
        return [documents.session_from(document) for document in found]

    async def planned_of(self, learner_id: str) -> list[Session]:
        """The planned sessions with a place for the learner."""
        wanted = {"participants.learner_id": learner_id, "state": State.PLANNED.value}
        found = await self._tx.find(documents.SESSIONS, self._tx.provider_id, **wanted)
        sessions = [documents.session_from(document) for document in found]
        return [session for session in sessions if learner_id in session.learner_ids]

    def save(self, session: Session) -> None:
        """Write it with this Tx."""
        state = documents.session_state(session)
        self._tx.save(documents.SESSIONS, session.id, state, version=session.version)
