"""The second factor: set up and looked after by its owner, shown at the sign-in, reset by the administration."""

from dataclasses import dataclass

from fastapi import Response

from chassis.http import Ask, Command, Public, Router, everyone
from chassis.schemas import Id, Out
from services.identity.api.proving import prove_code, prove_password
from services.identity.api.resources import codes_of, settings_of, tokens_of
from services.identity.api.signing_in import client_of, tokens_for
from services.identity.domain.account import Account
from services.identity.domain.login_session import RefreshToken
from services.identity.domain.passwords import is_short
from services.identity.domain.second_factor import Proof, recovery_digest, waiting
from services.identity.handlers import second_factor as handlers
from services.identity.handlers import sign_ins, signing_in
from services.identity.handlers.second_factor import (
    BeginSecondFactor,
    ConfirmSecondFactor,
    RemoveSecondFactor,
    RenewRecoveryCodes,
    ResetSecondFactor,
    ShowSecondFactor,
    WhoWaits,
)
from services.identity.handlers.sign_ins import OwnAccount
from services.identity.handlers.signing_in import RenewSession
from services.identity.queries import second_factor as queries
from services.identity.schemas.second_factor import (
    AppKeyOut,
    CodeIn,
    PasswordIn,
    RecoveryCodesOut,
    RemovalIn,
    SecondFactorOut,
    WaitingCodeIn,
    WaitingIn,
)
from services.identity.schemas.signing_in import SignedInOut

router = Router(tags=["second factor"])

_NEVER_STORED = {"Cache-Control": "no-store"}


@router.get("/second-factor", response_model=SecondFactorOut)
@everyone
async def own_second_factor(ask: Ask) -> SecondFactorOut:
    """Whether one has a second factor, and whether one needs it."""
    return await queries.own_second_factor(ask.db, ask.actor, ask.now)


@router.post("/second-factor", response_model=AppKeyOut)
@everyone
async def begin(body: PasswordIn, command: Command) -> Response:
    """Get a key for an authenticator app; it counts once the app has shown a right code. Needs the password."""
    account = await prove_password(command, body.current_password.get_secret_value())
    return await _drawn(command, account)


@router.post("/second-factor/confirmation", response_model=RecoveryCodesOut)
@everyone
async def confirm(body: CodeIn, command: Command) -> Response:
    """Show the app's first code: the factor counts from now on. The recovery codes are shown this once."""
    account = await command.step(sign_ins.own_account, OwnAccount())
    waiting(account.second_factor if account else None)
    return await _confirmed(command, account, command.actor.session_id, body.code)


@router.post("/second-factor/recovery-codes", response_model=RecoveryCodesOut)
@everyone
async def renew_codes(body: PasswordIn, command: Command) -> Response:
    """Get ten fresh recovery codes in place of those that are left. Needs the password."""
    account = await prove_password(command, body.current_password.get_secret_value())
    fresh = _Fresh.drawn(command)
    await command.step(
        handlers.renew_recovery_codes, RenewRecoveryCodes(account.password_hash, fresh.digests)
    )
    return _answer(RecoveryCodesOut(recovery_codes=fresh.codes))


@router.post("/second-factor/removal", status_code=204)
@everyone
async def remove(body: RemovalIn, command: Command) -> Response:
    """Go back to the password alone. Needs the password and a code."""
    password = body.current_password.get_secret_value()
    account = await prove_password(command, password)

    async def use(proof: Proof) -> None:
        removing = RemoveSecondFactor(account.password_hash, is_short(password), proof)
        await command.step(handlers.remove_second_factor, removing)

    await prove_code(command, account, body.code, use)
    return Response(status_code=204)


@router.post("/people/{id}/second-factor/reset", status_code=204)
async def reset(id: Id, command: Command) -> Response:
    """Take the factor of somebody who lost it away, so that they set up another; every session of theirs ends."""
    return await command.run(handlers.reset_second_factor, ResetSecondFactor(id), status=204)


@router.post("/sign-in/second-factor", response_model=SignedInOut)
async def show(body: WaitingCodeIn, public: Public) -> Response:
    """Show a code, or a recovery code, with the refresh token of one's sign-in; get tokens that open."""
    token, client = RefreshToken.read(body.refresh_token), client_of(public)
    account = await public.step(handlers.who_waits, WhoWaits(token, client))

    async def use(proof: Proof) -> None:
        await public.step(handlers.show_second_factor, ShowSecondFactor(token, client, proof))

    await prove_code(public, account, body.code, use)
    grace = settings_of(public.kit).refresh_grace
    renewing = RenewSession(token, tokens_of(public.kit).salt(), client, None, grace)
    return tokens_for(public, await public.step(signing_in.renew_session, renewing))


@router.post("/sign-in/second-factor/setup", response_model=AppKeyOut)
async def begin_waiting(body: WaitingIn, public: Public) -> Response:
    """Get a key for an authenticator app, where staff come in only with one. The refresh token is not spent."""
    waits = WhoWaits(RefreshToken.read(body.refresh_token), client_of(public))
    return await _drawn(public, await public.step(handlers.who_must_set_up, waits))


@router.post("/sign-in/second-factor/confirmation", response_model=RecoveryCodesOut)
async def confirm_waiting(body: WaitingCodeIn, public: Public) -> Response:
    """Show the app's first code; then `POST /token` gives tokens that open. The refresh token is not spent."""
    token = RefreshToken.read(body.refresh_token)
    account = await public.step(handlers.who_must_set_up, WhoWaits(token, client_of(public)))
    return await _confirmed(public, account, token.session_id, body.code)


@dataclass(frozen=True, slots=True)
class _Fresh:
    codes: list[str]

    @classmethod
    def drawn(cls, caller: Public | Command) -> "_Fresh":
        return cls(codes_of(caller.kit).recovery())

    @property
    def digests(self) -> tuple[str, ...]:
        return tuple(recovery_digest(code) for code in self.codes)


async def _drawn(caller: Public | Command, account: Account) -> Response:
    secret, sealed = codes_of(caller.kit).drawn(account.id)
    provider = await caller.step(handlers.begin_second_factor, BeginSecondFactor(account.id, sealed))
    uri = codes_of(caller.kit).uri(secret, user_name=account.user_name, provider=provider.name)
    return _answer(AppKeyOut(secret=secret, uri=uri))


async def _confirmed(caller: Public | Command, account: Account, session_id: str, code: str) -> Response:
    fresh = _Fresh.drawn(caller)

    async def use(proof: Proof) -> None:
        confirming = ConfirmSecondFactor(account.id, session_id, proof.step, fresh.digests)
        await caller.step(handlers.confirm_second_factor, confirming)

    await prove_code(caller, account, code, use)
    return _answer(RecoveryCodesOut(recovery_codes=fresh.codes))


def _answer(content: Out) -> Response:
    return Response(content.model_dump_json(), 200, _NEVER_STORED, "application/json")
