"""What arrived in somebody's letter box: mails, those with a calendar file, and one-time links."""

import asyncio
import mailbox
import re
from collections.abc import Collection
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

from deploy.demo.client import eventually
from deploy.demo.mailbox import Letter, letters_to

_LINK = re.compile(r"https?://\S+/(invitations|password-resets)/([A-Za-z0-9._-]+)")


async def letters(maildir: Path, address: str, *, count: int, links: bool = True) -> list[EmailMessage]:
    """The mails to an address, oldest first, once there are so many; without `links` none with a one-time link, such as
    the invitation of whoever is allocated.
    """

    async def look() -> list[EmailMessage]:
        found = await asyncio.to_thread(_letters, maildir, address)
        return found if links else [one for one in found if not _LINK.search(_text_of(one))]

    return await eventually(look, lambda found: len(found) >= count)


async def letters_to_any(maildir: Path, addresses: Collection[str]) -> list[EmailMessage]:
    """The mails that these addresses have by now."""
    return await asyncio.to_thread(_letters, maildir, *addresses)


async def calendar_letters(maildir: Path, address: str, count: int) -> list[Letter]:
    """The mails with a calendar file to an address, by its SEQUENCE, once there are so many; no more may come."""

    async def look() -> list[Letter]:
        found = await asyncio.to_thread(letters_to, maildir, address)
        return [letter for letter in found if letter.events]

    found = await eventually(look, lambda found: len(found) >= count)
    assert len(found) == count
    return sorted(found, key=lambda letter: letter.events[0].sequence)


def token_in(letter: EmailMessage) -> str:
    """The token of the link in a mail."""
    found = _LINK.search(_text_of(letter))
    assert found, _text_of(letter)
    return found[2]


def _text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def _letters(maildir: Path, *addresses: str) -> list[EmailMessage]:
    parser = BytesParser(policy=default)
    box = mailbox.Maildir(maildir, create=False)
    raw = [box.get_bytes(key) for key in box.keys()]  # noqa: SIM118 (iterating a mailbox gives messages)
    found = [
        parser.parsebytes(content) for content in raw if any(one.encode() in content for one in addresses)
    ]
    return sorted(found, key=lambda message: message["Date"].datetime)
