"""Runs one process of a service from its `main.SERVICE`, or does one thing with it and ends.

`python -m chassis SERVICE api|worker|all|indexes|ERRAND`
`python -m chassis SERVICE job NAME [--at 2026-12-01T06:00Z] [--provider ID]`
"""

import argparse
import asyncio
import gc
import importlib
import signal
import sys
from datetime import UTC, datetime
from types import FrameType

import uvicorn

from chassis import log
from chassis.app import create_app
from chassis.mongo import close, connect, database, ensure_indexes
from chassis.process import Process, Role
from chassis.service import Errand, Service
from chassis.settings import ServiceSettings
from chassis.transport import refuse_plain

USAGE = "usage: python -m chassis SERVICE api|worker|all|indexes|ERRAND|job"


class _Server(uvicorn.Server):
    """Goes unready first and stops listening a little later, so that nobody is sent to a closing door."""

    def __init__(self, config: uvicorn.Config, process: Process, notice: float) -> None:
        super().__init__(config)
        self._process = process
        self._notice = notice

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self._process.draining or not self._notice or sig == signal.SIGINT:
            super().handle_exit(sig, frame)
            return
        self._process.draining = True
        asyncio.get_running_loop().call_later(self._notice, super().handle_exit, sig, frame)


def load(name: str) -> Service:
    """The service's declaration, from `services.<name>.main`."""
    service: Service = importlib.import_module(f"services.{name}.main").SERVICE
    return service


def serve(service: Service, settings: ServiceSettings, role: Role) -> None:
    """Run one process until it is told to stop."""
    app = create_app(service, settings, role)
    gc.freeze()  # what is there now stays: the collector need not look through it again under load
    port = (settings.worker_port or settings.port + 100) if role is Role.WORKER else settings.port
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        ssl_certfile=settings.tls_certificate,
        ssl_keyfile=settings.tls_key,
        timeout_graceful_shutdown=settings.shutdown_seconds,
    )
    _Server(config, app.state.process, settings.drain_seconds).run()


async def index(service: Service, settings: ServiceSettings) -> None:
    """Create the service's collections and indexes, then return."""
    client = connect(settings.mongo_url)
    await ensure_indexes(database(client, settings.mongo_database), service.collections)
    await close(client)


async def run_errand(errand: Errand, settings: ServiceSettings) -> int:
    """Run an errand of the service on its database; how many faults it found."""
    client = connect(settings.mongo_url)
    try:
        return await errand(database(client, settings.mongo_database), datetime.now(UTC))
    finally:
        await close(client)


def do_job(service: Service, settings: ServiceSettings, arguments: list[str]) -> None:
    """Do what a job of the service would have done at a moment, and print how many things that was."""
    parser = argparse.ArgumentParser(prog=f"python -m chassis {service.name} job")
    parser.add_argument("name", choices=sorted(service.rounds))
    parser.add_argument(
        "--at", type=moment, default=datetime.now(UTC), help="with its zone; now, if left out"
    )
    parser.add_argument("--provider", metavar="ID", help="for this provider only")
    asked = parser.parse_args(arguments)
    process = Process(service, settings, Role.WORKER)
    count = asyncio.run(process.do(service.rounds[asked.name], asked.at, asked.provider))
    sys.stdout.write(f"{asked.name}: {count}\n")


def moment(text: str) -> datetime:
    """A moment with its zone, such as 2026-12-01T06:00Z, in UTC. Raises ValueError."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return at.astimezone(UTC)


def main(arguments: list[str]) -> None:
    """Parse the command line and run. An errand that finds faults ends with 1."""
    if len(arguments) < 2 or (len(arguments) > 2 and arguments[1] != "job"):
        sys.exit(USAGE)
    service = load(arguments[0])
    if arguments[1] not in {*Role, "indexes", "job", *service.errands}:
        sys.exit(f"{USAGE}; errands of {service.name}: {', '.join(service.errands) or 'none'}")
    settings = service.settings()
    refuse_plain(settings)
    log.configure(service.name, settings.log_level)
    if arguments[1] == "indexes":
        asyncio.run(index(service, settings))
    elif arguments[1] == "job":
        do_job(service, settings, arguments[2:])
    elif arguments[1] in service.errands:
        sys.exit(min(1, asyncio.run(run_errand(service.errands[arguments[1]], settings))))
    else:
        serve(service, settings, Role(arguments[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
