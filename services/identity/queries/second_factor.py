"""What the profile's page about the second factor reads."""

from datetime import datetime

from chassis.actor import PLATFORM, Actor
from chassis.mongo import Database, scoped
from services.identity import documents
from services.identity.domain.roles import WITHOUT_SECOND_FACTOR
from services.identity.schemas.second_factor import SecondFactorOut


async def own_second_factor(db: Database, actor: Actor, now: datetime) -> SecondFactorOut:
    """The caller's factor, and whether their provider asks for one in their role; `now` is UTC."""
    member = scoped(PLATFORM, {"memberships.person_id": actor.person_id})
    account = await db[documents.ACCOUNTS].find_one(member)
    factor = documents.account_from(account).second_factor if account else None
    provider = await db[documents.PROVIDERS].find_one(scoped(actor.provider_id, _id=actor.provider_id))
    wanted = provider is not None and documents.provider_from(provider).at(now).features.staff_second_factor
    set_up = factor is not None and factor.confirmed_at is not None
    return SecondFactorOut(
        set_up=set_up,
        since=factor.confirmed_at if factor else None,
        recovery_codes_left=len(factor.recovery) if factor else 0,
        needed=wanted and actor.role not in WITHOUT_SECOND_FACTOR,
    )
