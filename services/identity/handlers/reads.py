"""The log of reads: what services say of external quality assurers' reading is kept in one place (G06, B-09)."""

from contracts.base import Received
from contracts.evidence import EvidenceRead
from contracts.identity import IdentityRead
from contracts.progression import ProgressionRead
from contracts.reviews import ReviewsRead
from contracts.scheduling import SchedulingRead
from services.identity.domain.reads import Read, centres_concerned, learners_shown
from services.identity.domain.roles import Role
from services.identity.ports import Tx

AnyRead = IdentityRead | SchedulingRead | EvidenceRead | ReviewsRead | ProgressionRead


async def follow_read(tx: Tx, event: Received[AnyRead]) -> None:
    """Know what was read, and whose business it is as things stand: a sample may end, the log stays."""
    said = event.data
    enrolments = await tx.enrolments.of_learners(tx.provider_id, said.shown) if said.shown else []
    reader = await tx.people.get(tx.provider_id, said.reader_id)
    held = reader.roles if reader else ()
    own = {centre_id for grant in held if grant.role is Role(said.role) for centre_id in grant.centre_ids}
    learners = learners_shown(said.reader_id, enrolments)
    tx.reads.know(
        Read(
            id=said.id,
            reader_id=said.reader_id,
            role=said.role,
            service=said.OWNER,
            route=said.route,
            at=said.at,
            request_id=said.request_id,
            learners=learners,
            centre_ids=centres_concerned(learners, own),
        )
    )
