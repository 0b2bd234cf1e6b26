"""No event can outgrow a message, whatever people type: every limit together still fits."""

from datetime import UTC, datetime
from typing import Any

import pytest

from contracts import CONTRACTS, LARGEST, Contract, Envelope
from contracts.fields import ID_PATTERN, LOCAL_TIME_PATTERN
from contracts.published import schema_of

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
FIXED = {"date-time": "2026-11-21T10:00:00.000Z", "date": "2026-11-21"}
WORST_CHARACTER = "\x01"


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.TYPE)
def test_an_event_at_all_its_limits_fits_a_message(contract: type[Contract]) -> None:
    schema = schema_of(contract)
    event = contract.model_validate(_fullest(schema, schema))

    sealed = Envelope.seal(
        event,
        id="i" * 40,
        tenant="t" * 40,
        version=2**53,
        change=max(contract.CHANGES, key=len),
        time=NOW,
        correlation_id=WORST_CHARACTER * 100,
        causation_id=WORST_CHARACTER * 100,
    ).model_copy(update={"traceparent": WORST_CHARACTER * 100})

    assert len(sealed.to_bytes()) <= LARGEST


def _fullest(node: dict[str, Any], document: dict[str, Any]) -> Any:
    """The value that takes the most bytes of those the schema accepts."""
    if "$ref" in node:
        return _fullest(document["$defs"][node["$ref"].removeprefix("#/$defs/")], document)
    if "anyOf" in node:
        return _fullest(next(choice for choice in node["anyOf"] if choice.get("type") != "null"), document)
    match node["type"]:
        case "object":
            return {name: _fullest(field, document) for name, field in node["properties"].items()}
        case "array":
            return [_fullest(node["items"], document)] * node["maxItems"]
        case "integer":
            return node["maximum"]
        case "boolean":
            return False
    return _longest_text(node)


def _longest_text(node: dict[str, Any]) -> str:
    if "enum" in node:
        words: list[str] = node["enum"]
        return max(words, key=len)
    if "format" in node:
        return FIXED[node["format"]]
    patterns = {ID_PATTERN: "a" * 40, LOCAL_TIME_PATTERN: "2026-11-21T10:00:00"}
    if "pattern" in node:
        return patterns[node["pattern"]]
    limit: int = node["maxLength"]
    return WORST_CHARACTER * limit
