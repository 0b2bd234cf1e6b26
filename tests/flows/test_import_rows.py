"""People, enrolments and employers from a file, through the gateway (B-17)."""

import asyncio
import csv
import io
from collections.abc import Iterable
from typing import Any

import pytest
from openpyxl import Workbook

from chassis.ids import fresh_id
from deploy.demo.client import Client
from tests.flows.team import refusal
from tests.platform import Provider

CSV = "text/csv"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = ("given_name", "family_name", "centre", "email", "qualification", "assessor")
PATIENCE = 240.0


@pytest.fixture
async def provider(provider: Provider) -> Provider:
    """One whose qualification identity has heard of: rows name it by its number, and nobody waits for a number."""
    await provider.iqa(provider.centre_id, provider.qualification_id)
    return provider


@pytest.mark.nightly
async def test_five_thousand_learners_come_in_one_go_with_a_preview_and_a_result_per_row(
    provider: Provider,
) -> None:
    rows = _learners(provider, 5000)
    rows[10][3] = "not an address"
    rows[2500][4] = "999/9999/9"
    rows[4999][2] = "Nowhere"
    bad = {11: "row_unreadable", 2501: "qualification_not_found", 5000: "centre_not_found"}
    content = _csv(rows)

    sent = await sent_in(provider.admin, content)
    preview = await settled(provider.admin, sent["id"], "checked")
    assert (preview["rows"], preview["added"], preview["refused"]) == (5000, 4997, 3)
    assert (await provider.admin.get("/people", search="Import"))["items"] == []

    await provider.admin.post(f"/imports/{sent['id']}/run", {})
    done = await settled(provider.admin, sent["id"], "done")
    assert (done["added"], done["refused"], done["waiting"]) == (4997, 3, 0)
    refused = await provider.admin.get(f"/imports/{sent['id']}/rows", result="refused")
    assert {row["number"]: row["code"] for row in refused["items"]} == bad
    errors = list(csv.DictReader(io.StringIO(await refused_file(provider.admin, sent["id"]))))
    assert {int(row["row"]): row["error"] for row in errors} == bad
    assert errors[2]["centre"] == "Nowhere"

    again = await sent_in(provider.admin, content)
    preview = await settled(provider.admin, again["id"], "checked")
    assert (preview["added"], preview["enrolled"], preview["unchanged"]) == (0, 0, 4997)
    await provider.admin.post(f"/imports/{again['id']}/run", {})
    await settled(provider.admin, again["id"], "done")
    enrolments = await provider.admin.get("/enrolments", learner_id=await _id_of(provider, rows[0]))
    assert len(enrolments["items"]) == 1


@pytest.mark.req("B-17")
async def test_the_file_of_refused_rows_is_mended_and_comes_in_and_the_others_stay_as_they_are(
    provider: Provider,
) -> None:
    rows = _learners(provider, 3)
    address, rows[1][3] = rows[1][3], "not an address"
    sent = await sent_in(provider.admin, _csv(rows))
    first = await _carried_out(provider.admin, sent)
    assert (first["added"], first["refused"]) == (2, 1)
    for language in ({}, {"language": "cy"}):
        refused = await refused_file(provider.admin, sent["id"], **language)
        assert refused.count("not an address") == 1
        mended = await _run(provider.admin, refused.replace("not an address", address).encode())
        assert (mended["added"], mended["refused"]) == ((0, 0) if language else (1, 0))
    again = await _run(provider.admin, _csv([*rows[:1], *rows[2:]]))
    assert (again["added"], again["unchanged"], again["refused"]) == (0, 2, 0)


@pytest.mark.req("CE-14")
async def test_what_the_awarding_organisation_sends_twice_is_one_person_who_waits_for_the_centre(
    provider: Provider,
) -> None:
    feed, centre = provider.as_role("ao_admin"), provider.as_role("centre_admin")
    learner, assessor = _learners(provider, 2)
    message = _registrations([*learner[:5], "learner"], [*assessor[:4], "", "assessor"])
    first = await _run(feed, message)
    again = await _run(feed, message)
    assert [(run["added"], run["unchanged"], run["refused"]) for run in (first, again)] == [
        (2, 0, 0),
        (0, 2, 0),
    ]
    for role, row in (("learner", learner), ("assessor", assessor)):
        people = (await centre.get("/people", role=role))["items"]
        assert [(one["email"], one["state"]) for one in people] == [(row[3], "pending")]
    assert (await centre.get("/allocations/waiting"))["learners"] == 1

    # It registers people; who works with whom, and who runs the centre, is the centre's.
    admin, allocated = _learners(provider, 2)
    beyond = _registrations([*admin[:4], "", "centre_admin"], [*allocated[:5], "learner", assessor[3]])
    sent = await sent_in(feed, beyond)
    assert (await settled(feed, sent["id"], "checked"))["refused"] == 2
    roles = [{"role": "learner", "centre_ids": [provider.centre_id]}]
    typed = {"given_name": "Efa", "family_name": "Llwyd", "roles": roles}
    assert (await refusal(feed.post("/people", typed))).status == 403


async def test_one_person_on_two_qualifications_is_one_person(provider: Provider) -> None:
    course = {"number": "603/5216/4", "title": "Colouring", "level": "2", "type": "certificate"}
    other_course = await provider.admin.post("/qualifications", course)
    await provider.iqa(provider.centre_id, other_course["id"])
    (row,) = _learners(provider, 1)
    other = [*row[:4], course["number"], row[5]]
    done = await _run(provider.admin, _csv([row, other, row]))
    assert (done["added"], done["enrolled"], done["refused"]) == (1, 1, 1)
    enrolments = await provider.admin.get("/enrolments", learner_id=await _id_of(provider, row))
    assert len(enrolments["items"]) == 2


@pytest.mark.req("B-17")
async def test_an_excel_file_is_as_good_as_a_csv_file(provider: Provider) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in (COLUMNS, *_learners(provider, 2)):
        sheet.append(list(cells))
    buffer = io.BytesIO()
    book.save(buffer)
    done = await _run(provider.admin, buffer.getvalue(), EXCEL)
    assert (done["added"], done["refused"]) == (2, 0)


@pytest.mark.req("B-17")
async def test_employers_come_in_with_all_that_is_recorded_and_a_second_time_change_nothing(
    provider: Provider,
) -> None:
    centre, tag = provider.centre_id, fresh_id()[-8:]
    columns = (
        "number",
        "name",
        "centre",
        "larger_company",
        "domains",
        "recorded_emails",
        "workplace",
        "contact",
    )
    usk = [f"US {tag}", "Usk Valley Care", centre]
    rows = [
        [*usk, "yes", f"usk{tag}.example", "office@usk.example; hr@usk.example", "Tŷ Derw", "Nia Prosser"],
        [*usk, "", "", "", "Hafan", ""],
        [f"DE {tag}", "Derwen Salon", centre, "", "", "", "", ""],
        [f"GM {tag}", "Gwalia Motors", centre, "yes", "gmail.com", "", "", ""],
        [f"NO {tag}", "Nowhere Ltd", "Nowhere", "", "", "", "", ""],
    ]
    content = _table(columns, rows)
    sent = await sent_in(provider.admin, content, about="employers")
    preview = await settled(provider.admin, sent["id"], "checked")
    assert [preview[one] for one in ("kind", "added", "changed", "refused")] == ["employers", 2, 1, 2]
    assert (await provider.admin.get("/employers", search=tag))["items"] == []
    errors = csv.DictReader(io.StringIO(await refused_file(provider.admin, sent["id"])))
    assert [(row["name"], row["error"], row["error_column"]) for row in errors] == [
        ("Gwalia Motors", "mail_domain_public", "domains"),
        ("Nowhere Ltd", "centre_not_found", "centre"),
    ]

    for added, changed, unchanged in ((2, 1, 0), (0, 0, 3)):
        done = await _run(provider.admin, content, about="employers")
        assert [done[one] for one in ("added", "changed", "unchanged", "refused")] == [
            added,
            changed,
            unchanged,
            2,
        ]
    (found,) = (await provider.admin.get("/employers", search="Usk"))["items"]
    assert found["domains"] == [f"usk{tag}.example"]
    assert found["recorded_emails"] == ["office@usk.example", "hr@usk.example"]
    assert [one["name"] for one in found["workplaces"]] == ["Tŷ Derw", "Hafan"]
    assert [one["name"] for one in found["contacts"]] == ["Nia Prosser"]

    assert (await _post(provider.as_role("ao_admin"), content, CSV, "employers")).status_code == 403


async def test_learners_come_in_with_their_assessor(provider: Provider) -> None:
    assessor_id = await provider.person("assessor")
    assessor = await provider.admin.get(f"/people/{assessor_id}")
    (row,) = _learners(provider, 1)
    row[5] = assessor["email"]
    await _run(provider.admin, _csv([row]))
    enrolments = await provider.admin.get("/enrolments", learner_id=await _id_of(provider, row))
    assert [one["assessor_id"] for one in enrolments["items"]] == [assessor_id]


async def test_nobody_imports_into_a_centre_that_is_not_theirs(provider: Provider) -> None:
    elsewhere = provider.as_role("centre_admin", centre_ids=(await provider.centre(),))
    sent = await sent_in(elsewhere, _csv(_learners(provider, 1)))
    preview = await settled(elsewhere, sent["id"], "checked")
    assert preview["refused"] == 1
    stranger = await refusal(provider.as_role("centre_admin").get(f"/imports/{sent['id']}"))
    assert (stranger.status, stranger.code) == (404, "import_not_found")


@pytest.mark.parametrize(
    ("content", "kind", "status", "field"),
    [
        (b"given_name,family_name\nEfa,Llwyd\n", CSV, 422, "columns"),
        (b"given_name,family_name,centre,shoe_size\nEfa,Llwyd,A,4\n", CSV, 422, "columns"),
        (b"given_name,family_name,centre\n", CSV, 422, "rows"),
        (b"\xff\xfe", CSV, 422, "rows"),
        (b"not a workbook", EXCEL, 422, "rows"),
        (b"{}", "application/json", 422, "Content-Type"),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused_whole(
    provider: Provider, content: bytes, kind: str, status: int, field: str
) -> None:
    answer = await _post(provider.admin, content, kind)
    assert (answer.status_code, answer.json()["field"]) == (status, field)


async def test_an_error_file_holds_no_formula(provider: Provider) -> None:
    row = ["=HYPERLINK(1)", "Llwyd", "Nowhere", "", "", ""]
    sent = await sent_in(provider.admin, _csv([row]))
    await settled(provider.admin, sent["id"], "checked")
    assert "'=HYPERLINK" in await refused_file(provider.admin, sent["id"])


def _learners(provider: Provider, count: int) -> list[list[str]]:
    tag = fresh_id()[-8:]
    return [
        [
            f"Efa{number}",
            f"Import{number}",
            provider.centre_id,
            f"efa{number}.{tag}@example.org",
            "603/5953/5",
            "",
        ]
        for number in range(count)
    ]


def _csv(rows: Iterable[list[str]]) -> bytes:
    return _table(COLUMNS, rows)


def _table(columns: Iterable[str], rows: Iterable[list[str]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([columns, *rows])
    return buffer.getvalue().encode()


def _registrations(*rows: list[str]) -> bytes:
    """A message of the awarding organisation, whose rows say which role they are about."""
    columns = (*COLUMNS[:5], "role", "assessor")
    return _table(columns, ([*row, ""][: len(columns)] for row in rows))


async def _post(client: Client, content: bytes, kind: str, about: str = "people") -> Any:
    headers = {"Idempotency-Key": fresh_id(), "Content-Type": kind}
    return await client.http.post(
        "/imports", params={"kind": about}, content=content, headers=headers, timeout=60
    )


async def sent_in(client: Client, content: bytes, kind: str = CSV, about: str = "people") -> dict[str, Any]:
    answer = await _post(client, content, kind, about)
    assert answer.status_code == 201, answer.text
    sent: dict[str, Any] = answer.json()
    return sent


async def settled(client: Client, import_id: str, state: str) -> dict[str, Any]:
    async def look() -> dict[str, Any]:
        found: dict[str, Any] = await client.get(f"/imports/{import_id}")
        return found

    async with asyncio.timeout(PATIENCE):
        while (found := await look())["state"] != state:
            await asyncio.sleep(0.5)
    return found


async def _run(client: Client, content: bytes, kind: str = CSV, about: str = "people") -> dict[str, Any]:
    return await _carried_out(client, await sent_in(client, content, kind, about))


async def _carried_out(client: Client, sent: dict[str, Any]) -> dict[str, Any]:
    await settled(client, sent["id"], "checked")
    await client.post(f"/imports/{sent['id']}/run", {})
    return await settled(client, sent["id"], "done")


async def refused_file(client: Client, import_id: str, **asked: str) -> str:
    return (await client.send("GET", f"/imports/{import_id}/errors", params=asked)).content.decode(
        "utf-8-sig"
    )


async def _id_of(provider: Provider, row: list[str]) -> str:
    found = (await provider.admin.get("/people", search=row[3]))["items"]
    (person,) = [one for one in found if one["email"] == row[3]]
    return str(person["id"])
