"""An error nobody foresaw: a problem document, one line in the log, nothing of it kept, and no word about a person."""

from pathlib import Path

import httpx
import pytest
from fastapi import Response
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from chassis import log
from chassis.http import Command, Router
from chassis.service import Service
from chassis.settings import ServiceSettings
from chassis.testing.service import running
from chassis.tx import Tx, command
from gateway.main import Gateway
from gateway.settings import Settings as GatewaySettings
from tests.conftest import Servers

SIAN = "Siân Hughes of Pontypridd"


class Settings(ServiceSettings):
    mongo_database: str = "odd"
    port: int = 0


@command(spans=True)
async def keep_two_things(tx: Tx, cmd: None) -> None:
    tx.keep("things", "first", {"name": SIAN}, version=0)
    tx.keep("things", "second", {"name": SIAN}, version=0)
    raise ValueError(f"{SIAN} was not foreseen")


router = Router()


@router.post("/things")
async def make_things(command: Command) -> Response:
    """Fails half-way."""
    return await command.run(keep_two_things, None)


ODD = Service(name="odd", settings=Settings, tx=Tx, indexes={"things": []}, routers=(router,))


async def test_a_service_says_nothing_of_the_inside_keeps_nothing_and_writes_one_line(
    servers: Servers, database_name: str
) -> None:
    place = {"mongo_url": servers.mongo_url, "rabbit_url": servers.rabbit_url}
    async with running(ODD, Settings, mongo_database=f"{database_name}_odd", **place) as odd:
        client = odd.as_person("sian", provider_id="p", role="assessor")
        with capture_logs(processors=[merge_contextvars]) as lines:
            answer = await client.post("/things", headers={"X-Request-Id": "request-0001"})
        assert await odd.kit.db["things"].find({"provider_id": "p"}).to_list(10) == []

    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-request-id"] == "request-0001"
    assert answer.json() == {
        "type": "urn:waymark:problem:internal_error",
        "title": "Internal error",
        "status": 500,
        "code": "internal_error",
        "detail": "Something went wrong on our side; it has been logged.",
    }
    (line,) = [line for line in lines if "exc_info" in line]
    assert (line["event"], line["request_id"]) == ("request_failed", "request-0001")
    told = log.without_values((ValueError, line["exc_info"], line["exc_info"].__traceback__))
    assert told.startswith("builtins.ValueError\n")
    assert "in keep_two_things" in told
    assert "Siân" not in told


async def test_the_gateway_says_nothing_of_the_inside_either() -> None:
    """One that was never started cannot answer, and nobody foresaw that."""
    transport = httpx.ASGITransport(Gateway(GatewaySettings()))
    async with httpx.AsyncClient(transport=transport, base_url="http://door") as client:
        with capture_logs() as lines:
            answer = await client.get("/api/people", headers={"X-Request-Id": "request-0002"})
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-request-id"]
    assert "AssertionError" not in answer.text
    assert len([line for line in lines if "exc_info" in line]) == 1


def test_a_traceback_says_where_and_why_without_values() -> None:
    with pytest.raises(ExceptionGroup) as caught:
        _fail_together()
    told = log.without_values((caught.type, caught.value, caught.tb))
    assert "builtins.KeyError" in told
    assert "because of" in told
    assert Path(__file__).name in told
    assert "Siân" not in told
    assert "[Errno 111] Connection refused" in told


def _fail_together() -> None:
    try:
        raise KeyError(SIAN)
    except KeyError as error:
        raise ExceptionGroup(SIAN, [ConnectionRefusedError(111, "Connection refused")]) from error
