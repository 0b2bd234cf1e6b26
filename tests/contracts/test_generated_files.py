"""`python -m contracts`: stored files say what contracts say, and writing anew lets no break slip in."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contracts.__main__ import main
from contracts.published import ROOT, SAMPLES, SCHEMAS, generated

SESSION = SCHEMAS / "scheduling.session.changed/1.json"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for folder in (SCHEMAS, SAMPLES):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for page in ("docs/events.md", "docs/asyncapi.json"):
        (tmp_path / page).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / page, tmp_path / page)
    return tmp_path


def _edit(path: Path, **fields: Any) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["properties"] |= fields
    path.write_text(json.dumps(schema), encoding="utf-8")


def test_the_stored_files_are_what_the_contracts_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0, capsys.readouterr().err


def test_a_page_that_drifted_is_named_and_written_anew(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy / "docs/events.md").write_text("# Events\n", encoding="utf-8")

    assert main(["--check"], copy) == 1
    assert "docs/events.md is not what the contracts say now" in capsys.readouterr().err
    assert main([], copy) == 0
    assert capsys.readouterr().out == "written: docs/events.md\n"
    assert main(["--check"], copy) == 0


def test_a_new_contract_gets_its_schema(copy: Path) -> None:
    (copy / SESSION).unlink()

    assert main(["--check"], copy) == 1
    assert main([], copy) == 0
    assert (copy / SESSION).read_text(encoding="utf-8") == (ROOT / SESSION).read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [["--check"], []])
def test_a_break_is_refused_and_nothing_is_written(
    copy: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    _edit(copy / SESSION, mood={"type": "string"})
    before = (copy / SESSION).read_bytes()

    assert main(arguments, copy) == 1
    assert "scheduling.session.changed.v1 breaks its readers: `mood` is gone." in capsys.readouterr().err
    assert (copy / SESSION).read_bytes() == before


def test_a_stored_schema_without_a_contract_is_named(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / SCHEMAS / "scheduling.dream.changed").mkdir()
    shutil.copy(copy / SESSION, copy / SCHEMAS / "scheduling.dream.changed/1.json")

    assert main(["--check"], copy) == 1
    assert "scheduling.dream.changed/1.json is stored, but no contract keeps it" in capsys.readouterr().err


def test_every_reference_of_the_asyncapi_document_leads_somewhere() -> None:
    document = json.loads(generated()[Path("docs/asyncapi.json")])

    for reference in _references(document):
        target = document
        for step in reference.removeprefix("#/").split("/"):
            target = target[step]


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for item in node:
            yield from _references(item)
