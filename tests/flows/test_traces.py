"""A request can be followed through every service it sets in motion, and a refusal names what was asked for."""

import json
import secrets
from pathlib import Path
from typing import Any

from deploy.demo.client import eventually
from tests.conftest import Servers
from tests.platform import Provider

HEARERS = ("scheduling", "notifications", "reviews", "evidence", "progression")


async def test_one_trace_runs_from_the_gateway_through_the_event_into_every_services_log(
    servers: Servers, provider: Provider
) -> None:
    trace_id = secrets.token_hex(16)
    header = f"00-{trace_id}-{secrets.token_hex(8)}-01"
    body = {
        "given_name": "Efa",
        "family_name": "Llwyd",
        "roles": [{"role": "learner", "centre_ids": [provider.centre_id]}],
    }
    headers = {"traceparent": header, "Idempotency-Key": trace_id}
    await provider.admin.send("POST", "/people", body=body, headers=headers)

    async def followed() -> dict[str, list[str]]:
        return {name: _said(servers.logs / f"{name}.log", trace_id) for name in ("identity", *HEARERS)}

    await eventually(
        followed,
        lambda seen: "request" in seen["identity"] and all("event_heard" in seen[name] for name in HEARERS),
    )


async def test_a_refusal_names_the_address_as_the_client_knows_it(provider: Provider) -> None:
    for path in ("/people/nobody", "/learners/nobody/plan", "/browser-session", "/nowhere"):
        refused = await provider.admin.http.get(path)
        assert refused.json()["instance"] == f"/api{path}"


def _said(log: Path, trace_id: str) -> list[str]:
    """What a service logged in the trace."""
    whole, _, _ = log.read_text().rpartition("\n")  # the last line may be half-written
    lines: list[dict[str, Any]] = [json.loads(line) for line in whole.splitlines() if f'"{trace_id}"' in line]
    return [str(line["event"]) for line in lines]
