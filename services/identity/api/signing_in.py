"""Coming in, staying in, going out, and the keys that prove it."""

from typing import Any

from fastapi import Response

from chassis.http import Ask, Command, Public, Router, everyone
from services.identity import queries
from services.identity.api.proving import note_try
from services.identity.api.resources import passwords_of, settings_of, tokens_of
from services.identity.domain.errors import RefreshTokenReused
from services.identity.domain.login_session import RefreshToken, client_digest
from services.identity.domain.permission_set import in_order
from services.identity.handlers import sign_ins, signing_in
from services.identity.handlers.sign_ins import NoteSignIn
from services.identity.handlers.signing_in import (
    BeginTry,
    EndSession,
    FailTry,
    ForgiveTries,
    OpenSession,
    RenewSession,
    SignedIn,
)
from services.identity.schemas.fields import NamedOut
from services.identity.schemas.signing_in import DisclaimerOut, MeOut, SignedInOut, SignInIn, TokenIn

router = Router(tags=["sign-in"])

_NEVER_STORED = {"Cache-Control": "no-store"}


@router.post("/sign-in", response_model=SignedInOut)
async def sign_in(body: SignInIn, public: Public) -> Response:
    """Prove who you are; get an access token for one role and a refresh token."""
    account = await note_try(public, signing_in.begin_try, BeginTry(body.user_name))
    stored = account.password_hash if account else None
    if not await passwords_of(public.kit).match(body.password.get_secret_value(), stored):
        await note_try(public, signing_in.fail_try, FailTry(body.user_name))
        raise signing_in.refused()
    opening = OpenSession(body.user_name, body.role, tokens_of(public.kit).drawn(), client_of(public))
    signed_in = await public.step(signing_in.open_session, opening)
    await note_try(public, signing_in.forgive_tries, ForgiveTries(body.user_name))
    session = signed_in.session
    noting = NoteSignIn(session.provider_id, session.person_id, session.started_at)
    await public.step(sign_ins.note_sign_in, noting)
    return tokens_for(public, signed_in)


@router.post("/token", response_model=SignedInOut)
async def renew(body: TokenIn, public: Public) -> Response:
    """Spend a refresh token for the next pair, perhaps in another role."""
    token = RefreshToken.read(body.refresh_token)
    grace = settings_of(public.kit).refresh_grace
    renewing = RenewSession(token, tokens_of(public.kit).salt(), client_of(public), body.role, grace)
    try:
        return tokens_for(public, await public.step(signing_in.renew_session, renewing))
    except RefreshTokenReused:
        await public.step(signing_in.end_session, EndSession(token.session_id, "refresh_token_reused"))
        raise


@router.delete("/sign-in", status_code=204)
@everyone
async def sign_out(command: Command) -> Response:
    """End this session: its refresh token is worth nothing from now on."""
    ending = EndSession(command.actor.session_id, "signed_out")
    return await command.run(signing_in.end_session, ending, status=204)


@router.get("/me", response_model=MeOut)
@everyone
async def me(ask: Ask) -> MeOut:
    """Who is signed in, where, as what, and as what else they could be."""
    return await queries.me(ask.db, ask.actor, ask.now)


@router.get("/.well-known/jwks.json")
async def published_keys(public: Public) -> dict[str, Any]:
    """The public keys that access tokens are signed with."""
    return tokens_of(public.kit).jwks()


def client_of(public: Public) -> str:
    """What tells the caller's client apart."""
    return client_digest(public.request.headers.get("user-agent", ""))


def tokens_for(public: Public, signed_in: SignedIn) -> Response:
    """The tokens of somebody who is in, never stored on the way."""
    tokens = tokens_of(public.kit)
    person, provider = signed_in.person, signed_in.provider
    body = SignedInOut(
        access_token=tokens.issue(
            signed_in.session,
            signed_in.grant,
            public.now,
            pending=signed_in.pending,
            permissions=signed_in.permissions,
        ),
        token_type="Bearer",
        expires_in=tokens.seconds,
        refresh_token=signed_in.refresh.written(),
        person=NamedOut(id=person.id, name=person.display_name),
        provider=NamedOut(id=provider.id, name=provider.name),
        role=signed_in.grant.role,
        roles=[grant.role for grant in person.roles],
        centre_ids=sorted(signed_in.grant.centre_ids),
        permissions=in_order(signed_in.permissions),
        pending=signed_in.pending,
        disclaimer=DisclaimerOut.of(signed_in.disclaimer) if signed_in.disclaimer else None,
    )
    return Response(body.model_dump_json(), 200, _NEVER_STORED, "application/json")
