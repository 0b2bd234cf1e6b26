"""Coming in, staying in, going out.

A sign-in is two changes with the slow work between them: the try is noted, the password is verified (outside of
any change, `tokens.passwords`), then the session is opened and the tries forgiven, or the failure is noted. So a
burst of guesses is noted before any of them is looked at.
"""

import unicodedata
from dataclasses import dataclass, replace
from datetime import timedelta

from chassis.tx import command
from services.identity.domain.account import Account
from services.identity.domain.disclaimer import Disclaimer
from services.identity.domain.errors import SessionEnded, SignInRefused
from services.identity.domain.login_session import LoginSession, RefreshToken, opened_session
from services.identity.domain.permission_set import Permission
from services.identity.domain.person import Person
from services.identity.domain.provider import Provider
from services.identity.domain.provider_settings import ProviderSettings
from services.identity.domain.roles import WITHOUT_SECOND_FACTOR, Role, RoleGrant
from services.identity.domain.second_factor import Pending
from services.identity.handlers.disclaimers import pending_disclaimer
from services.identity.handlers.permission_sets import permissions_of
from services.identity.handlers.revoking import end_and_revoke
from services.identity.ports import Tx


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who is in: as whom, where, in which role and what it is made of, the refresh token that keeps them in,
    and what they have to do before anything opens.
    """

    session: LoginSession
    person: Person
    provider: Provider
    grant: RoleGrant
    refresh: RefreshToken
    pending: Pending | None
    disclaimer: Disclaimer | None
    permissions: frozenset[Permission] | None


@dataclass(frozen=True, slots=True)
class BeginTry:
    """Somebody typed this user name with some password."""

    user_name: str


async def begin_try(tx: Tx, cmd: BeginTry) -> Account | None:
    """Note the try and find the account, None when nobody has this name. Raises TooManyTries."""
    user_name = _as_typed(cmd.user_name)
    tries = await tx.tries.at(user_name)
    tx.tries.save(tries.begun(tx.now))
    return await tx.accounts.named(user_name)


@dataclass(frozen=True, slots=True)
class FailTry:
    """The password did not belong to the user name."""

    user_name: str


async def fail_try(tx: Tx, cmd: FailTry) -> None:
    """Note the failure, so that the next try waits."""
    tries = await tx.tries.at(_as_typed(cmd.user_name))
    tx.tries.save(tries.failed(tx.now))


@dataclass(frozen=True, slots=True)
class ForgiveTries:
    """The password did belong to the user name."""

    user_name: str


async def forgive_tries(tx: Tx, cmd: ForgiveTries) -> None:
    """Forget what was noted, if anything was."""
    tries = await tx.tries.at(_as_typed(cmd.user_name))
    if tries.begun_count:
        tx.tries.save(tries.forgiven())


@dataclass(frozen=True, slots=True)
class OpenSession:
    """The password was right. `token` is freshly drawn, `client` a digest of what tells the client apart."""

    user_name: str
    role: Role | None
    token: RefreshToken
    client: str


async def open_session(tx: Tx, cmd: OpenSession) -> SignedIn:
    """Open a log-in session.

    Raises SignInRefused when the account is gone meanwhile, PersonBlocked and RoleNotHeld.
    """
    account = await tx.accounts.named(_as_typed(cmd.user_name))
    if account is None:
        raise refused()
    membership = account.memberships[0]
    person, provider = await _member(tx, membership.provider_id, membership.person_id)
    grant = person.comes_in_as(cmd.role)
    session = opened_session(
        cmd.token,
        account_id=account.id,
        provider_id=provider.id,
        person_id=person.id,
        role=grant.role,
        client=cmd.client,
        now=tx.now,
    )
    tx.sessions.save(session)
    return await _signed_in(tx, session, account, person, provider, grant, cmd.token)


@dataclass(frozen=True, slots=True)
class RenewSession:
    """A refresh token is presented, perhaps to go on in another role. `salt` is freshly drawn."""

    token: RefreshToken
    salt: bytes
    client: str
    role: Role | None
    grace: timedelta


async def renew_session(tx: Tx, cmd: RenewSession) -> SignedIn:
    """Spend a refresh token for the next one, with what the person may do *now*.

    Raises SessionEnded, RefreshTokenReused (the caller then ends the session), PersonBlocked and RoleNotHeld.
    """
    session = await tx.sessions.get(cmd.token.session_id)
    if session is None:
        raise SessionEnded("This session is over. Please sign in again.")
    renewed, secret = session.renewed(
        cmd.token.secret, salt=cmd.salt, client=cmd.client, now=tx.now, grace=cmd.grace
    )
    person, provider = await _member(tx, session.provider_id, session.person_id)
    grant = person.comes_in_as(cmd.role or session.role)
    if renewed is not session:
        renewed = replace(renewed, role=grant.role)
        tx.sessions.save(renewed)
    account = await tx.accounts.get(session.account_id)
    if account is None:
        raise SessionEnded("This session is over. Please sign in again.")
    following = RefreshToken(cmd.token.handle, secret)
    return await _signed_in(tx, renewed, account, person, provider, grant, following)


@dataclass(frozen=True, slots=True)
class EndSession:
    """Close a session for good, with the reason that its owner will read."""

    session_id: str
    reason: str


@command(spans=True)
async def end_session(tx: Tx, cmd: EndSession) -> None:
    """End the session and its access tokens; one that is over or gone stays so."""
    session = await tx.sessions.get(cmd.session_id)
    if session and session.ended_at is None:
        end_and_revoke(tx, session, cmd.reason)


def refused() -> SignInRefused:
    """The one answer to a wrong password and to an unknown name."""
    return SignInRefused("User name and password do not belong together.")


async def _signed_in(
    tx: Tx,
    session: LoginSession,
    account: Account,
    person: Person,
    provider: Provider,
    grant: RoleGrant,
    refresh: RefreshToken,
) -> SignedIn:
    disclaimer = await pending_disclaimer(tx, provider.id, person.id)
    pending = factor_pending(session, account, provider.at(tx.now), grant.role)
    if pending is None and disclaimer:
        pending = Pending.DISCLAIMER
    permissions = await permissions_of(tx, provider.id, grant)
    return SignedIn(session, person, provider, grant, refresh, pending, disclaimer, permissions)


def factor_pending(
    session: LoginSession, account: Account, settings: ProviderSettings, role: Role
) -> Pending | None:
    """What a session owes of the second factor (G12)."""
    if account.guarded:
        return Pending.SECOND_FACTOR if session.second_factor_at is None else None
    if settings.features.staff_second_factor and role not in WITHOUT_SECOND_FACTOR:
        return Pending.SECOND_FACTOR_SETUP
    return None


async def _member(tx: Tx, provider_id: str, person_id: str) -> tuple[Person, Provider]:
    person = await tx.people.get(provider_id, person_id)
    provider = await tx.providers.get(provider_id)
    if person is None or provider is None:
        raise refused()
    return person, provider


def _as_typed(text: str) -> str:
    """What was typed, folded like a user name and not judged: a malformed name is just an unknown one."""
    return unicodedata.normalize("NFKC", text.strip()).casefold()
