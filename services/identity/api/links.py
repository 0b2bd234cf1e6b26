"""One-time links: invitations and forgotten passwords."""

from typing import Annotated

from fastapi import Path, Response

from chassis.http import Command, Public, Router, needs
from chassis.schemas import Id
from contracts.words import Permission
from services.identity.api.resources import links_of, passwords_of
from services.identity.domain.account import Account
from services.identity.domain.link import LinkToken, Purpose
from services.identity.handlers import links
from services.identity.handlers.links import AskForReset, Invite, Invited, LookAtLink, SetPassword
from services.identity.schemas.accounts import (
    InvitationIn,
    InvitationOut,
    NewPasswordIn,
    PasswordSetOut,
    ResetAskedOut,
    ResetIn,
)

router = Router(tags=["sign-in"])

Token = Annotated[str, Path(max_length=128, pattern=r"^[A-Za-z0-9._:-]+$")]


@router.post("/people/{id}/invitation", status_code=201, response_model=InvitationOut)
@needs(Permission.KEEP_PEOPLE)
async def invite(id: Id, body: InvitationIn, command: Command) -> Response:
    """Send somebody the link by which they choose their password; a fresh link replaces the one before."""
    drawn = links_of(command.kit).drawn(command.actor.provider_id)
    inviting = Invite(id, body.user_name, drawn)
    return await command.run(links.invite, inviting, answer=_invited, status=201)


@router.post("/invitations/{token}", response_model=PasswordSetOut)
async def accept_invitation(token: Token, body: NewPasswordIn, public: Public) -> Response:
    """Choose a password with the link of an invitation: from now on one can sign in with the user name."""
    return await _set_password(token, Purpose.INVITATION, body, public)


@router.post("/password-resets", status_code=202, response_model=ResetAskedOut)
async def ask_for_reset(body: ResetIn, public: Public) -> Response:
    """Ask for a link to set a new password. The answer is the same whether anybody has this user name."""
    await public.step(links.ask_for_reset, AskForReset(body.user_name))
    answer = ResetAskedOut(detail="If there is such an account, a link is on its way to its e-mail address.")
    return Response(answer.model_dump_json(), 202, media_type="application/json")


@router.post("/password-resets/{token}", response_model=PasswordSetOut)
async def reset_password(token: Token, body: NewPasswordIn, public: Public) -> Response:
    """Set a new password with the link of a reset; every session ends."""
    return await _set_password(token, Purpose.PASSWORD_RESET, body, public)


async def _set_password(token: str, purpose: Purpose, body: NewPasswordIn, public: Public) -> Response:
    read = LinkToken.read(token)
    await public.step(links.look_at_link, LookAtLink(read, purpose))
    password = await passwords_of(public.kit).chosen(body.password.get_secret_value())
    return await public.run(links.set_password, SetPassword(read, purpose, password), answer=_set)


def _invited(invited: Invited) -> InvitationOut:
    link = invited.link
    return InvitationOut(
        person_id=link.person_id, user_name=invited.account.user_name, expires_at=link.expires_at
    )


def _set(account: Account) -> PasswordSetOut:
    return PasswordSetOut(user_name=account.user_name)
