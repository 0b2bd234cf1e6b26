"""`python -m gateway`: runs the gateway until it is told to stop. Settings: see settings.py."""

import asyncio
import signal
import socket
from collections.abc import Sequence
from types import FrameType

import uvicorn

from chassis import log
from chassis.transport import refuse_plain
from gateway.main import SERVICE, Gateway
from gateway.plain import PlainServer
from gateway.routes import ROUTES, Route
from gateway.settings import Settings
from gateway.wire import DoorProtocol


class Server(uvicorn.Server):
    """Goes unready first and stops listening a little later, so that nobody is sent to a closing door.

    Ctrl-C, a second signal or no notice stop it at once; requests under way are finished in either case.
    """

    def __init__(
        self, config: uvicorn.Config, gateway: Gateway, notice: float, plain: PlainServer | None
    ) -> None:
        super().__init__(config)
        self.plain = plain
        self._gateway = gateway
        self._notice = notice

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and beside it for plain http when there is a port for that."""
        if self.plain is not None:
            self._plain_life = asyncio.create_task(self.plain.serve())
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop both."""
        self._gateway.end_streams()
        if self.plain is not None:
            self.plain.should_exit = True
            await self._plain_life
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Called by the signal."""
        if self._gateway.draining or not self._notice or sig == signal.SIGINT:
            super().handle_exit(sig, frame)
            return
        self._gateway.draining = True
        asyncio.get_running_loop().call_later(self._notice, super().handle_exit, sig, frame)


def create_server(settings: Settings, routes: Sequence[Route] = ROUTES) -> Server:
    """The server, ready to `run()`, or to `serve()` inside a running loop."""
    gateway = Gateway(settings, routes)
    config = uvicorn.Config(
        gateway,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http=DoorProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ssl_certfile=settings.tls_certificate,
        ssl_keyfile=settings.tls_key,
        timeout_keep_alive=settings.keep_alive_seconds,
        timeout_graceful_shutdown=settings.shutdown_seconds,
    )
    plain = PlainServer(settings) if settings.http_port is not None else None
    return Server(config, gateway, settings.drain_seconds, plain)


def main() -> None:
    """Read the settings and run."""
    settings = Settings()
    refuse_plain(settings)
    log.configure(SERVICE, settings.log_level)
    create_server(settings).run()


if __name__ == "__main__":
    main()
