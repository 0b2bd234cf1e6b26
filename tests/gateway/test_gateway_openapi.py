"""The merged API document: one of six, complete or not at all."""

import asyncio
from typing import Annotated, Any

import httpx
import pytest
from aiohttp import web
from fastapi import FastAPI, Header
from pydantic import BaseModel

from gateway.openapi import merge, mismatches
from gateway.routes import BEHIND, OWN_ROUTES, Route, ServiceName
from tests.gateway.world import OpenDoor, Upstream

SCHEMA = "#/components/schemas/"
IDENTITY, SCHEDULING, REVIEWS = ServiceName.IDENTITY, ServiceName.SCHEDULING, ServiceName.REVIEWS
ROUTES = (
    Route("POST", "/sign-in", IDENTITY, public=True, keyless=True),
    Route("GET", "/people", IDENTITY),
    Route("GET", "/people/{id}", IDENTITY),
    Route("POST", "/sessions", SCHEDULING),
    Route("GET", "/sessions", SCHEDULING),
    Route("GET", "/learners/{learner_id}/plan", REVIEWS),
)


def identity_document() -> dict[str, Any]:
    app = FastAPI()

    class Credentials(BaseModel):
        user_name: str

    class Centre(BaseModel):
        id: str

    class Person(BaseModel):
        name: str
        centre: Centre

    class Secret(BaseModel):
        value: str

    @app.post("/sign-in")
    async def sign_in(body: Credentials) -> Person: ...  # type: ignore[empty-body]

    @app.get("/people")
    async def list_all(cursor: str | None = None) -> list[Person]: ...  # type: ignore[empty-body]

    @app.get("/people/{person_id}")
    async def show(person_id: str) -> Person: ...  # type: ignore[empty-body]

    @app.get("/secrets")
    async def secrets() -> Secret: ...  # type: ignore[empty-body]

    @app.get("/livez")
    async def livez() -> str: ...  # type: ignore[empty-body]

    return app.openapi()


def scheduling_document() -> dict[str, Any]:
    app = FastAPI()

    class Centre(BaseModel):
        id: str

    class Person(BaseModel):
        busy: bool

    class Session(BaseModel):
        people: list[Person]
        centre: Centre

    @app.post("/sessions", tags=["own"])
    async def book(body: Session, key: Annotated[str, Header(alias="Idempotency-Key")]) -> Session: ...  # type: ignore[empty-body]

    @app.get("/sessions")
    async def list_all() -> list[Session]: ...  # type: ignore[empty-body]

    return app.openapi()


def reviews_document() -> dict[str, Any]:
    return {
        "paths": {
            "/learners/{id}/plan": {
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                "get": {"responses": {"200": {"description": "The plan"}}},
            }
        }
    }


DOCUMENTS = {
    IDENTITY: identity_document(),
    SCHEDULING: scheduling_document(),
    REVIEWS: reviews_document(),
}


@pytest.fixture
def merged() -> dict[str, Any]:
    return merge(DOCUMENTS, ROUTES)


def test_only_routes_of_the_table_are_public(merged: dict[str, Any]) -> None:
    assert {path: set(item) for path, item in merged["paths"].items()} == {
        "/api/sign-in": {"post"},
        "/api/people": {"get"},
        "/api/people/{person_id}": {"get"},
        "/api/sessions": {"get", "post"},
        "/api/learners/{id}/plan": {"get"},
    }
    assert "Secret" not in merged["components"]["schemas"]


def test_schemas_of_one_name_are_told_apart_when_they_differ(merged: dict[str, Any]) -> None:
    schemas = merged["components"]["schemas"]
    assert set(schemas) == {
        "Centre",
        "Credentials",
        "IdentityPerson",
        "Problem",
        "SchedulingPerson",
        "Session",
    }
    assert schemas["Session"]["properties"]["people"]["items"] == {"$ref": SCHEMA + "SchedulingPerson"}
    shown = merged["paths"]["/api/people/{person_id}"]["get"]["responses"]["200"]
    assert shown["content"]["application/json"]["schema"] == {"$ref": SCHEMA + "IdentityPerson"}


def test_a_schema_that_looks_alike_but_refers_to_another_is_told_apart_too() -> None:
    def document(leaf: str) -> dict[str, Any]:
        schema = {"$ref": SCHEMA + "Outer"}
        content = {"application/json": {"schema": schema}}
        return {
            "paths": {leaf: {"get": {"responses": {"200": {"description": "", "content": content}}}}},
            "components": {
                "schemas": {
                    "Outer": {"type": "object", "properties": {"inner": {"$ref": SCHEMA + "Inner"}}},
                    "Inner": {"type": "object", "title": leaf},
                }
            },
        }

    routes = (Route("GET", "/a", IDENTITY), Route("GET", "/b", REVIEWS))
    schemas = merge({IDENTITY: document("/a"), REVIEWS: document("/b")}, routes)["components"]["schemas"]
    assert set(schemas) == {"Problem", "IdentityOuter", "IdentityInner", "ReviewsOuter", "ReviewsInner"}
    assert schemas["ReviewsOuter"]["properties"]["inner"] == {"$ref": SCHEMA + "ReviewsInner"}


def test_every_schema_has_its_name_for_a_title(merged: dict[str, Any]) -> None:
    schemas = merged["components"]["schemas"]
    assert {name: schema["title"] for name, schema in schemas.items()} == {name: name for name in schemas}


def test_every_reference_leads_somewhere(merged: dict[str, Any]) -> None:
    def references(node: Any) -> Any:
        if isinstance(node, dict):
            for key, value in node.items():
                if key == "$ref":
                    yield value
                yield from references(value)
        elif isinstance(node, list):
            for value in node:
                yield from references(value)

    names = {reference.removeprefix(SCHEMA) for reference in references(merged)}
    assert names == set(merged["components"]["schemas"])


def test_operations_have_names_of_their_own(merged: dict[str, Any]) -> None:
    names = [operation["operationId"] for item in merged["paths"].values() for operation in item.values()]
    assert sorted(names) == [
        "book",
        "get_learners__id__plan",
        "identity_list_all",
        "scheduling_list_all",
        "show",
        "sign_in",
    ]


def test_an_operation_says_what_the_door_wants(merged: dict[str, Any]) -> None:
    book = merged["paths"]["/api/sessions"]["post"]
    sign_in = merged["paths"]["/api/sign-in"]["post"]
    plan = merged["paths"]["/api/learners/{id}/plan"]["get"]
    assert (book["tags"], book["security"]) == (["scheduling"], [{"bearer": []}])
    assert [(one["name"], one["required"]) for one in book["parameters"]] == [("Idempotency-Key", True)]
    assert (sign_in["tags"], sign_in["security"]) == (["identity"], [])
    assert "parameters" not in sign_in
    assert [one["name"] for one in plan["parameters"]] == ["id"]
    assert merged["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"


def test_every_refusal_is_documented_as_a_problem(merged: dict[str, Any]) -> None:
    for item in merged["paths"].values():
        for operation in item.values():
            for status in {"422", "default"} & set(operation["responses"]):
                content = operation["responses"][status]["content"]
                assert content["application/problem+json"]["schema"] == {"$ref": SCHEMA + "Problem"}
    assert "HTTPValidationError" not in merged["components"]["schemas"]


def test_the_table_and_the_services_are_compared_both_ways() -> None:
    assert mismatches(DOCUMENTS, ROUTES) == ["identity serves GET /secrets, not in the table"]
    wider = (*ROUTES, Route("PUT", "/people/{id}", IDENTITY))
    assert "identity does not serve PUT /people/{} of the table" in mismatches(DOCUMENTS, wider)


def serve_documents(upstream: Upstream) -> None:
    async def answer(request: web.Request) -> web.Response:
        service = ServiceName(request.path.split("/")[1])
        return web.json_response(DOCUMENTS.get(service, {"paths": {}}))

    upstream.on("/openapi.json", answer)


async def test_the_document_is_served_and_not_sent_twice(open_door: OpenDoor, upstream: Upstream) -> None:
    serve_documents(upstream)
    async with open_door() as door:
        answer = await door.get("/api/openapi.json")
        assert "/api/sessions" in answer.json()["paths"]
        again = await door.get("/api/openapi.json", headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


async def test_the_doors_own_routes_are_in_the_document_too(open_door: OpenDoor, upstream: Upstream) -> None:
    serve_documents(upstream)
    async with open_door() as door:
        document = (await door.get("/api/openapi.json")).json()
    for route in OWN_ROUTES:
        operation = document["paths"][f"/api{route.path}"][route.method.lower()]
        assert operation["tags"] == ["gateway"]
        assert operation["security"] == ([] if route.public else [{"bearer": []}])
        assert "application/problem+json" in operation["responses"]["default"]["content"]
    live = document["paths"]["/api/live"]["get"]["responses"]["200"]["content"]
    assert live.keys() == {"text/event-stream"}
    assert "LearnerScreenOut" in document["components"]["schemas"]


async def test_a_document_with_a_service_missing_is_not_served(
    open_door: OpenDoor, upstream: Upstream
) -> None:
    serve_documents(upstream)
    async with open_door(reviews_url="http://127.0.0.1:9") as door:
        answer = await door.get("/api/openapi.json")
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert answer.json()["missing"] == ["reviews"]


@pytest.mark.parametrize("broken", ["a status", "no JSON", "no object"])
async def test_the_last_good_document_outlives_a_service(
    open_door: OpenDoor, upstream: Upstream, broken: str
) -> None:
    serve_documents(upstream)

    async def answer(request: web.Request) -> web.Response:
        return {
            "a status": web.Response(status=500),
            "no JSON": web.Response(text="nonsense"),
            "no object": web.json_response([]),
        }[broken]

    async with open_door(api_document_seconds=0.01) as door:
        good = await door.get("/api/openapi.json")
        upstream.on("/openapi.json", answer)
        await asyncio.sleep(0.02)
        old = await door.get("/api/openapi.json")
        assert (old.status_code, old.content) == (200, good.content)


async def test_many_readers_cost_each_service_one_question(open_door: OpenDoor, upstream: Upstream) -> None:
    asked = 0

    async def answer(request: web.Request) -> web.Response:
        nonlocal asked
        asked += 1
        await asyncio.sleep(0.05)
        return web.json_response({"paths": {}})

    upstream.on("/openapi.json", answer)
    async with open_door() as door:
        answers: list[httpx.Response] = await asyncio.gather(
            *(door.get("/api/openapi.json") for _ in range(20))
        )
    assert {answer.status_code for answer in answers} == {200}
    assert asked == len(BEHIND)
