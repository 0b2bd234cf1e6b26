"""The only file that speaks SMTP."""

import asyncio
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import aiosmtplib
from aiosmtplib.errors import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from services.notifications.ports import Delayed, PostClosed, Undeliverable

_ABOUT_THE_LETTER = (SMTPDataError, SMTPRecipientRefused)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail ready to go: the two envelope addresses and the message, 7-bit with CRLF."""

    to: str
    sender: str
    content: bytes


class MailServer:
    """A mail server by its URL: `smtp://[user:password@]host:port[?starttls=1]`; `smtps://` for TLS at once.

    `timeout` in seconds bounds the whole conversation.
    """

    def __init__(self, url: str, *, timeout: float) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("the mail server's URL must look like smtp://host:port")
        self._parts = parts
        self._timeout = timeout

    async def send(self, letter: Letter) -> None:
        """Hand the letter over in a conversation of its own.

        Raises `Undeliverable` for what the server will never take, `Delayed` for what it does not take now,
        and `PostClosed` when it cannot be used at all or took too long.
        """
        try:
            async with asyncio.timeout(self._timeout):
                await self._converse(letter)
        except SMTPRecipientsRefused as error:
            raise _verdict(error.recipients[0]) from error
        except _ABOUT_THE_LETTER as error:
            raise _verdict(error) from error
        except (SMTPException, OSError, TimeoutError) as error:
            raise PostClosed(_described(error)) from error

    async def _converse(self, letter: Letter) -> None:
        parts = self._parts
        secure = parts.scheme == "smtps"
        await aiosmtplib.send(
            letter.content,
            sender=letter.sender,
            recipients=[letter.to],
            hostname=parts.hostname,
            port=parts.port or (465 if secure else 25),
            username=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            use_tls=secure,
            start_tls=False if secure else _starttls(parts),
            timeout=self._timeout,
        )


def _starttls(parts: SplitResult) -> bool:
    return parse_qs(parts.query).get("starttls", ["0"])[0] in ("1", "true")


def _verdict(error: SMTPResponseException) -> Undeliverable | Delayed:
    refused = 500 <= error.code < 600
    return Undeliverable(_described(error)) if refused else Delayed(_described(error))


def _described(error: BaseException) -> str:
    """What went wrong without the server's words, which may repeat an address."""
    code = f" {error.code}" if isinstance(error, SMTPResponseException) else ""
    return f"{type(error).__name__}{code}"
