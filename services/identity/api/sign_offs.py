"""Who is signed off for digital reviews (DR-67)."""

from fastapi import Response

from chassis.http import Ask, Command, Router
from chassis.schemas import AboutId, Id
from services.identity.domain.person import Person
from services.identity.handlers import sign_offs
from services.identity.handlers.sign_offs import SignOffForReviews, TakeSignOffBack
from services.identity.queries import sign_offs as queries
from services.identity.schemas.sign_offs import SignOffOut

router = Router(tags=["people"])


@router.get("/people/{id}/review-sign-off", response_model=SignOffOut)
async def get_sign_off(id: AboutId, ask: Ask) -> Response:
    """Whether somebody is signed off for digital reviews, by whom and since when."""
    found = await queries.sign_off(ask.db, ask.actor, id, ask.now)
    return ask.answer(found, version=found.version)


@router.put("/people/{id}/review-sign-off", response_model=SignOffOut)
async def sign_off(id: Id, command: Command) -> Response:
    """Sign an assessor off for digital reviews."""
    signing = SignOffForReviews(id, command.require_version())
    return await command.run(sign_offs.sign_off_for_reviews, signing, answer=_saved)


@router.delete("/people/{id}/review-sign-off", response_model=SignOffOut)
async def take_sign_off_back(id: Id, command: Command) -> Response:
    """Take a sign-off for digital reviews back."""
    taking_back = TakeSignOffBack(id, command.require_version())
    return await command.run(sign_offs.take_sign_off_back, taking_back, answer=_saved)


def _saved(person: Person) -> SignOffOut:
    return SignOffOut.of(person, version=person.version + 1)
