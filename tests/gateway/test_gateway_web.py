"""The web client's files: what is kept for ever, what is asked for each time, and what is no file at all."""

import gzip
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.gateway.world import OpenDoor

PAGE = {"Accept": "text/html,application/xhtml+xml", "Sec-Fetch-Mode": "navigate"}
SCRIPT = "console.log('a script that is long enough to be worth packing')" * 20


@pytest.fixture
async def door(open_door: OpenDoor, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A door that has a built client."""
    web = tmp_path / "web"
    (web / "assets").mkdir(parents=True)
    (web / "index.html").write_text("<!doctype html><title>Waymark</title>")
    (web / "assets" / "index-abc.js").write_text(SCRIPT)
    (web / "assets" / "index-abc.js.gz").write_bytes(gzip.compress(SCRIPT.encode()))
    (web / "manifest.webmanifest").write_text("{}")
    (tmp_path / "secret.txt").write_text("not for the web")
    async with open_door(web_dir=web, shown_people=tmp_path / "people.json") as client:
        yield client


async def test_a_page_somebody_goes_to_is_the_application_and_is_asked_for_each_time(
    door: httpx.AsyncClient,
) -> None:
    for path in ("/", "/plan", "/invitations/abc.def", "/learners/0199/plan?tab=2"):
        page = await door.get(path, headers=PAGE)
        assert page.status_code == 200
        assert "<title>Waymark</title>" in page.text
        assert page.headers["cache-control"] == "no-cache"
    page = await door.get("/", headers=PAGE)
    again = await door.get("/", headers=PAGE | {"If-None-Match": page.headers["etag"]})
    assert again.status_code == 304


async def test_the_first_page_is_there_for_whatever_asks(door: httpx.AsyncClient) -> None:
    page = await door.get("/", headers={"Accept": "*/*"})
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    head = await door.head("/", headers={"Accept": "*/*"})
    assert (head.status_code, head.content) == (200, b"")


async def test_hashed_files_are_kept_for_ever_and_come_packed(door: httpx.AsyncClient) -> None:
    packed = await door.get("/assets/index-abc.js", headers={"Accept-Encoding": "gzip"})
    plain = await door.get("/assets/index-abc.js", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text == SCRIPT
    for answer in (packed, plain):
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["vary"] == "Accept-Encoding"


async def test_what_is_no_file_is_a_problem_unless_a_person_goes_there(door: httpx.AsyncClient) -> None:
    for path, headers in (
        ("/assets/gone-123.js", {"Accept": "*/*"}),
        ("/plan", {"Accept": "application/json"}),
        ("/plan", PAGE | {"Sec-Fetch-Mode": "cors"}),
    ):
        answer = await door.get(path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (404, "no_such_route")
    assert (await door.post("/", headers=PAGE)).status_code == 405


async def test_the_api_and_the_health_pages_stay_what_they_are(door: httpx.AsyncClient) -> None:
    unknown = await door.get("/api/nothing", headers=PAGE)
    assert (unknown.status_code, unknown.json()["code"]) == (404, "no_such_route")
    assert (await door.get("/livez", headers=PAGE)).text == "alive\n"
    assert (await door.get("/api/docs", headers=PAGE)).headers["content-type"].startswith("text/html")


async def test_no_path_leads_out_of_the_folder(door: httpx.AsyncClient) -> None:
    for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "//etc/passwd"):
        answer = await door.get(path, headers={"Accept": "*/*"})
        assert answer.status_code in (400, 404), path
        assert "not for the web" not in answer.text


async def test_pages_may_run_only_their_own_scripts(door: httpx.AsyncClient) -> None:
    page = await door.get("/", headers=PAGE)
    policy = dict(part.strip().split(" ", 1) for part in page.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["cross-origin-opener-policy"] == "same-origin"


async def test_only_a_development_stack_shows_people_to_look_around_as(
    door: httpx.AsyncClient, tmp_path: Path
) -> None:
    assert (await door.get("/setup.json")).json() == {"people": []}
    people = [{"role": "assessor", "name": "Bethan Rees", "user_name": "bethan.rees", "password": "…"}]
    (tmp_path / "people.json").write_text(json.dumps(people))
    assert (await door.get("/setup.json")).json() == {"people": people}


async def test_without_a_built_client_there_is_only_the_api(open_door: OpenDoor) -> None:
    async with open_door() as client:
        assert (await client.get("/", headers=PAGE)).status_code == 404
