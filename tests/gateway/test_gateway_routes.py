"""The route table: what is public, what needs no key, and what is no path of ours."""

import re

import pytest

from gateway.refusals import MethodNotAllowed, NoSuchRoute
from gateway.routes import BEHIND, JSON_LIMIT, ROUTES, Route, RouteTable, ServiceName

TABLE = RouteTable()


def test_exactly_these_routes_need_no_token() -> None:
    assert {(route.method, route.path) for route in ROUTES if route.public} == {
        ("POST", "/sign-in"),
        ("POST", "/sign-in/acceptance"),
        ("POST", "/sign-in/second-factor"),
        ("POST", "/sign-in/second-factor/setup"),
        ("POST", "/sign-in/second-factor/confirmation"),
        ("POST", "/token"),
        ("POST", "/invitations/{token}"),
        ("POST", "/password-resets"),
        ("POST", "/password-resets/{token}"),
        ("POST", "/smart-room-recordings"),
        ("GET", "/.well-known/jwks.json"),
        ("GET", "/calendar-feeds/{address}"),
    }


def test_exactly_these_posts_need_no_idempotency_key() -> None:
    assert {(route.method, route.path) for route in ROUTES if route.keyless} == {
        ("POST", "/sign-in"),
        ("POST", "/sign-in/acceptance"),
        ("POST", "/sign-in/second-factor"),
        ("POST", "/sign-in/second-factor/setup"),
        ("POST", "/sign-in/second-factor/confirmation"),
        ("POST", "/token"),
        ("POST", "/invitations/{token}"),
        ("POST", "/password-resets"),
        ("POST", "/password-resets/{token}"),
        ("POST", "/session-checks"),
        ("POST", "/smart-room-recordings"),
    }


def test_only_a_file_of_people_may_be_larger_than_the_json_limit() -> None:
    assert [route.path for route in ROUTES if route.body_limit > JSON_LIMIT] == ["/imports"]


def test_every_service_has_a_route() -> None:
    assert {route.service for route in ROUTES} == set(BEHIND)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_every_route_is_found_by_its_path(route: Route) -> None:
    path = re.sub(r"\{\w+\}", "0191c2a0-0000-7000-8000-000000000001", route.path)
    assert TABLE.find(route.method, path) == route


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/nothing",
        "/sessions/",
        "//sessions",
        "/sessions//outcome",
        "/sessions/..",
        "/sessions/.",
        "/sessions/../people",
        "/sessions/1/outcome/2",
        "/sessions/a%2Fb",
        "/sessions/%2e%2e",
        "/sessions/a%00b",
        "/%73essions",
        "/sessions/a b",
        "/sessions/" + "x" * 129,
        "/livez",
        "/readyz",
        "/metrics",
    ],
)
def test_a_path_outside_the_table_does_not_exist(path: str) -> None:
    with pytest.raises(NoSuchRoute):
        TABLE.find("GET", path)


def test_a_method_outside_the_table_is_refused_with_those_inside() -> None:
    with pytest.raises(MethodNotAllowed) as refusal:
        TABLE.find("DELETE", "/sessions")
    assert refusal.value.allowed == "GET, POST"


def test_a_literal_goes_before_a_parameter_and_both_are_found() -> None:
    fixed = Route("GET", "/people/import", ServiceName.IDENTITY)
    one = Route("GET", "/people/{id}", ServiceName.IDENTITY)
    inside = Route("GET", "/people/{id}/files", ServiceName.EVIDENCE)
    table = RouteTable([one, fixed, inside])
    assert table.find("GET", "/people/import") == fixed
    assert table.find("GET", "/people/7") == one
    assert table.find("GET", "/people/import/files") == inside


def test_a_route_cannot_be_in_the_table_twice() -> None:
    with pytest.raises(ValueError, match="twice"):
        RouteTable(
            [Route("GET", "/a/{b}", ServiceName.IDENTITY), Route("GET", "/a/{c}", ServiceName.REVIEWS)]
        )
