"""Every route, every role, every distance: who may is one table (permissions.csv), and nothing leaks."""

import json
from collections.abc import AsyncIterator

import pytest

from contracts.words import Permission
from deploy.api_document import api_document
from deploy.demo.client import Client
from gateway.routes import OWN_ROUTES, ROUTES, shape
from tests.conftest import Servers
from tests.flows import matrix
from tests.flows.probes import Probe
from tests.platform import Platform

SIGNED_IN = sorted(f"{route.method} {route.path}" for route in (*ROUTES, *OWN_ROUTES) if not route.public)
STEPS: dict[str, dict[str, object]] = {
    "/browser-session/acceptance": {"number": 1},
    "/browser-session/role": {"role": "assessor"},
    "/browser-session/second-factor": {"code": "492039"},
    "/browser-session/second-factor/setup": {"current_password": "x"},
    "/browser-session/second-factor/confirmation": {"code": "492039"},
}
IN_A_BROWSER = ["GET /browser-session", *(f"POST {path}" for path in STEPS)]
CASELOAD = {"learner", "assessor", "employer_user", "eqa", "ao_admin", "platform_admin"}
"""Roles that see, in a list, nobody but their own."""


@pytest.fixture(scope="module")
async def world(servers: Servers) -> AsyncIterator[matrix.World]:
    """A learner with everybody around them."""
    world = await matrix.build(Platform(servers))
    yield world
    await world.here.close()
    await world.elsewhere.close()


def _named(route: str) -> str:
    method, path = route.split()
    return f"{method} {shape(path).replace('{}', '{id}')}"


def test_every_step_of_a_browser_is_tried() -> None:
    assert {route.path for route in OWN_ROUTES if route.public} == {"/browser-session", *STEPS}


def test_the_table_knows_every_route_and_every_role() -> None:
    cells = matrix.expectations()
    assert sorted({route for route, _, _ in cells}) == sorted({_named(route) for route in SIGNED_IN})
    assert {role for _, role, _ in cells} == set(matrix.ROLES)


@pytest.mark.parametrize("route", SIGNED_IN)
async def test_a_route_answers_every_role_as_the_table_says(world: matrix.World, route: str) -> None:
    expected, found, leaks = {}, {}, []
    name = _named(route)
    probe = world.probes()[name]
    table = matrix.expectations()
    for role in matrix.ROLES:
        for column, client in world.callers(role).items():
            cell = (name, role, column)
            status, text = await matrix.ask(client, probe)
            expected[cell], found[cell] = table[cell], status
            stranger = column.startswith("other") or (column == "same_centre" and role in CASELOAD)
            if stranger and status == 200 and probe.params is None:
                leaks += [(role, column, thing) for thing in world.leaks(text)]
    assert found == expected
    assert [leak for leak in leaks if leak[2] in ("learner", "enrolment", "session", "notification")] == []


@pytest.mark.parametrize("route", IN_A_BROWSER)
async def test_nobody_is_in_a_browser_without_its_cookie_whatever_their_token(
    world: matrix.World, servers: Servers, route: str
) -> None:
    method, path = route.split()
    token = world.callers("master_admin")["same_centre"].http.headers["Authorization"]
    forged = "session_ended" if method == "GET" else "cross_site_request"
    tried: tuple[tuple[dict[str, str], str], ...] = (
        ({}, "session_ended"),
        ({"Authorization": token}, "session_ended"),
        ({"Cookie": "__Host-waymark=guessed"}, forged),
    )
    async with Client(servers.gateway_url) as nobody:
        for headers, code in tried:
            probe = Probe(method, path, STEPS.get(path), headers=headers)
            _, text = await matrix.ask(nobody, probe)
            assert f'"{code}"' in text, headers


@pytest.mark.parametrize("route", SIGNED_IN)
async def test_nobody_passes_without_a_token(world: matrix.World, servers: Servers, route: str) -> None:
    async with Client(servers.gateway_url) as nobody:
        status, text = await matrix.ask(nobody, world.probes()[_named(route)])
    assert (status, '"token_missing"' in text) == (401, True)


PERMITTED = {
    f"{method.upper()} {shape(path.removeprefix('/api')).replace('{}', '{id}')}": operation["x-permission"]
    for path, operations in api_document()["paths"].items()
    for method, operation in operations.items()
    if "x-permission" in operation
}
"""What every route that is open to Custom Managers takes, by its name in the table; `everyone`: one's own affairs."""
DOOR = {_named(f"{route.method} {route.path}") for route in OWN_ROUTES}
CHOSEN = sorted(
    (route, permission)
    for route, permission in PERMITTED.items()
    if permission not in ("everyone", Permission.BOOK_SESSIONS)
)


def test_every_route_for_custom_managers_names_one_permission_and_every_permission_opens_something() -> None:
    assert set(PERMITTED.values()) == {"everyone", *Permission}
    shut = {
        route: status
        for (route, role, column), status in matrix.expectations().items()
        if role == matrix.CUSTOM_WITH_ALL and column == "same_centre" and route not in PERMITTED
    }
    assert {route: status for route, status in shut.items() if status != 403 and route not in DOOR} == {}


@pytest.mark.parametrize(("route", "permission"), CHOSEN)
async def test_a_set_without_the_permission_is_refused_with_its_name(
    world: matrix.World, route: str, permission: str
) -> None:
    others = set(Permission) - {Permission(permission)}
    manager = world.here.as_role("custom_manager", permissions=others)
    status, text = await matrix.ask(manager, world.probes()[route])
    problem = json.loads(text)
    assert (status, problem["code"], problem["permission"]) == (403, "permission_missing", permission)
    assert f"the permission to {permission.replace('_', ' ')}" in problem["detail"]
