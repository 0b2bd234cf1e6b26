"""One connection to the broker, kept alive by one loop of our own (reliability.md b.5, b.10)."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress

import aio_pika
from aio_pika.abc import AbstractConnection
from aio_pika.connection import make_url

from chassis import log, metrics

_log = log.get(__name__)

HEARTBEAT_SECONDS = 10
CONNECT_SECONDS = 10.0
CLOSE_SECONDS = 5.0
FIRST_WAIT, LONGEST_WAIT = 0.5, 3.0
STEADY_SECONDS = 2.0
"""A connection that lived this long was a good one: the next wait starts small again."""

Serve = Callable[[AbstractConnection], Awaitable[None]]


class BrokerDown(Exception):
    """There was no connection to the broker in the time given; nothing was sent."""


class ConnectionDropped(Exception):
    """We gave the connection up because something on it is wrong; the loop makes a new one."""


class ConnectionUseless(Exception):
    """New connections do not help either; the process had better start anew."""


def backoff(first: float, longest: float) -> Iterator[float]:
    """Waits in seconds, for ever: doubling from `first` to `longest`, each cut at random by up to a half."""
    wait = first
    while True:
        yield wait * random.uniform(0.5, 1.0)
        wait = min(wait * 2, longest)


def cancelled_from_outside() -> bool:
    """Whether a CancelledError in hand is meant for the running task.

    The client library also rejects its own futures with CancelledError when a connection dies; taken for a
    cancellation, that would silently end whoever was waiting.
    """
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


async def keep_connected(url: str, *, service: str, side: str, serve: Serve) -> None:
    """Connect, let `serve` use the connection, and connect anew when that fails. Runs until cancelled.

    `serve` raises to get a new connection; what it must never be asked to survive (a programming error in it
    included) costs a reconnect with growing waits of 0.5 to 3 s, never the loop. `side` names the connection
    in the broker, in the log and in the gauge `amqp_connected`.
    """
    waits = backoff(FIRST_WAIT, LONGEST_WAIT)
    while True:
        started = time.monotonic()
        try:
            await _serve_once(url, service, side, serve)
        except asyncio.CancelledError:
            if cancelled_from_outside():
                raise
            _log.warning("amqp_connection_lost", service=service, side=side, error="closed")
        except ConnectionUseless:
            raise
        except Exception as error:
            _log.warning("amqp_connection_lost", service=service, side=side, error=repr(error))
        if time.monotonic() - started > STEADY_SECONDS:
            waits = backoff(FIRST_WAIT, LONGEST_WAIT)
        await asyncio.sleep(next(waits))


async def _serve_once(url: str, service: str, side: str, serve: Serve) -> None:
    gauge = metrics.amqp_connected.labels(service=service, side=side)
    gauge.set(0)
    connection = aio_pika.Connection(
        make_url(url, heartbeat=HEARTBEAT_SECONDS),
        client_properties={"connection_name": f"{service} {side}"},
    )
    # One that never came about is closed as well: left to the garbage it would close itself where no loop runs.
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            await connection.connect()
        _log.info("amqp_connected", service=service, side=side)
        gauge.set(1)
        await serve(connection)
    finally:
        gauge.set(0)
        await close_quietly(connection)


async def close_quietly(connection: AbstractConnection) -> None:
    """Close, waiting at most five seconds: a peer that no longer answers must not hold us."""
    with suppress(Exception):
        async with asyncio.timeout(CLOSE_SECONDS):
            await connection.close()
