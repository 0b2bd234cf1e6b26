"""What may change in a contract within one major: optional fields may be added, nothing else.

A field that goes, is renamed, or says less breaks those who read it. One that says more breaks readers of
yesterday, who would refuse the longer text or the new word. Either is a new major beside the old one.
"""

import json
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

ANNOTATIONS = frozenset({"$defs", "$id", "$schema", "deprecated", "description", "examples", "title"})


def breaks(stored: Schema, generated: Schema) -> list[str]:
    """What the generated JSON Schema breaks for readers of the stored one, a sentence each; none is well."""
    return list(_compare(_plain(stored, stored), _plain(generated, generated), ""))


def _plain(node: Schema, document: Schema) -> Schema:
    """The schema without references and annotations: only what decides whether a value is accepted."""
    plain: Schema = {}
    if "$ref" in node:
        plain |= _plain(document["$defs"][node["$ref"].removeprefix("#/$defs/")], document)
    for keyword, value in node.items():
        if keyword == "properties":
            plain[keyword] = {name: _plain(field, document) for name, field in value.items()}
        elif keyword == "items":
            plain[keyword] = _plain(value, document)
        elif keyword == "anyOf":
            plain |= _choice([_plain(choice, document) for choice in value])
        elif keyword not in ANNOTATIONS and keyword != "$ref":
            plain[keyword] = value
    return plain


def _choice(choices: list[Schema]) -> Schema:
    """One kind of value or null is that kind, with a mark; anything else stays a choice."""
    values = [choice for choice in choices if choice != {"type": "null"}]
    return {**values[0], "null": True} if len(values) == 1 else {"anyOf": choices}


def _compare(old: Schema, new: Schema, path: str) -> Iterator[str]:
    yield from _compare_fields(old, new, path)
    for keyword in sorted((old.keys() | new.keys()) - {"properties", "required"}):
        before, after = old.get(keyword), new.get(keyword)
        if before == after:
            continue
        if keyword == "items" and before and after:
            yield from _compare(before, after, f"{path}[]")
        elif keyword == "null":
            yield f"`{path}` could be null and cannot any more." if before else f"`{path}` can be null now."
        elif keyword == "enum" and before and after:
            yield from (f"`{path}` lost the word {word}." for word in before if word not in after)
            yield from (f"`{path}` got the new word {word}." for word in after if word not in before)
        else:
            yield f"`{path}`: {keyword} was {_shown(before)} and is {_shown(after)}."


def _compare_fields(old: Schema, new: Schema, path: str) -> Iterator[str]:
    fields: Schema = old.get("properties", {})
    new_fields: Schema = new.get("properties", {})
    promised, newly_promised = set(old.get("required", ())), set(new.get("required", ()))
    for name, field in fields.items():
        there = f"{path}.{name}" if path else name
        if name not in new_fields:
            yield f"`{there}` is gone."
            continue
        if name in promised - newly_promised:
            yield f"`{there}` was always there and may be absent now."
        if name in newly_promised - promised:
            yield f"`{there}` was optional and is required now."
        yield from _compare(field, new_fields[name], there)
    for name in new_fields.keys() - fields.keys():
        if name in newly_promised:
            yield f"`{f'{path}.{name}' if path else name}` is new and required; a new field must be optional."


def _shown(value: object) -> str:
    return "absent" if value is None else json.dumps(value, ensure_ascii=False)
