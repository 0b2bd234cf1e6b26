"""Whatever is sent to a route and whoever sends it, the answer is one that the public document promises.

schemathesis makes requests out of the merged document, well-formed and broken ones; half of the ids in them are those
of things that exist, so that they come further than the first look-up. With every change the same requests are made, so
that it is judged by what it changes; every night others are, by its date or by WAYMARK_FUZZ_SEED, and 20 000 at least.
"""

import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from chassis.ids import fresh_id
from chassis.testing.tokens import mint
from contracts.words import Role
from deploy.api_document import api_document
from gateway.routes import OWN_ROUTES, PREFIX, ROUTES, shape
from tests.conftest import Servers
from tests.flows import matrix
from tests.platform import Platform

STREAMS = {"/live"}
NAMES = sorted(
    f"{route.method} {route.path}" for route in (*ROUTES, *OWN_ROUTES) if route.path not in STREAMS
)
BY_DAY, BY_NIGHT = 6, 160
"""Requests to every route."""
SEED = int(os.environ.get("WAYMARK_FUZZ_SEED") or f"{datetime.now(UTC):%Y%m%d}")
CHECKS = [content_type_conformance, response_schema_conformance]


@dataclass(frozen=True)
class Crowd:
    """Who asks: for every role its token, or none at all; and the ids of what there is to ask about."""

    url: str
    tokens: dict[str, str]
    ids: list[str]
    session: requests.Session


@pytest.fixture(scope="module")
async def crowd(servers: Servers) -> AsyncIterator[Crowd]:
    """Everybody around one learner, and a stranger in every other role."""
    world = await matrix.build(Platform(servers))
    (key, *_) = sorted(servers.signing_keys.glob("*.pem"))
    tokens = {"nobody": ""}
    for role in Role:
        tokens[role] = mint(
            key,
            person_id=world.related.get(role, fresh_id()),
            provider_id=world.here.id,
            role=role,
            centre_ids=(world.here.centre_id,),
            life=3600,
        )
    ids = [*world.ids.values(), *world.related.values(), world.here.centre_id, world.here.qualification_id]
    with requests.Session() as session:
        yield Crowd(servers.gateway_url, tokens, ids, session)
    await world.here.close()
    await world.elsewhere.close()


@cache
def _operations() -> dict[str, Any]:
    """Every operation of the public document, by method and path whatever its parameters are called."""
    document = schemathesis.openapi.from_dict(api_document())
    found = [result.ok() for result in document.get_all_operations() if isinstance(result, Ok)]
    return {f"{one.method.upper()} {shape(one.path)}": one for one in found}


def _cases(name: str) -> st.SearchStrategy[Any]:
    method, path = name.split()
    operation: APIOperation[Any, Any, Any, Any] = _operations()[f"{method} {PREFIX}{shape(path)}"]
    good = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    takes_anything = operation.body or operation.query or operation.path_parameters
    return good | operation.as_strategy(generation_mode=GenerationMode.NEGATIVE) if takes_anything else good


def test_a_night_asks_twenty_thousand_times() -> None:
    assert len(NAMES) * BY_NIGHT >= 20_000


@pytest.mark.parametrize("tries", [BY_DAY, pytest.param(BY_NIGHT, marks=pytest.mark.nightly)])
@pytest.mark.parametrize("name", NAMES)
def test_no_answer_is_one_that_the_document_does_not_know(crowd: Crowd, name: str, tries: int) -> None:
    @settings(
        max_examples=tries,
        derandomize=tries == BY_DAY,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def ask(data: st.DataObject) -> None:
        case = data.draw(_cases(name))
        for place, key in _places_of_ids(case):
            if data.draw(st.booleans()):
                place[key] = data.draw(st.sampled_from(crowd.ids))
        token = crowd.tokens[data.draw(st.sampled_from(sorted(crowd.tokens)))]
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = case.call(base_url=crowd.url, headers=headers, session=crowd.session, timeout=30)
        known = case.operation.definition.raw["responses"]
        assert answer.status_code < 500, (
            f"{answer.status_code} {answer.text[:300]} (WAYMARK_FUZZ_SEED={SEED})"
        )
        assert str(answer.status_code) in known, f"{answer.status_code} {answer.text[:300]}"
        case.validate_response(answer, checks=CHECKS)

    (seed(SEED)(ask) if tries == BY_NIGHT else ask)()


def _places_of_ids(case: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Where a request names things: in its path, its query and at the top of its body."""
    for place in (case.path_parameters, case.query, case.body):
        if isinstance(place, dict):
            for key in place:
                if key == "id" or (isinstance(key, str) and key.endswith("_id")):
                    yield place, key
