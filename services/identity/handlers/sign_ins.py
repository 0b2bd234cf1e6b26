"""Looking after one's own sign-ins and password, and when somebody was last here (G12, SA-66)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chassis.tx import command
from services.identity.domain.account import Account
from services.identity.domain.errors import PasswordWrong, SignInNotFound
from services.identity.domain.passwords import NewPassword, check_password
from services.identity.handlers.revoking import end_and_revoke, end_others
from services.identity.ports import Tx

NOTED_AGAIN_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class EndSignIn:
    """End one of one's own log-in sessions, on this client or another."""

    session_id: str


@command(spans=True)
async def end_sign_in(tx: Tx, cmd: EndSignIn) -> None:
    """End the session and its access tokens. Raises SignInNotFound for anybody else's."""
    session = await tx.sessions.get(cmd.session_id)
    if session is None or session.person_id != tx.actor.person_id or session.provider_id != tx.provider_id:
        raise SignInNotFound("You have no such sign-in.")
    if session.ended_at is None:
        end_and_revoke(tx, session, "ended_by_person")


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """Whose password is about to change."""


async def own_account(tx: Tx, cmd: OwnAccount) -> Account | None:
    """The caller's login identity, if they have one."""
    return await tx.accounts.of_person(tx.actor.person_id)


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """The caller proved the present password, whose hash is `proved`, and chose another."""

    proved: str
    password: NewPassword


@command(spans=True)
async def change_password(tx: Tx, cmd: ChangePassword) -> None:
    """Change the password and end every other session.

    Raises PasswordWrong when it was changed meanwhile, and the refusals of `check_password`.
    """
    account = await tx.accounts.of_person(tx.actor.person_id)
    person = await tx.people.get(tx.provider_id, tx.actor.person_id)
    provider = await tx.providers.get(tx.provider_id)
    if account is None or person is None or provider is None or account.password_hash != cmd.proved:
        raise wrong()
    names = (person.given_name, person.family_name, account.user_name, provider.name)
    check_password(cmd.password, names=names, field="password", shortest=account.shortest_password)
    tx.accounts.save(account.with_password(cmd.password))
    await end_others(tx, person.id, "password_changed", but=tx.actor.session_id)


@dataclass(frozen=True, slots=True)
class NoteSignIn:
    """Somebody came in just now."""

    provider_id: str
    person_id: str
    at: datetime


async def note_sign_in(tx: Tx, cmd: NoteSignIn) -> None:
    """Keep when they were last here; once a minute is enough."""
    last = await tx.sessions.last_of(cmd.provider_id, cmd.person_id)
    if last.at is None or cmd.at - last.at >= NOTED_AGAIN_AFTER:
        tx.sessions.note(cmd.provider_id, replace(last, at=cmd.at))


def wrong() -> PasswordWrong:
    """The answer to a wrong present password, and to who has none."""
    return PasswordWrong("This is not your present password.", field="current_password")
