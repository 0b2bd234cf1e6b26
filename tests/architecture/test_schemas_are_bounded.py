"""What comes in is strict and bounded, so no request can be larger than we meant; what goes out is complete."""

import importlib
import inspect
from collections.abc import Iterator, Mapping
from datetime import date
from types import ModuleType
from typing import Annotated, Any, Literal

import pytest
from fastapi import FastAPI, Query
from pydantic import BaseModel, Field, HttpUrl

from chassis.http import Ask, Router
from chassis.schemas import Id, In, Out, Text
from tests.architecture.source import SERVICES

Schema = Mapping[str, Any]

FIXED_FORMATS = {"date", "date-time", "time", "uuid"}
SCALARS = {"string", "integer", "number", "boolean", "null"}


def models_of(module: ModuleType) -> list[type[BaseModel]]:
    """The models a module defines itself; filled-in generics like `Page[SessionOut]` are none."""
    found = [
        thing for thing in vars(module).values() if inspect.isclass(thing) and issubclass(thing, BaseModel)
    ]
    return [one for one in found if one.__module__ == module.__name__ and "[" not in one.__name__]


def misnamed(model: type[BaseModel]) -> Iterator[str]:
    """A model whose name does not say which way it goes, or that does not stand on the base of its way."""
    ways = [way for way in (In, Out) if model.__name__.endswith(way.__name__)]
    if not ways:
        yield f"{model.__name__} is neither …In nor …Out"
    elif not issubclass(model, ways[0]):
        yield f"{model.__name__} does not stand on {ways[0].__name__}"


def defaults(model: type[BaseModel]) -> Iterator[str]:
    """Fields of an answer that might not be there."""
    if issubclass(model, Out):
        for name, field in model.model_fields.items():
            if not field.is_required():
                yield f"{model.__name__}.{name} has a default"


def unbounded(model: type[BaseModel]) -> Iterator[str]:
    """Fields of a request that may be as long as the caller likes."""
    if issubclass(model, In):
        schema = model.model_json_schema()
        parts = {model.__name__: schema, **schema.get("$defs", {})}
        for name, part in parts.items():
            for field, found in part.get("properties", {}).items():
                yield from _faults(found, f"{name}.{field}")


def unbounded_parameters(document: Schema) -> Iterator[str]:
    """Path, query and header parameters of an OpenAPI document that have no bound."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            for parameter in operation.get("parameters", ()):
                yield from _faults(parameter["schema"], f"{method.upper()} {path} {parameter['name']}")


def _faults(schema: Schema, where: str) -> Iterator[str]:
    if "$ref" in schema or "enum" in schema or "const" in schema:
        return
    for choice in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())):
        yield from _faults(choice, where)
    match schema.get("type"):
        case "string" if not ("maxLength" in schema or schema.get("format") in FIXED_FORMATS):
            yield f"{where} is a text of any length"
        case "array":
            if "maxItems" not in schema:
                yield f"{where} is a list of any length"
            for items in (schema.get("items", {}), *schema.get("prefixItems", ())):
                yield from _faults(items, f"{where}[]")
        case "object" if schema.get("additionalProperties", True) is not False:
            yield f"{where} takes any field"
        case None if not {"anyOf", "oneOf", "allOf"} & schema.keys():
            yield f"{where} takes anything"


SCHEMAS = {name: importlib.import_module(f"services.{name}.schemas") for name in SERVICES}
RULES = {rule.__name__: rule for rule in (misnamed, defaults, unbounded)}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@pytest.mark.parametrize("service", SERVICES)
def test_the_schemas_keep_the_rule(service: str, rule: Any) -> None:
    assert [fault for model in models_of(SCHEMAS[service]) for fault in rule(model)] == []


@pytest.mark.parametrize("service", SERVICES)
def test_the_parameters_of_every_route_are_bounded(service: str) -> None:
    app = FastAPI()
    for router in importlib.import_module(f"services.{service}.main").SERVICE.routers:
        app.include_router(router)
    assert [*unbounded_parameters(app.openapi())] == []


class WideIn(In):
    """Everything that has no bound."""

    text: str
    words: Annotated[list[Id], Field()]
    inner: Annotated[list[str], Field(max_length=3)]
    maybe: str | None = None
    pattern: Annotated[str, Field(pattern="^a*$")]
    loose: dict[str, int]
    anything: Any


class NarrowIn(In):
    """Everything that has one."""

    text: Annotated[Text, Field(max_length=10)]
    id: Id
    day: date | None = None
    choice: Literal["a", "b"]
    url: HttpUrl
    pair: Annotated[tuple[Id, ...], Field(max_length=2)] = ()


class HalfOut(Out):
    """Answers sometimes."""

    id: str
    note: str | None = None


class LooseIn(BaseModel):
    """Ignores what it does not know."""


class Thing(In):
    """Goes anywhere."""


@pytest.mark.parametrize(
    ("rule", "model", "faults"),
    [
        (unbounded, WideIn, 7),
        (unbounded, NarrowIn, 0),
        (defaults, HalfOut, 1),
        (defaults, NarrowIn, 0),
        (misnamed, LooseIn, 1),
        (misnamed, Thing, 1),
        (misnamed, NarrowIn, 0),
    ],
)
def test_the_rule_sees_what_it_should(rule: Any, model: type[BaseModel], faults: int) -> None:
    assert len([*rule(model)]) == faults


def test_a_parameter_of_any_length_is_caught() -> None:
    app, router = FastAPI(), Router()

    @router.get("/things/{id}")
    async def things(ask: Ask, id: str, kind: Annotated[str, Query(max_length=9)]) -> None: ...

    app.include_router(router)
    assert [*unbounded_parameters(app.openapi())] == ["GET /things/{id} id is a text of any length"]
