"""What screens read of sign-offs for digital reviews."""

from datetime import datetime

from chassis.actor import Actor
from chassis.mongo import Database
from services.identity import access, documents
from services.identity.domain.errors import PersonNotFound
from services.identity.queries import _one, person
from services.identity.schemas.sign_offs import SignOffOut


async def sign_off(db: Database, actor: Actor, person_id: str, now: datetime) -> SignOffOut:
    """Whether somebody is signed off (DR-67). Raises PersonNotFound and Forbidden like any look at them."""
    await person(db, actor, person_id, now)
    access.may_read_sign_off(actor, person_id)
    found = await _one(db, documents.PEOPLE, actor.provider_id, person_id)
    if found is None:
        raise PersonNotFound("There is no such person.")
    return SignOffOut.of(documents.person_from(found), found["v"])
