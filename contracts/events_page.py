"""docs/events.md: what the services tell each other, for people."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from contracts.base import LARGEST, Contract
from contracts.compatibility import Schema
from contracts.fields import ID_PATTERN, LOCAL_TIME_PATTERN
from contracts.topology import EXCHANGE

Schemas = Mapping[type[Contract], Schema]
Samples = Mapping[type[Contract], dict[str, Any]]

HEAD = f"""# Events

Made by `python -m contracts` from `contracts/`; change it there.

Services tell each other what happened over one topic exchange, `{EXCHANGE}`; the routing key is the type.
An event is a CloudEvent 1.0 in structured JSON, at most {LARGEST // 1024} KiB; its `data` is the full public
state of one aggregate after the change.

- `aggversion` orders the states of one aggregate: keep the highest, whatever order they arrive in.
- `change` says what happened, for people and logs. Decide effects from `data`, keyed by the fact: an event
  may come twice, late, or again (`replay`).
- Ignore fields you do not know: within a major, optional fields may be added and nothing else.
- Only identity's events carry personal data; everyone else sends ids.
"""


def page(schemas: Schemas, typical: Samples) -> str:
    """The whole page: who says and hears what, the envelope, then every event."""
    overview = ["| Event | Said by | Heard by |", "|---|---|---|"]
    overview += [f"| [{c.TYPE}](#{_anchor(c.TYPE)}) | {c.OWNER} | {_hearers(c)} |" for c in schemas]
    first = next(iter(typical.values()))
    envelope = _json({**first, "data": {}})
    parts = [HEAD, "\n".join(overview) + "\n", f"## The envelope\n\n{envelope}"]
    parts += [_event(contract, schema, typical[contract]) for contract, schema in schemas.items()]
    return "\n".join(parts)


def _event(contract: type[Contract], schema: Schema, sample: dict[str, Any]) -> str:
    changes = ", ".join(f"`{change}`" for change in contract.CHANGES)
    rows = [f"| `{path}` | {kind} | {meaning} |" for path, kind, meaning in _fields(schema, schema, "")]
    return "\n".join(
        (
            f"## {contract.TYPE}\n",
            f"{schema['description']}\n",
            f"Said by {contract.OWNER}. Heard by {_hearers(contract)}. Changes: {changes}.\n",
            "| Field | Kind | Meaning |",
            "|---|---|---|",
            *rows,
            f"\nA typical one:\n\n{_json(sample['data'])}",
        )
    )


def _fields(node: Schema, document: Schema, path: str) -> Iterator[tuple[str, str, str]]:
    """Each field as (path, kind, meaning), those inside it after it."""
    required = node.get("required", ())
    for name, raw in node["properties"].items():
        field, or_null = _without_null(_resolved(raw, document), document)
        optional = "" if name in required else ", may be absent"
        meaning = " ".join((raw.get("description") or field.get("description") or "").split())
        here = f"{path}{name}"
        yield here, _kind(field, document) + (" or null" if or_null else "") + optional, meaning
        inner, mark = field, "."
        if field.get("type") == "array":
            inner, mark = _resolved(field["items"], document), "[]."
        if "properties" in inner:
            yield from _fields(inner, document, f"{here}{mark}")


def _kind(field: Schema, document: Schema) -> str:
    if "enum" in field:
        return " · ".join(field["enum"])
    match field["type"]:
        case "array":
            inner = _resolved(field["items"], document)
            return f"list of {_kind(inner, document)}, at most {field['maxItems']}"
        case "integer":
            return f"{field['minimum']} to {field['maximum']}"
        case "boolean":
            return "true or false"
        case "object":
            return "object"
    if "format" in field:
        return {"date-time": "moment, UTC", "date": "day"}[field["format"]]
    named = {ID_PATTERN: "id", LOCAL_TIME_PATTERN: "wall time"}
    return named.get(field.get("pattern", ""), f"text, at most {field['maxLength']}")


def _resolved(node: Schema, document: Schema) -> Schema:
    if "$ref" not in node:
        return node
    target: Schema = document["$defs"][node["$ref"].removeprefix("#/$defs/")]
    return target | {keyword: value for keyword, value in node.items() if keyword != "$ref"}


def _without_null(field: Schema, document: Schema) -> tuple[Schema, bool]:
    choices = [choice for choice in field.get("anyOf", ()) if choice.get("type") != "null"]
    return (_resolved(choices[0], document), True) if choices else (field, False)


def _hearers(contract: type[Contract]) -> str:
    hearers = [*contract.HEARD_BY, *(["every gateway and API process"] if contract.BROADCAST else [])]
    return ", ".join(hearers) or "nobody yet"


def _anchor(heading: str) -> str:
    return heading.replace(".", "")


def _json(value: object) -> str:
    return f"```json\n{json.dumps(value, indent=2, ensure_ascii=False)}\n```\n"
