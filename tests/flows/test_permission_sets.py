"""What a Custom Manager may do is a set of permissions, and a change of it counts at once (G04)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from chassis.ids import fresh_id
from deploy.demo.client import Client, Refused, eventually
from tests.flows.browser import a_browser
from tests.flows.team import Team, refusal
from tests.platform import PASSWORD, Provider

REPORT = {"from": "2026-11-01", "to": "2026-11-30"}
WITHOUT = ["book_sessions"]
WITH_REPORTS = ["book_sessions", "run_reports"]


@dataclass
class Manager:
    """A Custom Manager with a login, signed in."""

    id: str
    user_name: str
    client: Client
    refresh_token: str

    async def report(self) -> str:
        """`ok`, or the code of the refusal."""
        try:
            await self.client.get("/reports/sessions", **REPORT)
        except Refused as refused:
            return refused.code
        return "ok"

    async def renew(self) -> dict[str, Any]:
        """Go on with what the manager may do now."""
        renewed: dict[str, Any] = await self.client.post("/token", {"refresh_token": self.refresh_token})
        self.client.http.headers["Authorization"] = f"Bearer {renewed['access_token']}"
        self.refresh_token = renewed["refresh_token"]
        return renewed


@asynccontextmanager
async def a_manager(provider: Provider) -> AsyncIterator[Manager]:
    user_name = f"lowri.{fresh_id()}"
    body = {
        "given_name": "Lowri",
        "family_name": "Pugh",
        "user_name": user_name,
        "initial_password": PASSWORD,
        "roles": [{"role": "custom_manager", "centre_ids": [provider.centre_id]}],
    }
    person = await provider.admin.post("/people", body)
    async with Client(provider.platform.servers.gateway_url) as client:
        signed_in = await client.sign_in(user_name, PASSWORD)
        yield Manager(person["id"], user_name, client, signed_in["refresh_token"])


async def give(provider: Provider, manager: Manager, set_id: str | None) -> dict[str, Any]:
    person = await provider.admin.get(f"/people/{manager.id}")
    path = f"/people/{manager.id}/permission-set"
    given: dict[str, Any] = await provider.admin.put(
        path, {"permission_set_id": set_id}, version=person["version"]
    )
    return given


async def define(provider: Provider, name: str, *permissions: str) -> dict[str, Any]:
    defined: dict[str, Any] = await provider.admin.post(
        "/permission-sets", {"name": name, "permissions": list(permissions)}
    )
    return defined


async def change(provider: Provider, set_id: str, name: str, *permissions: str) -> dict[str, Any]:
    found = await provider.admin.get(f"/permission-sets/{set_id}")
    changed: dict[str, Any] = await provider.admin.put(
        f"/permission-sets/{set_id}",
        {"name": name, "permissions": list(permissions)},
        version=found["version"],
    )
    return changed


async def test_a_custom_manager_without_a_set_books_and_nothing_more(team: Team) -> None:
    async with a_manager(team.provider) as manager:
        assert (await manager.client.get("/me"))["permissions"] == WITHOUT
        await eventually(
            lambda: manager.client.get("/eligible-learners", assessor_id=team.assessor_id),
            lambda found: bool(found["items"]),
        )
        await manager.client.post("/sessions", team.a_booking())
        assert await manager.report() == "permission_missing"


async def test_what_is_given_counts_at_once_and_what_is_taken_away_is_gone_at_once(
    provider: Provider,
) -> None:
    office = await define(provider, "Office", "run_reports")
    assert office["permissions"] == WITH_REPORTS
    async with a_manager(provider) as manager:
        given = await give(provider, manager, office["id"])
        assert given["roles"][0]["permission_set_id"] == office["id"]
        await eventually(manager.report, lambda code: code == "token_revoked")
        assert (await manager.renew())["permissions"] == WITH_REPORTS
        assert await manager.report() == "ok"

        await change(provider, office["id"], "Office", "read_plans")
        await eventually(manager.report, lambda code: code == "token_revoked")
        assert (await manager.renew())["permissions"] == ["book_sessions", "read_plans"]
        assert await manager.report() == "permission_missing"

        await give(provider, manager, None)
        await eventually(manager.report, lambda code: code == "token_revoked")
        assert (await manager.renew())["permissions"] == WITHOUT


async def test_in_a_browser_nobody_has_to_sign_in_again_when_a_set_changes(provider: Provider) -> None:
    office = await define(provider, "Office")
    async with a_manager(provider) as manager, a_browser(provider.platform.servers) as browser:
        await give(provider, manager, office["id"])
        assert (await browser.sign_in(manager.user_name))["permissions"] == WITHOUT

        async def report() -> int:
            answer = await browser.ask("GET", "/reports/sessions", params=REPORT)
            return answer.status_code

        assert await report() == 403
        await change(provider, office["id"], "Office", "run_reports")
        await eventually(report, lambda status: status != 403)
        assert await report() == 200
        assert (await browser.ask("GET", "/browser-session")).json()["permissions"] == WITH_REPORTS


async def test_a_set_shows_who_holds_it_and_what_it_was(provider: Provider) -> None:
    office = await define(provider, "Office", "run_reports")
    async with a_manager(provider) as manager:
        await give(provider, manager, office["id"])
        await change(provider, office["id"], "Front office", "run_reports", "keep_people")
        found = await provider.admin.get(f"/permission-sets/{office['id']}")
    holder = {"id": manager.id, "name": "Lowri Pugh", "centre_ids": [provider.centre_id]}
    assert found["holders"] == [holder]
    assert [(one["name"], one["permissions"], one["by_id"]) for one in found["before"]] == [
        ("Office", WITH_REPORTS, provider.admin_id)
    ]
    assert (found["name"], found["since"] > found["before"][0]["since"]) == ("Front office", True)


async def test_a_set_is_retired_once_nobody_holds_it_and_leaves_its_name_free(provider: Provider) -> None:
    office = await define(provider, "Office", "run_reports")
    path = f"/permission-sets/{office['id']}"
    async with a_manager(provider) as manager:
        await give(provider, manager, office["id"])
        version = (await provider.admin.get(path))["version"]
        held = await refusal(provider.admin.post(f"{path}/retirement", None, version=version))
        assert (held.status, held.code, held.problem["held_by"]) == (409, "permission_set_held", 1)
        taken = await refusal(define(provider, "office"))
        assert (taken.status, taken.code, taken.problem["field"]) == (
            409,
            "permission_set_name_taken",
            "name",
        )

        await give(provider, manager, None)
        version = (await provider.admin.get(path))["version"]
        retired = await provider.admin.post(f"{path}/retirement", None, version=version)
        assert retired["retired_at"] is not None
        gone = await refusal(give(provider, manager, office["id"]))
        assert (gone.status, gone.code) == (409, "permission_set_retired")
    again = await define(provider, "Office")
    in_use = await provider.admin.get("/permission-sets")
    put_away = await provider.admin.get("/permission-sets", retired=True)
    assert [[one["id"] for one in page["items"]] for page in (in_use, put_away)] == [
        [again["id"]],
        [office["id"]],
    ]


async def test_a_file_of_a_custom_manager_is_carried_out_as_far_as_they_may_when_it_is(
    provider: Provider,
) -> None:
    keeping = await define(provider, "Keeps people", "keep_people")
    async with a_manager(provider) as manager:
        await give(provider, manager, keeping["id"])
        await manager.renew()
        first, second = [await imported(manager.client, provider, name) for name in ("Efa", "Mali")]
        assert (await preview(manager.client, second))["added"] == 1
        await preview(manager.client, first)
        done = await carried_out(manager.client, first)
        assert (done["added"], done["refused"]) == (1, 0)

        await give(provider, manager, None)
        assert (await carried_out(provider.admin, second))["refused"] == 1


async def imported(client: Client, provider: Provider, name: str) -> str:
    """The id of an import of one learner."""
    answer = await client.http.post(
        "/imports",
        content=f"given_name,family_name,centre\n{name},Llwyd,{provider.centre_id}\n".encode(),
        headers={"Idempotency-Key": fresh_id(), "Content-Type": "text/csv"},
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def preview(client: Client, import_id: str) -> dict[str, Any]:
    """The import once it was looked through."""
    return await _settled(client, import_id, "checked")


async def carried_out(client: Client, import_id: str) -> dict[str, Any]:
    """The import after it was run."""
    await client.post(f"/imports/{import_id}/run", {})
    return await _settled(client, import_id, "done")


async def _settled(client: Client, import_id: str, state: str) -> dict[str, Any]:
    async def look() -> dict[str, Any]:
        found: dict[str, Any] = await client.get(f"/imports/{import_id}")
        return found

    return await eventually(look, lambda seen: seen["state"] == state)


async def test_only_custom_managers_are_given_a_set_and_only_permissions_of_the_list_are(
    provider: Provider,
) -> None:
    office = await define(provider, "Office", "run_reports")
    iqa = await provider.person("iqa")
    refused = await refusal(
        provider.admin.put(f"/people/{iqa}/permission-set", {"permission_set_id": office["id"]}, version=1)
    )
    assert (refused.status, refused.code) == (422, "not_a_custom_manager")
    unknown = await refusal(define(provider, "Everything", "rule_the_world"))
    assert (unknown.status, unknown.problem["field"]) == (422, "permissions.0")
    listed = await provider.admin.get("/permissions")
    assert [one["permission"] for one in listed["items"] if one["always"]] == WITHOUT


async def test_who_keeps_people_neither_allocates_nor_makes_administrators_with_it(team: Team) -> None:
    provider = team.provider
    keeper = provider.as_role("custom_manager", permissions=["keep_people"])
    learner = {"role": "learner", "centre_ids": [provider.centre_id]}
    nia = {"given_name": "Nia", "family_name": "Rowe"}
    added = await keeper.post("/people", nia | {"roles": [learner]})
    enrolling = {
        "learner_id": added["id"],
        "centre_id": provider.centre_id,
        "qualification_id": provider.qualification_id,
    }
    refused = await refusal(keeper.post("/enrolments", enrolling | {"assessor_id": team.assessor_id}))
    assert refused.status == 403
    await keeper.post("/enrolments", enrolling)
    for role in ("custom_manager", "basic_admin", "master_admin"):
        grant = {"role": role, "centre_ids": [provider.centre_id]}
        refused = await refusal(keeper.post("/people", nia | {"roles": [grant]}))
        assert (refused.status, refused.code) == (403, "role_not_grantable")


async def test_why_somebody_is_away_is_read_by_who_keeps_diaries(team: Team) -> None:
    provider = team.provider
    away = {"person_id": team.assessor_id, "first": "2032-06-01", "last": "2032-06-01", "note": "Surgery."}
    await provider.admin.post("/absences", away)
    asked = {"person_id": team.assessor_id, "from": "2032-05-31", "to": "2032-06-03"}
    for permissions, note in ((["keep_diaries"], "Surgery."), ([], None)):
        manager = provider.as_role("custom_manager", permissions=permissions)
        (absence,) = (await manager.get("/absences", **asked))["items"]
        assert absence["note"] == note


async def test_every_decision_about_permissions_stands_in_the_audit(provider: Provider) -> None:
    office = await define(provider, "Office", "run_reports")
    async with a_manager(provider) as manager:
        await give(provider, manager, office["id"])
        await change(provider, office["id"], "Office", "keep_people")

        async def about(subject: str) -> list[str]:
            entries = (await provider.admin.get("/audit", subject=subject))["items"]
            return [entry["action"] for entry in entries]

        sets = await eventually(
            lambda: about(f"permission_sets/{office['id']}"), lambda found: len(found) == 3
        )
        assert set(sets) == {"define_set", "give_set", "change_set"}
        await eventually(lambda: about(f"people/{manager.id}"), lambda found: "give_set" in found)
