"""Every contract has golden samples, and they are read and valid for ever."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from contracts import CONTRACTS, LARGEST, Contract, Envelope, open_envelope
from contracts.published import ROOT, samples_of, stored_schema_path

EVERY_CONTRACT = pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.TYPE)
EVERY_SAMPLE = pytest.mark.parametrize(
    ("contract", "body"),
    [
        pytest.param(contract, body, id=f"{contract.TYPE}-{name}")
        for contract in CONTRACTS
        for name, body in samples_of(contract).items()
    ],
)


def _stored_schema(contract: type[Contract]) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((ROOT / stored_schema_path(contract)).read_text(encoding="utf-8"))
    return schema


@EVERY_CONTRACT
def test_every_contract_has_a_smallest_a_typical_and_a_largest_sample(contract: type[Contract]) -> None:
    assert {"smallest", "typical", "largest"} <= samples_of(contract).keys()


@EVERY_CONTRACT
def test_every_stored_schema_is_a_json_schema(contract: type[Contract]) -> None:
    Draft202012Validator.check_schema(_stored_schema(contract))


@EVERY_SAMPLE
def test_a_sample_is_valid_by_the_stored_schema(contract: type[Contract], body: bytes) -> None:
    Draft202012Validator(_stored_schema(contract)).validate(json.loads(body)["data"])


@EVERY_SAMPLE
def test_a_sample_is_read_by_its_contract(contract: type[Contract], body: bytes) -> None:
    received = open_envelope(body)

    assert type(received.data) is contract
    assert received.change in contract.CHANGES


@EVERY_SAMPLE
def test_a_sample_says_the_same_after_being_read_and_written(contract: type[Contract], body: bytes) -> None:
    written = json.loads(open_envelope(body).data.model_dump_json(exclude_unset=True))

    assert written == json.loads(body)["data"]


@EVERY_SAMPLE
def test_a_sample_with_unknown_fields_everywhere_is_read_the_same(
    contract: type[Contract], body: bytes
) -> None:
    assert open_envelope(json.dumps(_with_news(json.loads(body))).encode()) == open_envelope(body)


@EVERY_SAMPLE
def test_a_sample_fits_a_message(contract: type[Contract], body: bytes) -> None:
    assert len(Envelope.from_bytes(body).to_bytes()) <= LARGEST


def test_the_largest_session_is_a_full_group_in_a_full_series_with_full_notes() -> None:
    (session,) = (contract for contract in CONTRACTS if contract.__name__ == "SessionChanged")

    data = json.loads(samples_of(session)["largest"])["data"]

    assert len(data["participants"]) == 30
    assert len(data["series"]["occurrences"]) == 26
    assert len(data["planning_notes"]) == 3000


def _with_news(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _with_news(value) for key, value in node.items()} | {
            "added_later": {"by": ["its owner"]}
        }
    return [_with_news(item) for item in node] if isinstance(node, list) else node
