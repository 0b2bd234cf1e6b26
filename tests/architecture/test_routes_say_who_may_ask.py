"""Every route says who may ask, and the gateway's table says the same."""

import ast
import importlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pytest
from fastapi import APIRouter

from chassis.http import Command, Public, Router
from chassis.http import Route as ServiceRoute
from chassis.service import Service
from gateway.routes import ROUTES, shape
from gateway.routes import Route as Door
from tests.architecture.source import SERVICES, Function, Module, modules, parameters

METHODS = {"get", "post", "put", "patch", "delete", "head", "options", "api_route"}
ACCESS = {"Ask", "Command", "Public"}


def undeclared_routes(module: Module) -> Iterator[str]:
    """A route that declares none or several of Ask, Command and Public."""
    for name, function in module.functions():
        if any(_is_route(decorator) for decorator in function.decorator_list):
            declared = sorted(_access(function))
            if len(declared) != 1:
                yield module.at(function, f"{name} declares {' and '.join(declared) or 'nobody'}")


def foreign_routers(module: Module) -> Iterator[str]:
    """A router that does not ask who is there."""
    for name, whole in module.imports().items():
        if whole in ("fastapi.APIRouter", "fastapi.FastAPI", "starlette.routing.Route"):
            yield f"{module.path}: {name} instead of chassis.http.Router"
    for call in module.calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("add_api_route", "add_route", "mount"):
            yield module.at(call, f"a route added by {call.func.attr}()")


def _is_route(decorator: ast.expr) -> bool:
    return (
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr in METHODS
    )


def _access(function: Function) -> Iterator[str]:
    for parameter in parameters(function):
        if isinstance(parameter.annotation, ast.Name) and parameter.annotation.id in ACCESS:
            yield parameter.annotation.id


@dataclass(frozen=True, order=True)
class Opening:
    """A route as both sides see it."""

    method: str
    path: str
    service: str
    public: bool
    keyless: bool


INSIDE_ONLY = {Opening("GET", "/revocations", "identity", public=True, keyless=False)}
"""What services open to each other and the gateway lets nobody through to."""


def openings_of(service: str, routers: Iterable[APIRouter]) -> Iterator[Opening]:
    """What a service opens. A POST without an Idempotency-Key is one that runs no command."""
    for router in routers:
        for route in router.routes:
            assert isinstance(route, ServiceRoute), f"{route} is not made by chassis.http.Router"
            for method in sorted(route.methods or ()):
                keyless = method == "POST" and route.access != "command"
                yield Opening(method, shape(route.path), service, route.access == "public", keyless)


def openings_in(table: Iterable[Door]) -> Iterator[Opening]:
    """What the gateway lets through."""
    return (Opening(one.method, shape(one.path), one.service, one.public, one.keyless) for one in table)


@pytest.mark.parametrize("rule", [undeclared_routes, foreign_routers])
def test_every_route_declares_exactly_one_caller(rule: object) -> None:
    assert callable(rule)
    sources = [module for module in modules("services") if module.is_one_of("services/*/api*")]
    assert sources
    assert [fault for module in sources for fault in rule(module)] == []


def test_the_gateway_lets_through_what_the_services_open_and_nothing_else() -> None:
    services: Mapping[str, Service] = {
        name: importlib.import_module(f"services.{name}.main").SERVICE for name in SERVICES
    }
    opened = {one for name, service in services.items() for one in openings_of(name, service.routers)}
    assert sorted(opened ^ {*openings_in(ROUTES), *INSIDE_ONLY}) == []


BAD_ROUTES = {
    "nobody": "@router.get('/x')\nasync def f(id: str): ...",
    "two": "@router.post('/x')\nasync def f(ask: Ask, command: Command): ...",
    "the same twice": "@router.put('/x')\nasync def f(a: Ask, *, b: Ask): ...",
    "somebody unknown": "@router.delete('/x')\nasync def f(request: Request): ...",
}
BAD_ROUTERS = {
    "FastAPI's": "from fastapi import APIRouter\nrouter = APIRouter()",
    "renamed": "from fastapi import APIRouter as Router\nrouter = Router()",
    "by a call": "router.add_api_route('/x', f)",
}


@pytest.mark.parametrize("text", BAD_ROUTES.values(), ids=BAD_ROUTES)
def test_a_route_for_nobody_in_particular_is_caught(text: str) -> None:
    assert [*undeclared_routes(Module.snippet(text, at="services/x/api.py"))]


@pytest.mark.parametrize("text", BAD_ROUTERS.values(), ids=BAD_ROUTERS)
def test_a_router_of_another_make_is_caught(text: str) -> None:
    assert [*foreign_routers(Module.snippet(text, at="services/x/api.py"))]


def test_a_declared_route_is_no_fault() -> None:
    text = "@router.get('/x')\nasync def f(ask: Ask, id: str): ...\ndef helper(): ..."
    assert not [*undeclared_routes(Module.snippet(text, at="services/x/api.py"))]


def test_a_route_reads_as_public_and_keyless_only_when_it_is() -> None:
    router = Router()

    @router.post("/things/{id}")
    async def command(id: str, command: Command) -> None: ...

    @router.post("/sign-in")
    async def public(public: Public) -> None: ...

    assert [*openings_of("x", [router])] == [
        Opening("POST", "/things/{}", "x", public=False, keyless=False),
        Opening("POST", "/sign-in", "x", public=True, keyless=True),
    ]
