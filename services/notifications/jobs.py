"""Sends the mails that wait, one at a time; several postmen share one mailroom.

A mail is claimed with a lease, sent, and marked. Dying before the sending costs nothing but the lease; dying
between the mail server's yes and the mark sends that mail twice, with the same Message-ID. Nothing is lost.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from zlib import crc32

from chassis import log
from services.notifications.domain.notification import MailStatus, Person
from services.notifications.ports import Claim, Delayed, Mailroom, Post, PostClosed, Undeliverable

_log = log.get(__name__)

_CLOSED_PAUSE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things take: pause when idle, longest pause between tries, wait for an address, give up."""

    poll: timedelta
    longest_pause: timedelta
    address_wait: timedelta
    give_up: timedelta


class Round(Enum):
    """What one round came to."""

    NOTHING_DUE = auto()
    SENT = auto()
    GIVEN_UP = auto()
    NOT_WANTED = auto()
    PUT_BACK = auto()
    POST_CLOSED = auto()


class Postman:
    """Takes mails out of the mailroom and hands them to the post."""

    def __init__(self, mailroom: Mailroom, post: Post, pace: Pace) -> None:
        self._mailroom = mailroom
        self._post = post
        self._pace = pace

    async def run(self) -> None:
        """Deliver until cancelled; a mail in hand is finished first, so a restart sends nothing twice."""
        closed = 0
        while True:
            outcome = await _uninterrupted(self.deliver_next())
            closed = closed + 1 if outcome is Round.POST_CLOSED else 0
            if outcome is Round.NOTHING_DUE:
                await asyncio.sleep(self._pace.poll.total_seconds())
            elif closed:
                pause = min(self._pace.poll * 2 ** min(closed, 10), _CLOSED_PAUSE)
                await asyncio.sleep(pause.total_seconds())

    async def deliver_next(self) -> Round:
        """One round: claim the mail due longest and send it, put it back or give it up."""
        claim = await self._mailroom.claim()
        if claim is None:
            return Round.NOTHING_DUE
        if not claim.wanted:
            await self._mailroom.give_up(claim, MailStatus.NONE, reason="not_wanted")
            return Round.NOT_WANTED
        if claim.waited > self._pace.give_up:
            return await self._give_up(claim, MailStatus.FAILED, "too_late")
        if claim.recipient is not None and claim.recipient.email is None:
            return await self._give_up(claim, MailStatus.UNDELIVERABLE, "no_address")
        if claim.recipient is not None:
            return await self._send(claim, claim.recipient)
        if claim.waited > self._pace.address_wait:
            return await self._give_up(claim, MailStatus.UNDELIVERABLE, "unknown_person")
        return await self._put_back(claim, "unknown_person")

    async def _send(self, claim: Claim, recipient: Person) -> Round:
        try:
            message_id = await self._post.deliver(claim, recipient)
        except Undeliverable as refusal:
            return await self._give_up(claim, MailStatus.UNDELIVERABLE, str(refusal))
        except Delayed as delay:
            return await self._put_back(claim, str(delay))
        except PostClosed as closed:
            await self._put_back(claim, str(closed))
            return Round.POST_CLOSED
        except Exception as error:
            _log.error("mail_not_written", notification_id=claim.notification.id, exc_info=error)
            return await self._put_back(claim, type(error).__name__)
        await self._mailroom.sent(claim, message_id)
        _log.info("mail_sent", notification_id=claim.notification.id, attempt=claim.attempt)
        return Round.SENT

    async def _give_up(self, claim: Claim, status: MailStatus, reason: str) -> Round:
        await self._mailroom.give_up(claim, status, reason=reason)
        _log.warning("mail_given_up", notification_id=claim.notification.id, status=status, reason=reason)
        return Round.GIVEN_UP

    async def _put_back(self, claim: Claim, reason: str) -> Round:
        await self._mailroom.put_back(claim, after=_pause(claim, self._pace.longest_pause), reason=reason)
        _log.info("mail_waits", notification_id=claim.notification.id, reason=reason, attempt=claim.attempt)
        return Round.PUT_BACK


def _pause(claim: Claim, longest: timedelta) -> timedelta:
    """Doubles with every try, spread by a quarter either way, so what failed together comes back apart."""
    spread = 0.75 + crc32(f"{claim.notification.id}{claim.attempt}".encode()) / 2**33
    return min(timedelta(seconds=2 ** min(claim.attempt - 1, 16)), longest) * spread


async def _uninterrupted(work: Coroutine[object, object, Round]) -> Round:
    """Await `work`; when cancelled meanwhile, however often, let it finish before giving way."""
    task = asyncio.create_task(work)
    cancelled = False
    while not task.done():
        try:
            await asyncio.shield(asyncio.wait([task]))
        except asyncio.CancelledError:
            cancelled = True
    if cancelled:
        raise asyncio.CancelledError
    return task.result()
