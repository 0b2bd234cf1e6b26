"""Which learners an external quality assurer may read about, and until when."""

from fastapi import Response

from chassis.errors import Invalid
from chassis.http import Ask, Command, Router
from chassis.paging import Cursor, Limit, Page
from chassis.schemas import Id
from services.identity.handlers import sampling
from services.identity.handlers.sampling import Choice, GrantSample, WithdrawSample
from services.identity.queries import sampling as queries
from services.identity.schemas.allocations import ChangedEnrolmentsOut
from services.identity.schemas.sampling import ChoiceIn, SampleIn, SampleOut, SampleWithdrawalIn

router = Router(tags=["samples"])


@router.post("/samples", response_model=ChangedEnrolmentsOut)
async def grant_sample(body: SampleIn, command: Command) -> Response:
    """Let an external quality assurer read about learners from a first day until a last: all of them or none."""
    granting = GrantSample(body.eqa_id, body.until_date, _choice(body), body.from_date)
    return await command.run(sampling.grant_sample, granting, answer=ChangedEnrolmentsOut.of)


@router.get("/samples", response_model=Page[SampleOut])
async def list_samples(
    ask: Ask, eqa_id: Id | None = None, limit: Limit = 50, cursor: Cursor = None
) -> Page[SampleOut]:
    """Whom external quality assurers may read about today, or later on; they see their own samples, once begun."""
    return await queries.samples(ask.db, ask.actor, eqa_id, ask.now, limit=limit, cursor=cursor)


@router.post("/samples/withdrawal", response_model=ChangedEnrolmentsOut)
async def withdraw_sample(body: SampleWithdrawalIn, command: Command) -> Response:
    """Take a sample back, at once: all of the learners or none."""
    withdrawal = WithdrawSample(body.eqa_id, _choice(body))
    return await command.run(sampling.withdraw_sample, withdrawal, answer=ChangedEnrolmentsOut.of)


def _choice(body: ChoiceIn) -> Choice:
    around = body.centre_id or body.qualification_id
    if bool(body.enrolment_ids) == bool(around):
        raise Invalid(
            "Say either which enrolments, or a centre or a qualification (or both).", field="enrolment_ids"
        )
    return Choice(body.enrolment_ids or (), body.centre_id, body.qualification_id)
