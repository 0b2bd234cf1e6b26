"""Five thousand learners in one file (B-17), on identity alone: what the others hear of them is their own affair."""

import csv
import io
from typing import Any

import pytest

from chassis.ids import fresh_id
from services.identity.jobs import imports_under_way
from tests.identity.api.conftest import NewProvider

COUNT = 5000
COLUMNS = ("given_name", "family_name", "centre", "email", "qualification")


@pytest.mark.req("B-17")
async def test_five_thousand_learners_are_previewed_come_in_row_by_row_and_change_nothing_a_second_time(
    provider: NewProvider,
) -> None:
    await provider.hear_of_qualification()
    rows = [
        [f"Efa{number}", "Llwyd", provider.centre, f"efa{number}.{fresh_id()[-6:]}@example.org", "603/5953/5"]
        for number in range(COUNT)
    ]
    rows[10][3] = "not an address"
    rows[2500][4] = "999/9999/9"
    rows[4999][2] = "Nowhere"
    bad = {11: "row_unreadable", 2501: "qualification_not_found", 5000: "centre_not_found"}

    preview = await _sent(provider, rows)
    assert (preview["state"], preview["added"], preview["refused"]) == ("checked", COUNT - 3, 3)
    assert await _counted(provider) == (1, 0)

    done = await _carried_out(provider, preview["id"])
    assert (done["state"], done["added"], done["refused"], done["waiting"]) == ("done", COUNT - 3, 3, 0)
    assert await _counted(provider) == (1 + COUNT - 3, COUNT - 3)
    refused = (await provider.admin.get(f"/imports/{done['id']}/rows", result="refused")).json()
    assert {row["number"]: row["code"] for row in refused["items"]} == bad
    errors = csv.DictReader(io.StringIO((await provider.admin.get(f"/imports/{done['id']}/errors")).text))
    assert {int(row["row"]): row["error"] for row in errors} == bad

    again = await _sent(provider, rows)
    assert (again["added"], again["enrolled"], again["unchanged"]) == (0, 0, COUNT - 3)
    await _carried_out(provider, again["id"])
    assert await _counted(provider) == (1 + COUNT - 3, COUNT - 3)


async def _sent(provider: NewProvider, rows: list[list[str]]) -> dict[str, Any]:
    """The import, looked through."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows([COLUMNS, *rows])
    headers = {
        "Authorization": f"Bearer {provider.admin.token}",
        "Idempotency-Key": fresh_id(),
        "Content-Type": "text/csv",
    }
    answer = await provider.identity.http.post(
        "/imports", content=buffer.getvalue().encode(), headers=headers
    )
    assert answer.status_code == 201, answer.text
    return await _worked_off(provider, answer.json()["id"])


async def _carried_out(provider: NewProvider, import_id: str) -> dict[str, Any]:
    answer = await provider.admin.post(f"/imports/{import_id}/run", {})
    assert answer.status_code == 200, answer.text
    return await _worked_off(provider, import_id)


async def _worked_off(provider: NewProvider, import_id: str) -> dict[str, Any]:
    """The import after the job has nothing left to do for it."""
    while await imports_under_way(provider.identity.kit):
        pass
    found: dict[str, Any] = (await provider.admin.get(f"/imports/{import_id}")).json()
    return found


async def _counted(provider: NewProvider) -> tuple[int, int]:
    """How many people and how many enrolments the provider has."""
    db = provider.identity.kit.db
    own = {"provider_id": provider.id}
    return await db.people.count_documents(own), await db.enrolments.count_documents(own)
