"""An SMTP server that keeps every message in a Maildir: `python -m deploy.local.mailsink --port 2525 …`."""

from __future__ import annotations

import argparse
import asyncio
import mailbox
import signal
import ssl
from email import message_from_bytes

from aiosmtpd.smtp import SMTP, Envelope, Session


class Keeper:
    """Keeps what is handed in; refuses nothing."""

    def __init__(self, maildir: str) -> None:
        self._box = mailbox.Maildir(maildir)

    async def handle_DATA(  # noqa: N802 (aiosmtpd calls it by this name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keeps one message as it came, with its real recipients (Bcc has none in the text) as a header."""
        message = message_from_bytes(envelope.original_content or b"")
        message["X-Delivered-To"] = ", ".join(envelope.rcpt_tos)
        self._box.add(message)
        return "250 kept"


async def serve(host: str, port: int, maildir: str, secret: ssl.SSLContext | None) -> None:
    """Listens until SIGTERM or SIGINT. With `secret` it offers STARTTLS."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(wanted, ended.set)
    keeper = Keeper(maildir)
    server = await loop.create_server(
        lambda: SMTP(keeper, enable_SMTPUTF8=True, tls_context=secret), host, port
    )
    async with server:
        await ended.wait()


def main() -> None:
    """Reads the arguments and listens."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=2525)
    parser.add_argument("--maildir", required=True)
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    arguments = parser.parse_args()
    secret = None
    if arguments.certificate:
        secret = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        secret.load_cert_chain(arguments.certificate, arguments.key)
    asyncio.run(serve(arguments.host, arguments.port, arguments.maildir, secret))


if __name__ == "__main__":
    main()
