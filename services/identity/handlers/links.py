"""One-time links: inviting people, resetting forgotten passwords, setting the password (SA-02, N-01)."""

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from chassis.tx import command
from contracts.base import Received
from contracts.identity import EnrolmentChanged, LinkIssued
from contracts.words import LinkPurpose
from services.identity import access
from services.identity.domain.account import Account, Membership, normalised_user_name
from services.identity.domain.errors import (
    AccountExists,
    NoAddress,
    PersonBlocked,
    PersonNotFound,
    UserNameMalformed,
)
from services.identity.domain.link import LIFE, DrawnLink, Link, LinkDue, LinkToken, Purpose, spent
from services.identity.domain.passwords import NewPassword, check_password
from services.identity.domain.person import Person, PersonState
from services.identity.handlers.announcing import person_changed
from services.identity.handlers.people import free_user_name
from services.identity.handlers.revoking import end_others
from services.identity.ports import Tx

MOST_NAMESAKES = 50


@dataclass(frozen=True, slots=True)
class Invite:
    """Send somebody the link by which they choose their password; a fresh one replaces the one before.

    `user_name` is for who has no login identity yet; without it, it is their e-mail address or made of the name.
    """

    person_id: str
    user_name: str | None
    drawn: DrawnLink


@dataclass(frozen=True, slots=True)
class Invited:
    """What an invitation came to."""

    link: Link
    account: Account


@command(spans=True)
async def invite(tx: Tx, cmd: Invite) -> Invited:
    """Invite a person of the actor's centres.

    Raises Forbidden, PersonNotFound, PersonBlocked, AccountExists when they have a password, NoAddress,
    UserNameTaken and UserNameMalformed.
    """
    person = await tx.people.get(tx.provider_id, cmd.person_id)
    access.may_invite(tx.actor, person)
    if person is None:
        raise PersonNotFound("There is no such person.")
    return await _invited(tx, person, cmd.user_name, cmd.drawn)


async def _invited(tx: Tx, person: Person, wanted_name: str | None, drawn: DrawnLink) -> Invited:
    if person.state not in (PersonState.PENDING, PersonState.ACTIVE):
        raise PersonBlocked("A blocked or archived person is not invited.")
    if person.email is None:
        raise NoAddress("This person has no e-mail address, so no invitation can be sent.", field="email")
    account = await tx.accounts.of_person(person.id)
    if account and account.password_hash:
        raise AccountExists("This person has a password already. They can reset it themselves.")
    link = await _issue(tx, person, account.id if account else tx.new_id(), Purpose.INVITATION, drawn)
    if account is None:
        user_name = await _chosen_name(tx, person, wanted_name)
        account = Account(link.account_id, user_name, "", (Membership(person.provider_id, person.id),))
        tx.accounts.save(account)
    last = await tx.sessions.last_of(person.provider_id, person.id)
    if last.away_since is None:
        tx.sessions.note(person.provider_id, replace(last, invited_at=tx.now))
    return Invited(link, account)


def with_full_team(event: Received[EnrolmentChanged]) -> Iterable[tuple[str, str]]:
    """Who gets an account by this state of an enrolment: everybody in it, once assessor and IQA are both there."""
    enrolment = event.data
    if enrolment.assessor_id and enrolment.iqa_id and not (enrolment.blocked or enrolment.archived):
        for person_id in (enrolment.learner_id, enrolment.assessor_id, enrolment.iqa_id):
            yield person_id, person_id


async def invite_allocated(tx: Tx, event: Received[EnrolmentChanged], person_id: str) -> None:
    """Wish an invitation for who has no account yet (CE-28, CE-29, CE-68); it is sent once, by the job."""
    due_id = f"invite-{hashlib.sha256(person_id.encode()).hexdigest()[:32]}"
    person = await tx.people.get(event.provider_id, person_id)
    if person is None or person.state is not PersonState.PENDING or await tx.links.due(due_id):
        return
    tx.links.save_due(LinkDue(due_id, Purpose.INVITATION, event.provider_id, person_id, tx.now))


@dataclass(frozen=True, slots=True)
class AskForReset:
    """Somebody forgot the password of this user name."""

    user_name: str


async def ask_for_reset(tx: Tx, cmd: AskForReset) -> None:
    """Note the wish, for a known name as for an unknown one; asking again within a minute changes nothing."""
    user_name = unicodedata.normalize("NFKC", cmd.user_name.strip()).casefold()
    id = "reset-" + hashlib.sha256(user_name.encode()).hexdigest()[:32]
    before = await tx.links.due(id)
    account = await tx.accounts.named(user_name)
    member = account.memberships[0] if account else Membership("", "")
    if before and before.too_soon(tx.now):
        return
    version = before.version if before else 0
    tx.links.save_due(
        LinkDue(id, Purpose.PASSWORD_RESET, member.provider_id, member.person_id, tx.now, version=version)
    )


@dataclass(frozen=True, slots=True)
class SendDue:
    """The job found somebody's wish for a link."""

    due_id: str
    drawn: DrawnLink


@command(spans=True)
async def send_due(tx: Tx, cmd: SendDue) -> None:
    """Send the link, if there is somebody to send it to; a wish is granted once."""
    due = await tx.links.due(cmd.due_id)
    if due is None or not due.waiting:
        return
    tx.links.save_due(replace(due, waiting=False))
    person = await tx.people.get(due.provider_id, due.person_id) if due.person_id else None
    account = await tx.accounts.of_person(due.person_id) if person else None
    if person is None or person.email is None:
        return
    if due.purpose is Purpose.INVITATION and account is None and person.state is PersonState.PENDING:
        await _invited(tx, person, None, cmd.drawn)
    elif due.purpose is Purpose.PASSWORD_RESET and account and _uses(person, account):
        await _issue(tx, person, account.id, due.purpose, cmd.drawn)


def _uses(person: Person, account: Account) -> bool:
    return person.state is PersonState.ACTIVE and bool(account.password_hash)


@dataclass(frozen=True, slots=True)
class LookAtLink:
    """Whether a link is still good, before any slow work is done for it."""

    token: LinkToken
    purpose: Purpose


async def look_at_link(tx: Tx, cmd: LookAtLink) -> None:
    """Raise LinkSpent unless the link is good."""
    await _good_link(tx, cmd.token, cmd.purpose)


@dataclass(frozen=True, slots=True)
class SetPassword:
    """Somebody followed a link and chose a password."""

    token: LinkToken
    purpose: Purpose
    password: NewPassword


@command(spans=True)
async def set_password(tx: Tx, cmd: SetPassword) -> Account:
    """Set the password, let a pending person come in, and end every session there was.

    Raises LinkSpent, PersonBlocked and the refusals of `check_password`.
    """
    link = await _good_link(tx, cmd.token, cmd.purpose)
    person = await tx.people.get(link.provider_id, link.person_id)
    account = await tx.accounts.get(link.account_id)
    provider = await tx.providers.get(link.provider_id)
    if person is None or account is None or provider is None:
        raise spent()
    if person.state not in (PersonState.PENDING, PersonState.ACTIVE):
        raise PersonBlocked("This account is blocked or not active. Please ask your centre.")
    names = (person.given_name, person.family_name, account.user_name, provider.name)
    check_password(cmd.password, names=names, field="password", shortest=account.shortest_password)
    tx.links.close(link.closed(tx.now))
    tx.accounts.save(account.with_password(cmd.password))
    await end_others(tx, person.id, "password_changed")
    if person.state is PersonState.PENDING:
        active = replace(person, state=PersonState.ACTIVE)
        tx.people.save(active)
        tx.publish(person_changed(active), change="changed")
    return account


async def _good_link(tx: Tx, token: LinkToken, purpose: Purpose) -> Link:
    link = await tx.links.get(token.provider_id, token.link_id)
    if link is None or link.purpose is not purpose:
        raise spent()
    link.closed(tx.now)
    return link


async def _issue(tx: Tx, person: Person, account_id: str, purpose: Purpose, drawn: DrawnLink) -> Link:
    for older in await tx.links.open_ones(person.provider_id, person.id, purpose):
        tx.links.close(replace(older, closed_at=tx.now))
    link = Link(drawn.id, person.provider_id, person.id, account_id, purpose, tx.now, tx.now + LIFE[purpose])
    tx.links.issue(link)
    issued = LinkIssued(
        id=link.id,
        person_id=person.id,
        purpose=LinkPurpose(purpose),
        sealed=drawn.sealed,
        expires_at=link.expires_at,
    )
    tx.publish(issued, change="issued")
    return link


async def _chosen_name(tx: Tx, person: Person, wanted: str | None) -> str:
    if wanted is not None:
        return await free_user_name(tx, wanted)
    given, family = (_letters(name) for name in (person.given_name, person.family_name))
    usual = f"{given}.{family}"[:60]
    for candidate in (person.email, usual, *(f"{usual}{number}" for number in range(2, MOST_NAMESAKES))):
        try:
            name = normalised_user_name(candidate or "")
        except UserNameMalformed:
            continue
        if await tx.accounts.named(name) is None:
            return name
    raise UserNameMalformed("No user name could be made of the name. Please choose one.", field="user_name")


def _letters(name: str) -> str:
    return "".join(char for char in name if char.isalnum())
