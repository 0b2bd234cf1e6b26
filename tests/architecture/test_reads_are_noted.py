"""Whatever somebody who is watched gets to read names the learners it is about, so that the log of reads does too."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Annotated, Any, get_args

from pydantic import BaseModel

from chassis.http import Ask, Route, Router, is_noted
from chassis.reads import shown_by
from chassis.schemas import AboutId, Mark, Out, ShownId
from chassis.service import Service
from gateway.routes import shape
from tests.architecture.source import SERVICES
from tests.architecture.test_schemas_are_bounded import models_of
from tests.flows.matrix import expectations

ABOUT_NOBODY = {"GET /qualifications", "GET /events", "GET /events/{id}"}
"""What the watched may read that is about no learner: the catalogue and what a centre plans."""


def shows(annotation: Any) -> bool:
    """Whether a type holds, however deep, a field that says whom it is about."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return any(
            Mark.SHOWN in field.metadata or shows(field.annotation)
            for field in annotation.model_fields.values()
        )
    return any(shows(part) for part in get_args(annotation))


def unmarked(model: type[BaseModel]) -> Iterator[str]:
    """Fields of an answer that are called after learners and do not say that they are shown."""
    if issubclass(model, Out):
        for name, field in model.model_fields.items():
            if name in ("learner_id", "learner_ids") and Mark.SHOWN not in field.metadata:
                yield f"{model.__name__}.{name}"


def noted_routes() -> Iterator[tuple[str, Route]]:
    for name in SERVICES:
        service: Service = importlib.import_module(f"services.{name}.main").SERVICE
        for router in service.routers:
            for route in router.routes:
                assert isinstance(route, Route)
                if is_noted(route.endpoint):
                    assert service.read_log, f"{name} has no log of reads, and {route.path} wants one"
                    for method in route.methods or ():
                        yield f"{method} {shape(route.path).replace('{}', '{id}')}", route


def test_every_answer_that_an_external_quality_assurer_gets_says_whom_it_is_about() -> None:
    table = expectations()
    silent = {
        name
        for name, route in noted_routes()
        if table.get((name, "eqa", "own")) == 200
        and not shown_by(route.endpoint)
        and not shows(route.response_model)
    }
    assert silent <= ABOUT_NOBODY, silent - ABOUT_NOBODY


def test_every_learner_in_an_answer_is_marked() -> None:
    found = [
        fault
        for name in SERVICES
        for module in _schemas(name)
        for model in models_of(module)
        for fault in unmarked(model)
    ]
    assert found == []


def _schemas(service: str) -> Iterator[ModuleType]:
    package = importlib.import_module(f"services.{service}.schemas")
    yield package
    for found in pkgutil.iter_modules(getattr(package, "__path__", ())):
        yield importlib.import_module(f"{package.__name__}.{found.name}")


def test_an_answer_shows_what_lies_deep_in_it_and_no_more() -> None:
    class InnerOut(Out):
        ids: Annotated[list[str], Mark.SHOWN]

    class OuterOut(Out):
        items: list[InnerOut] | None

    class PlainOut(Out):
        id: str

    assert (shows(OuterOut), shows(PlainOut), shows(PlainOut | OuterOut)) == (True, False, True)
    assert shows(Annotated[ShownId, "no model"]) is False


def test_a_route_says_whom_it_is_about_in_its_path_too() -> None:
    router = Router()

    @router.get("/learners/{id}/file")
    async def file(id: AboutId, ask: Ask) -> None: ...

    assert shown_by(file) == {"id"}
    assert is_noted(file)
