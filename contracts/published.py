"""The files made from the contracts (schemas, docs/events.md, docs/asyncapi.json) and whether they agree."""

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from contracts import asyncapi, events_page
from contracts.base import Contract
from contracts.compatibility import Schema, breaks
from contracts.registry import CONTRACTS

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = Path("contracts/schemas")
SAMPLES = Path("contracts/samples")
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Untitled(GenerateJsonSchema):
    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def name_of(contract: type[Contract]) -> Path:
    """The contract's name and major as a path: `scheduling.session.changed/1`."""
    return Path(contract.SCHEMA).relative_to("contracts")


def schema_of(contract: type[Contract]) -> Schema:
    """The JSON Schema of a contract's `data`, as its readers check it."""
    schema = contract.model_json_schema(schema_generator=_Untitled)
    return {"$schema": DIALECT, "$id": contract.SCHEMA, **schema}


def stored_schema_path(contract: type[Contract]) -> Path:
    """Where the contract's schema is stored, from the root of the project."""
    return SCHEMAS / name_of(contract).with_suffix(".json")


def samples_of(contract: type[Contract], root: Path = ROOT) -> dict[str, bytes]:
    """The golden samples of a contract by name: whole message bodies, written for people to read."""
    folder = root / SAMPLES / name_of(contract)
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.json"))}


def generated(root: Path = ROOT) -> dict[Path, str]:
    """Every file made from the contracts: its path from the root, and its text."""
    schemas = {contract: schema_of(contract) for contract in CONTRACTS}
    typical = {contract: json.loads(samples_of(contract, root)["typical"]) for contract in CONTRACTS}
    files = {stored_schema_path(contract): _as_text(schema) for contract, schema in schemas.items()}
    files[Path("docs/events.md")] = events_page.page(schemas, typical)
    files[Path("docs/asyncapi.json")] = _as_text(asyncapi.document(schemas, typical))
    return files


def broken(root: Path = ROOT) -> list[str]:
    """What the contracts break for readers of the stored schemas, a sentence each."""
    kept = {stored_schema_path(contract): contract for contract in CONTRACTS}
    sentences = []
    for path in sorted((root / SCHEMAS).glob("*/*.json")):
        contract = kept.get(path.relative_to(root))
        if contract is None:
            sentences.append(f"{path.relative_to(root)} is stored, but no contract keeps it any more.")
            continue
        faults = breaks(json.loads(path.read_text(encoding="utf-8")), schema_of(contract))
        sentences += [f"{contract.TYPE} breaks its readers: {fault}" for fault in faults]
    return sentences


def drifted(root: Path = ROOT) -> list[str]:
    """Which generated files are not what the contracts say now, a sentence each."""
    return [
        f"{path} is not what the contracts say now; run: python -m contracts"
        for path, text in generated(root).items()
        if not (root / path).is_file() or (root / path).read_text(encoding="utf-8") != text
    ]


def write(root: Path = ROOT) -> list[Path]:
    """Write the generated files that changed, and name them."""
    changed = []
    for path, text in generated(root).items():
        target = root / path
        if not target.is_file() or target.read_text(encoding="utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def _as_text(document: Schema) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
