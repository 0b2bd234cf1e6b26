"""One OpenAPI document out of the services' own: what is in the route table, with the door's promises."""

import asyncio
import hashlib
import json
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import aiohttp

from chassis import log
from chassis.errors import Unavailable
from chassis.schemas import Problem
from gateway import __version__
from gateway.routes import BEHIND, OWN_ROUTES, PREFIX, ROUTES, Route, ServiceName, shape
from gateway.settings import Settings

Json = dict[str, Any]
Documents = Mapping[ServiceName, Json]

INTERNAL = frozenset({"/livez", "/readyz", "/metrics", "/openapi.json"})
FETCH_SECONDS = 5.0

_METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
_SCHEMA_REF = "#/components/schemas/"
# FastAPI documents its own validation errors; the platform answers those as problems too.
_REPLACED = frozenset({"HTTPValidationError", "ValidationError", "Problem"})
_PROBLEM_ANSWER: Json = {
    "description": "Refused; `code` says why for programs, `detail` for people.",
    "content": {"application/problem+json": {"schema": {"$ref": _SCHEMA_REF + "Problem"}}},
}
_DOORS_ANSWERS: Json = {
    str(status): _PROBLEM_ANSWER | {"description": description}
    for status, description in {
        400: "The request cannot be read, or a required header is missing.",
        401: "Nobody is signed in, or not any more.",
        403: "The caller may not do this, or has to do something else first; or another site sent it.",
        404: "There is no such thing for the caller.",
        408: "The request did not arrive in time.",
        413: "The body is longer than the route takes.",
        422: "A field is missing or wrong; the problem names it.",
        429: "Too many requests; `Retry-After` says how long to wait.",
        431: "The headers are too long.",
        503: "A part is down or busy; send it again in a moment, with the same Idempotency-Key.",
        504: "It took too long; send it again in a moment, with the same Idempotency-Key.",
    }.items()
}
"""What any route may answer because of the door, whatever its service documents."""
_KEY_PARAMETER: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    "description": "Chosen by the client; the same key with the same request is answered, not done twice.",
}
_INFO: Json = {
    "title": "Waymark",
    "version": __version__,
    "description": "The public API of the Waymark e-portfolio platform; refusals follow RFC 9457.",
}

logger = log.get(__name__)


def _operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    """Every public operation of a service's document: method in capitals, path, operation."""
    for path, item in document.get("paths", {}).items():
        if path not in INTERNAL:
            for method in _METHODS:
                if method in item:
                    shared = item.get("parameters", [])
                    operation = item[method]
                    joined = {"parameters": [*shared, *operation.get("parameters", [])]} if shared else {}
                    yield method.upper(), path, operation | joined


def mismatches(documents: Documents, routes: tuple[Route, ...] = ROUTES) -> list[str]:
    """Where the route table and what the services say differ, one sentence each; nothing when they agree.

    A path counts as the same whatever its parameters are called.
    """
    table = {(route.service, route.method, shape(route.path)) for route in routes}
    served = {
        (service, method, shape(path))
        for service, document in documents.items()
        for method, path, _ in _operations(document)
    }
    extra = [
        f"{service} serves {method} {path}, not in the table" for service, method, path in served - table
    ]
    empty = [
        f"{service} does not serve {method} {path} of the table" for service, method, path in table - served
    ]
    return sorted(extra + empty)


def merge(documents: Documents, routes: tuple[Route, ...] = ROUTES) -> Json:
    """The public document: paths under `PREFIX`, one tag a service, unique names, one problem schema."""
    table = {(route.service, route.method, shape(route.path)): route for route in routes}
    names = _schema_names(documents)
    operation_ids = _operation_ids(documents)
    paths: dict[str, Json] = defaultdict(dict)
    schemas: Json = {"Problem": Problem.model_json_schema(ref_template=_SCHEMA_REF + "{model}")}
    for service, document in documents.items():
        for method, path, operation in _operations(document):
            route = table.get((service, method, shape(path)))
            if route is not None:
                public = _public(operation, route, operation_ids[service, method, path])
                paths[PREFIX + path][method.lower()] = _renamed(public, names[service])
        for name, schema in _schemas(document).items():
            # Generators name a class by its title, so that must be as unique as the name.
            public_name = names[service][name]
            schemas[public_name] = _renamed(schema, names[service]) | {"title": public_name}
    return {
        "openapi": "3.1.0",
        "info": _INFO,
        "tags": [{"name": str(service)} for service in documents],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": _reachable(paths, schemas),
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _public(operation: Json, route: Route, operation_id: str) -> Json:
    """One operation as the door promises it."""
    answers = {
        status: _PROBLEM_ANSWER if _is_validation_error(answer) else answer
        for status, answer in operation.get("responses", {}).items()
    }
    parameters = list(operation.get("parameters", []))
    if route.method == "POST":
        parameters = [one for one in parameters if one.get("name", "").lower() != "idempotency-key"]
        parameters += [] if route.keyless else [_KEY_PARAMETER]
    public = operation | {
        "tags": [str(route.service)],
        "operationId": operation_id,
        "responses": _DOORS_ANSWERS | answers | {"default": _PROBLEM_ANSWER},
        "security": [] if route.public else [{"bearer": []}],
    }
    if parameters:
        public["parameters"] = parameters
    else:
        public.pop("parameters", None)
    return public


def _is_validation_error(answer: Json) -> bool:
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    return bool(schema.get("$ref") == _SCHEMA_REF + "HTTPValidationError")


def _schemas(document: Json) -> Json:
    schemas: Json = document.get("components", {}).get("schemas", {})
    return {name: schema for name, schema in schemas.items() if name not in _REPLACED}


def _schema_names(documents: Documents) -> dict[ServiceName, dict[str, str]]:
    """What each service's schemas are called outside: their own name, unless it means different things.

    Equal text is not enough to share a name when it refers to something that differs, so a name that others
    refer to takes them along until nothing changes.
    """
    owners: dict[str, list[ServiceName]] = defaultdict(list)
    for service, document in documents.items():
        for name in _schemas(document):
            owners[name].append(service)
    shared = {name for name, services in owners.items() if len(services) > 1}
    split: set[str] = set()
    while True:
        found = {name for name in shared - split if _differs(name, owners[name], documents, split)}
        if not found:
            break
        split |= found
    return {
        service: {name: f"{service.title()}{name}" if name in split else name for name in _schemas(document)}
        for service, document in documents.items()
    }


def _differs(name: str, services: list[ServiceName], documents: Documents, split: set[str]) -> bool:
    versions = [_schemas(documents[service])[name] for service in services]
    return any(version != versions[0] for version in versions) or bool(set(_references(versions[0])) & split)


def _operation_ids(documents: Documents) -> dict[tuple[ServiceName, str, str], str]:
    """A name for every operation: its function's, with the service before it when two use the same."""
    named = {
        (service, method, path): _function_name(method, path, operation)
        for service, document in documents.items()
        for method, path, operation in _operations(document)
    }
    uses: dict[str, int] = defaultdict(int)
    for name in named.values():
        uses[name] += 1
    return {key: f"{key[0]}_{name}" if uses[name] > 1 else name for key, name in named.items()}


def _function_name(method: str, path: str, operation: Json) -> str:
    """FastAPI's operation id without the path and method it adds to the function's name."""
    words = "".join(letter if letter.isalnum() else "_" for letter in path)
    operation_id: str = operation.get("operationId", f"{method.lower()}{words}")
    return operation_id.removesuffix(f"{words}_{method.lower()}")


def _renamed(node: Any, names: Mapping[str, str]) -> Any:
    """A copy in which every reference to a schema uses its public name."""
    if isinstance(node, dict):
        return {key: _renamed(value, names) for key, value in node.items()}
    if isinstance(node, list):
        return [_renamed(value, names) for value in node]
    if isinstance(node, str) and node.startswith(_SCHEMA_REF):
        name = node.removeprefix(_SCHEMA_REF)
        return _SCHEMA_REF + names.get(name, name)
    return node


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict | list):
        for value in node.values() if isinstance(node, dict) else node:
            yield from _references(value)
    elif isinstance(node, str) and node.startswith(_SCHEMA_REF):
        yield node.removeprefix(_SCHEMA_REF)


def _reachable(paths: Mapping[str, Json], schemas: Json) -> Json:
    """The schemas that some public path needs, by name."""
    wanted: set[str] = set()
    waiting = list(_references(dict(paths)))
    while waiting:
        name = waiting.pop()
        if name in schemas and name not in wanted:
            wanted.add(name)
            waiting.extend(_references(schemas[name]))
    return {name: schemas[name] for name in sorted(wanted)}


async def fetch(settings: Settings, session: aiohttp.ClientSession) -> Documents:
    """Every service's own document. Refuses with `Unavailable`, naming the services that do not answer."""
    answers = await asyncio.gather(*(_fetch_one(settings.base_url(name), session) for name in BEHIND))
    documents = dict(zip(BEHIND, answers, strict=True))
    missing = [str(service) for service, document in documents.items() if document is None]
    if missing:
        raise Unavailable(f"The API document is not complete without: {', '.join(missing)}.", missing=missing)
    return {service: document for service, document in documents.items() if document is not None}


async def _fetch_one(base_url: str, session: aiohttp.ClientSession) -> Json | None:
    url = f"{base_url}/openapi.json"
    try:
        async with asyncio.timeout(FETCH_SECONDS), session.get(url, allow_redirects=False) as answer:
            document = json.loads(await answer.read()) if answer.status == 200 else None
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return None
    return document if isinstance(document, dict) else None


class ApiDocument:
    """The merged document as bytes, made again when it is older than the setting says.

    While a service is down the last good one is served; without one, `Unavailable` is the answer.
    """

    RETRY_SECONDS = 1.0

    def __init__(self, settings: Settings, session: aiohttp.ClientSession, own: Json) -> None:
        self._own = own
        self._settings = settings
        self._session = session
        self._lock = asyncio.Lock()
        self._content = b""
        self._refusal = Unavailable("The API document is not made yet.")
        self._tried_at = float("-inf")

    async def read(self) -> tuple[bytes, str]:
        """The document and its ETag."""
        async with self._lock:
            pause = self._settings.api_document_seconds if self._content else self.RETRY_SECONDS
            if time.monotonic() - self._tried_at > pause:
                await self._make()
        if not self._content:
            raise self._refusal
        return self._content, f'"{hashlib.sha256(self._content).hexdigest()[:32]}"'

    async def _make(self) -> None:
        try:
            documents = await fetch(self._settings, self._session)
        except Unavailable as refusal:
            self._refusal = refusal
            logger.warning("api_document_not_made", reason=refusal.detail)
        else:
            if differences := mismatches(documents):
                logger.warning("route_table_differs", differences=differences)
            whole = merge({**documents, ServiceName.GATEWAY: self._own}, (*ROUTES, *OWN_ROUTES))
            self._content = json.dumps(whole, separators=(",", ":")).encode()
        self._tried_at = time.monotonic()
