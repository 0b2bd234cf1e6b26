"""The second factor of one's own account: set up, shown at the sign-in, removed, and reset for who lost it (G12).

The secret is sealed and opened outside (`tokens.codes`); here codes are steps and digests. A session that is waiting
for its factor is known by its refresh token, since its access token opens nothing.
"""

from dataclasses import dataclass, replace

from chassis.errors import Forbidden
from chassis.tx import command
from services.identity import access
from services.identity.domain import second_factor as factors
from services.identity.domain.account import Account
from services.identity.domain.errors import (
    PasswordTooShortAlone,
    PersonNotFound,
    SecondFactorMissing,
    SecondFactorNeeded,
    SecondFactorThere,
    SessionEnded,
)
from services.identity.domain.login_session import LoginSession, RefreshToken
from services.identity.domain.provider import Provider
from services.identity.domain.roles import WITHOUT_SECOND_FACTOR
from services.identity.domain.second_factor import Proof, SecondFactor
from services.identity.handlers.revoking import end_others
from services.identity.handlers.signing_in import factor_pending
from services.identity.handlers.waiting import waiting_session
from services.identity.ports import Tx


@dataclass(frozen=True, slots=True)
class WhoWaits:
    """Whose sign-in this refresh token belongs to; it is not spent."""

    token: RefreshToken
    client: str


async def who_waits(tx: Tx, cmd: WhoWaits) -> Account:
    """The account. Raises SessionEnded for a token that is not the session's present one."""
    session = await waiting_session(tx, cmd.token, cmd.client)
    return await _account_of(tx, session)


async def who_must_set_up(tx: Tx, cmd: WhoWaits) -> Account:
    """As `who_waits`, for somebody who cannot come in without setting a factor up. Others sign in first and show
    their password again: raises SecondFactorThere or Forbidden.
    """
    session = await waiting_session(tx, cmd.token, cmd.client)
    account = await _account_of(tx, session)
    provider = await tx.providers.get(session.provider_id)
    if account.guarded:
        raise SecondFactorThere("A second factor is set up already.")
    if provider is None or factor_pending(session, account, provider.at(tx.now), session.role) is None:
        raise Forbidden("Set up a second factor in your profile.")
    return account


@dataclass(frozen=True, slots=True)
class BeginSecondFactor:
    """A secret was drawn for an account's app."""

    account_id: str
    sealed: str


async def begin_second_factor(tx: Tx, cmd: BeginSecondFactor) -> Provider:
    """Keep the secret until the app shows its first code; the provider whose name the app shows.

    Raises SecondFactorThere.
    """
    account = await tx.accounts.get(cmd.account_id)
    provider = await tx.providers.get(account.memberships[0].provider_id) if account else None
    if account is None or provider is None:
        raise SessionEnded("This session is over. Please sign in again.")
    factor = factors.begun(account.second_factor, cmd.sealed, tx.now)
    tx.accounts.save(replace(account, second_factor=factor))
    return provider


@dataclass(frozen=True, slots=True)
class ConfirmSecondFactor:
    """The app shows a code for the first time; `recovery` are the digests of fresh recovery codes."""

    account_id: str
    session_id: str
    step: int | None
    recovery: tuple[str, ...]


@command(spans=True)
async def confirm_second_factor(tx: Tx, cmd: ConfirmSecondFactor) -> None:
    """From now on a password is not enough; this session has shown the factor, every other one ends.

    Raises SecondFactorNotBegun, SecondFactorThere, CodeWrong, SessionEnded.
    """
    account = await tx.accounts.get(cmd.account_id)
    session = await tx.sessions.get(cmd.session_id)
    if account is None or session is None or session.ended_at is not None:
        raise SessionEnded("This session is over. Please sign in again.")
    factor = factors.waiting(account.second_factor).confirmed(cmd.step, cmd.recovery, tx.now)
    tx.accounts.save(replace(account, second_factor=factor))
    await end_others(tx, session.person_id, "second_factor_set_up", but=session.id)
    tx.sessions.save(replace(session, second_factor_at=tx.now))


@dataclass(frozen=True, slots=True)
class ShowSecondFactor:
    """Somebody who signed in shows a code."""

    token: RefreshToken
    client: str
    proof: Proof


@command(spans=True)
async def show_second_factor(tx: Tx, cmd: ShowSecondFactor) -> None:
    """Note that this session has shown the factor; the code is good for nothing else.

    Raises SessionEnded, SecondFactorMissing, CodeUsed, CodeWrong.
    """
    session = await waiting_session(tx, cmd.token, cmd.client)
    account = await _account_of(tx, session)
    tx.accounts.save(replace(account, second_factor=_confirmed(account).proved(cmd.proof)))
    tx.sessions.save(replace(session, second_factor_at=tx.now))


@dataclass(frozen=True, slots=True)
class RenewRecoveryCodes:
    """The caller proved the present password and wants fresh recovery codes, given by their digests."""

    proved: str
    recovery: tuple[str, ...]


async def renew_recovery_codes(tx: Tx, cmd: RenewRecoveryCodes) -> None:
    """Replace the recovery codes that are left. Raises SecondFactorMissing, Forbidden."""
    account = await _own(tx, cmd.proved)
    factor = replace(_confirmed(account), recovery=cmd.recovery)
    tx.accounts.save(replace(account, second_factor=factor))


@dataclass(frozen=True, slots=True)
class RemoveSecondFactor:
    """The caller proved the present password, whether that is short, and a code."""

    proved: str
    short: bool
    proof: Proof


async def remove_second_factor(tx: Tx, cmd: RemoveSecondFactor) -> None:
    """From now on the password is enough.

    Raises SecondFactorMissing, CodeUsed, CodeWrong, SecondFactorNeeded where the provider wants one, and
    PasswordTooShortAlone.
    """
    account = await _own(tx, cmd.proved)
    provider = await tx.providers.get(tx.provider_id)
    needed = provider is not None and provider.at(tx.now).features.staff_second_factor
    if needed and tx.actor.role not in WITHOUT_SECOND_FACTOR:
        raise SecondFactorNeeded("Your provider asks its staff for a second factor, so yours has to stay.")
    _confirmed(account).proved(cmd.proof)
    if cmd.short:
        raise PasswordTooShortAlone("Choose a password of at least 15 characters first.")
    tx.accounts.save(account.without_second_factor())


@dataclass(frozen=True, slots=True)
class ResetSecondFactor:
    """Somebody lost the phone and the recovery codes, and the administration lets them set up another factor."""

    person_id: str


@command(spans=True)
async def reset_second_factor(tx: Tx, cmd: ResetSecondFactor) -> None:
    """Take the factor away and end every session; a password too short to stand alone has to be reset by link.

    Raises Forbidden, PersonNotFound, SecondFactorMissing.
    """
    person = await tx.people.get(tx.provider_id, cmd.person_id)
    access.may_reset_second_factor(tx.actor, person)
    account = await tx.accounts.of_person(cmd.person_id)
    if person is None or account is None:
        raise PersonNotFound("There is no such person, or they have no account yet.")
    _confirmed(account)
    tx.accounts.save(account.without_second_factor())
    await end_others(tx, person.id, "second_factor_reset")


async def _account_of(tx: Tx, session: LoginSession) -> Account:
    account = await tx.accounts.get(session.account_id)
    if account is None:
        raise SessionEnded("This session is over. Please sign in again.")
    return account


async def _own(tx: Tx, proved: str) -> Account:
    account = await tx.accounts.of_person(tx.actor.person_id)
    if account is None or account.password_hash != proved:
        raise Forbidden("Your password was changed meanwhile. Please try again.")
    return account


def _confirmed(account: Account) -> SecondFactor:
    if account.second_factor is None or not account.guarded:
        raise SecondFactorMissing("There is no second factor.")
    return account.second_factor
