"""One's own sign-ins and password, and when somebody was last here."""

from fastapi import Response

from chassis.http import Ask, Command, Router, everyone, needs
from chassis.schemas import AboutId, Id
from contracts.words import Permission
from services.identity import queries
from services.identity.api.proving import prove_password
from services.identity.api.resources import passwords_of
from services.identity.handlers import sign_ins
from services.identity.handlers.sign_ins import ChangePassword, EndSignIn
from services.identity.schemas.accounts import LastSignInOut, PasswordChangeIn, SignInsOut

router = Router(tags=["sign-in"])


@router.get("/sign-ins", response_model=SignInsOut)
@everyone
async def list_sign_ins(ask: Ask) -> SignInsOut:
    """Where one is signed in, newest first; `current` is the one that asks."""
    return await queries.sign_ins(ask.db, ask.actor, ask.now)


@router.delete("/sign-ins/{id}", status_code=204)
@everyone
async def end_sign_in(id: Id, command: Command) -> Response:
    """Sign out there: its refresh token is worth nothing from now on."""
    return await command.run(sign_ins.end_sign_in, EndSignIn(id), status=204)


@router.put("/password", status_code=204)
@everyone
async def change_password(body: PasswordChangeIn, command: Command) -> Response:
    """Choose another password; every other session ends. Guessing the present one is slowed down like a sign-in."""
    account = await prove_password(command, body.current_password.get_secret_value())
    chosen = await passwords_of(command.kit).chosen(body.password.get_secret_value())
    changing = ChangePassword(account.password_hash, chosen)
    return await command.run(sign_ins.change_password, changing, status=204)


@router.get("/people/{id}/last-sign-in", response_model=LastSignInOut)
@needs(Permission.KEEP_PEOPLE)
async def last_sign_in(id: AboutId, ask: Ask) -> LastSignInOut:
    """When somebody one may see was last here; null for never."""
    return await queries.last_sign_in(ask.db, ask.actor, id, ask.now)
