"""What everybody must accept before the first use."""

from fastapi import Response

from chassis.http import Ask, Command, Public, Router, everyone
from services.identity import queries
from services.identity.api.resources import settings_of, tokens_of
from services.identity.api.signing_in import client_of, tokens_for
from services.identity.domain.login_session import RefreshToken
from services.identity.handlers import disclaimers, signing_in
from services.identity.handlers.disclaimers import AcceptDisclaimer, WordDisclaimer
from services.identity.handlers.signing_in import RenewSession
from services.identity.schemas.signing_in import AcceptanceIn, DisclaimerIn, DisclaimerOut, SignedInOut

router = Router(tags=["sign-in"])


@router.get("/provider/disclaimer", response_model=DisclaimerOut)
@everyone
async def read_disclaimer(ask: Ask) -> DisclaimerOut:
    """The disclaimer of one's provider as it is now."""
    return DisclaimerOut.of(await queries.disclaimer(ask.db, ask.actor))


@router.put("/provider/disclaimer", response_model=DisclaimerOut)
async def word_disclaimer(body: DisclaimerIn, command: Command) -> Response:
    """Say what everybody must accept before they go on; other words are a new version."""
    wording = WordDisclaimer(body.replaces, body.english, body.welsh)
    return await command.run(disclaimers.word_disclaimer, wording, answer=DisclaimerOut.of)


@router.post("/sign-in/acceptance", response_model=SignedInOut)
async def accept_disclaimer(body: AcceptanceIn, public: Public) -> Response:
    """Accept the disclaimer with the refresh token of one's sign-in; get tokens that open everything."""
    token, client = RefreshToken.read(body.refresh_token), client_of(public)
    await public.step(disclaimers.accept_disclaimer, AcceptDisclaimer(token, body.number, client))
    grace = settings_of(public.kit).refresh_grace
    renewing = RenewSession(token, tokens_of(public.kit).salt(), client, None, grace)
    return tokens_for(public, await public.step(signing_in.renew_session, renewing))
