"""What attackers send, against the running platform (reliability.md d): operators, log lines, crowds at the door."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from chassis.ids import fresh_id
from tests.conftest import Servers
from tests.flows.browser import a_browser
from tests.platform import PASSWORD, Provider

OPERATORS: tuple[Any, ...] = (
    {"$ne": None},
    {"$gt": ""},
    {"$regex": ".*"},
    {"$where": "sleep(1000)"},
    {"$in": ["admin"]},
    {"$expr": {"$eq": [1, 1]}},
    ["admin"],
    [{"$ne": 1}],
    True,
    None,
)
"""Where a text belongs, what a query language would make more of."""

OPERATOR_TEXTS = (
    "$where",
    "[$ne]=",
    "'; return true; var x='",
    '{"$gt": ""}',
    "a\\u0000b",
    "{{7*7}}",
    "*",
    ".*",
)
FORGED = '{"event": "forged", "level": "info"}'
LINES = (f"efa\n{FORGED}", f"efa\r\n{FORGED}", f"efa\u2028{FORGED}", "efa\x1b[2J", "efa\x00")
OWNED_BY_US = {
    "provider_id": "another",
    "id": "chosen",
    "version": 99,
    "state": "active",
    "status": "signed",
    "signed_by": "somebody",
    "_id": "chosen",
    "v": 99,
}
CROWD = 50


async def test_an_operator_where_a_text_belongs_is_refused_by_field(provider: Provider) -> None:
    for operator in OPERATORS:
        bodies = {
            "/sign-in": {"user_name": operator, "password": operator},
            "/token": {"refresh_token": operator},
            "/people": {"given_name": operator, "family_name": "Llwyd", "roles": []},
            "/staff-links": {"person_id": operator, "qualification_id": "q", "purpose": "deliver"},
            "/sessions": {"assessor_id": operator, "learner_ids": [operator]},
            "/smart-rooms": {
                "name": operator,
                "capacity": 4,
                "centre_id": operator,
                "join_url": "https://a.b",
            },
        }
        for path, body in bodies.items():
            headers = {"Idempotency-Key": fresh_id()}
            answer = await provider.admin.http.post(path, json=body, headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input"), (path, operator)


async def test_a_text_that_looks_like_an_operator_finds_nobody(provider: Provider) -> None:
    await provider.person("learner")
    for text in OPERATOR_TEXTS:
        for query in (
            {"search": text},
            {"centre_id": text},
            {"cursor": text},
            {"state[$ne]": text, "search": text},
        ):
            found = await provider.admin.http.get("/people", params=query)
            assert found.status_code == 422 or found.json()["items"] == [], query
        gone = await provider.admin.http.get("/people/" + quote(text, safe=""))
        assert gone.status_code == 404, text


async def test_nobody_sets_what_is_ours_to_set(provider: Provider) -> None:
    body = {
        "given_name": "Efa",
        "family_name": "Llwyd",
        "roles": [{"role": "learner", "centre_ids": [provider.centre_id]}],
    }
    for name, value in OWNED_BY_US.items():
        headers = {"Idempotency-Key": fresh_id()}
        answer = await provider.admin.http.post("/people", json=body | {name: value}, headers=headers)
        assert (answer.status_code, answer.json()["field"]) == (422, name)


async def test_what_people_type_cannot_write_a_line_of_the_log(servers: Servers, provider: Provider) -> None:
    mark = fresh_id()
    async with httpx.AsyncClient(base_url=f"{servers.gateway_url}/api", timeout=20) as http:
        for line in LINES:
            body = {"user_name": f"{mark}{line}", "password": f"{PASSWORD} {mark}"}
            await http.post("/sign-in", json=body)
            await http.get("/people", params={"search": f"{mark}{line}"})
            raw = line.encode("ascii", "ignore").replace(b"\n", b"%0a").replace(b"\r", b"%0d")
            spoofed = {"User-Agent": f"{mark} {raw!r}", "X-Request-Id": f"{mark}{raw!r}"}
            await http.get("/me", headers=spoofed)
    async with a_browser(servers) as browser:
        await browser.sign_in(provider.admin_user)
    for log in servers.logs.glob("*.log"):
        if log.stem not in servers.state["urls"]:
            continue
        for entry in _entries(log):
            assert entry.get("event") != "forged", log.stem
        text = log.read_text(errors="replace")
        assert PASSWORD not in text, log.stem
        assert "eyJ" not in text, log.stem


async def test_fifty_who_sign_in_at_once_keep_nobody_else_waiting(provider: Provider) -> None:
    """Hashing has threads of its own: whoever stood in its line would be answered after the last of the fifty."""
    ahead = CROWD

    async def sign_in() -> int:
        nonlocal ahead
        body = {"user_name": f"{fresh_id()}", "password": PASSWORD}
        status = (await provider.admin.http.post("/sign-in", json=body)).status_code
        ahead -= 1
        return status

    reader = provider.admin.http
    (await reader.get("/people")).raise_for_status()
    crowd = asyncio.gather(*(sign_in() for _ in range(CROWD)))
    waited_for = []
    for path in ("/people", "/sessions", "/people"):
        before = ahead
        (await reader.get(path, params={"limit": "1"})).raise_for_status()
        waited_for.append(before - ahead)
    assert {*(await crowd)} <= {401, 503, 504}, "a sign-in is refused, or told to come again"
    assert max(waited_for) < CROWD / 2, waited_for


def _entries(log: Path) -> Iterator[dict[str, Any]]:
    """Every line of a service's log; each must be one of its own entries."""
    whole, _, _ = log.read_text(errors="replace").rpartition("\n")  # the last line may be half-written
    for line in whole.splitlines():
        if line.startswith("{"):
            yield json.loads(line)
