"""The audit through the gateway: found, exported and proved whole (G15)."""

import csv
import hashlib
import io
import json
from typing import Any

from deploy.demo.client import Client, eventually
from tests.flows.team import refusal
from tests.platform import Provider


async def test_every_change_stands_in_the_audit_without_a_name_or_an_address(provider: Provider) -> None:
    learner_id = await provider.person("learner", "Efa Morgan")

    entry = (await _sealed(provider.admin, subject=f"people/{learner_id}"))[0]

    assert (entry["person_id"], entry["role"], entry["action"]) == (
        provider.admin_id,
        "master_admin",
        "add_person",
    )
    assert entry["origin"]
    assert (entry["before"], len(entry["after"])) == (None, 64)
    everything = json.dumps(await provider.admin.get("/audit", limit=100))
    assert not any(word in everything for word in ("Efa", "Morgan", "example.org", "Siân"))


async def test_the_audit_is_found_by_person_action_and_time_and_comes_in_pages(provider: Provider) -> None:
    for name in ("Aled Jones", "Carys Evans", "Dylan Price"):
        await provider.person("learner", name)
    wanted = {"person_id": provider.admin_id, "action": "add_person"}
    whole = await _sealed(provider.admin, count=3, **wanted)
    first = await provider.admin.get("/audit", limit=2, **wanted)
    second = await provider.admin.get("/audit", limit=2, cursor=first["next"], **wanted)

    assert first["items"] + second["items"] == whole
    assert (await provider.admin.get("/audit", **wanted, to=whole[-1]["at"]))["items"] == []
    assert (await provider.admin.get("/audit", person_id="somebody-else"))["items"] == []


async def test_the_exported_chain_is_whole_and_can_be_verified_by_anybody(provider: Provider) -> None:
    await provider.person("learner")
    await _sealed(provider.admin, action="add_person")

    said = await provider.admin.get("/audit/verification")
    exported = (await provider.admin.send("GET", "/audit/export")).text
    table = (await provider.admin.send("GET", "/audit/export", params={"format": "csv"})).text

    entries = [json.loads(line) for line in exported.splitlines()]
    assert (said["whole"], said["first_broken"]) == (True, None)
    assert said["entries"] <= len(entries)
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    assert [_hash(entry) for entry in entries] == [entry["hash"] for entry in entries]
    assert [entry["prev"] for entry in entries[1:]] == [entry["hash"] for entry in entries[:-1]]
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["hash"] for row in rows][: len(entries)] == [entry["hash"] for entry in entries]

    asked = {"format": "csv", "language": "cy"}
    welsh = (await provider.admin.send("GET", "/audit/export", params=asked)).content.decode("utf-8-sig")
    worded = list(csv.DictReader(io.StringIO(welsh)))
    assert [row["Crynodeb y cofnod"] for row in worded][: len(entries)] == [
        entry["hash"] for entry in entries
    ]
    added = next(row for row in worded if row["Gweithred"] == "add_person")
    assert (added["Yr hyn a wnaed"], added["I beth"]) == ("Ychwanegwyd rhywun", "Unigolyn")


async def test_one_providers_audit_holds_nothing_of_another(provider: Provider) -> None:
    other = await provider.platform.provider()
    await _sealed(other.admin, action="create_provider")
    exported = (await provider.admin.send("GET", "/audit/export")).text
    assert other.id not in exported
    await other.close()


async def test_nobody_but_a_master_admin_of_the_whole_provider_reads_the_audit(provider: Provider) -> None:
    for role in ("centre_admin", "basic_admin", "senior_manager", "assessor", "learner"):
        for path in ("/audit", "/audit/export", "/audit/verification"):
            refused = await refusal(provider.as_role(role).get(path))
            assert (refused.status, refused.code) == (403, "forbidden"), (role, path)


async def _sealed(client: Client, *, count: int = 1, **wanted: str) -> list[dict[str, Any]]:
    """The entries that are found, once there are so many and each has its place in the chain."""

    async def look() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await client.get("/audit", limit=100, **wanted))["items"]
        return found

    return await eventually(look, lambda found: len(found) >= count and all(entry["seq"] for entry in found))


def _hash(entry: dict[str, Any]) -> str:
    """As the README of identity says: everything but the hash, sorted, without blanks."""
    facts = {name: value for name, value in entry.items() if name != "hash"}
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
