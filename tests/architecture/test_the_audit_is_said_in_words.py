"""Who reads the audit reads words: every command of identity has a name in both languages, everything it keeps has, and
every read that is noted.
"""

import ast
import json
import re
from collections.abc import Iterator

from gateway.routes import shape
from services.identity import documents
from services.identity.documents import allocating, employers, sampling, supervision
from tests.architecture.source import ROOT, Module, modules, parameters
from tests.architecture.test_reads_are_noted import noted_routes
from tests.english import english_in
from tests.flows.matrix import expectations

SCREENS = "web/src/features/audit"
WORDS = f"{SCREENS}/{{}}.json"
CHANGE_NOTHING = {"look_at_link", "own_account", "who_must_set_up", "who_waits"}
"""Commands that only look."""
PROJECT = {"follow_qualification", "follow_read", "follow_training"}
"""Followers of others' events: what they keep is no change of anybody's, and no entry."""


def commands() -> set[str]:
    """The name of every command and every follower of identity."""
    return {
        name
        for module in modules("services/identity/handlers")
        for name, function in module.functions()
        if [one.arg for one in parameters(function)][:2] in (["tx", "cmd"], ["tx", "event"])
        and not name.startswith("_")
    }


def collections() -> set[str]:
    """What identity writes so that it leaves an entry."""
    named = vars(documents) | vars(allocating) | vars(employers) | vars(sampling) | vars(supervision)
    return {named[name] for module in modules("services/identity/store") for name in _written(module)}


def _written(module: Module) -> Iterator[str]:
    for call in module.calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("save", "keep") and len(call.args) > 1:
            collection = call.args[0]
            assert isinstance(collection, ast.Attribute | ast.Name), module.at(
                call, "a collection without a name"
            )
            yield collection.attr if isinstance(collection, ast.Attribute) else collection.id


def test_every_command_has_a_name_in_both_languages_and_no_name_is_left_over() -> None:
    wanted = commands() - CHANGE_NOTHING - PROJECT
    assert commands() >= CHANGE_NOTHING | PROJECT
    for language in ("en", "cy"):
        assert {key.replace("-", "_") for key in _said(language)["act"]} == wanted


def test_everything_that_is_kept_has_a_name_in_both_languages_and_no_name_is_left_over() -> None:
    for language in ("en", "cy"):
        assert set(_said(language)["thing"]) == collections()


def test_every_read_that_is_noted_has_a_name_and_no_name_is_left_over() -> None:
    named = {
        f"GET {shape(path).replace('{}', '{id}')}"
        for screen in (ROOT / SCREENS).glob("*.tsx")
        for path in re.findall(r"'GET (/[^']+)': '", screen.read_text())
    }
    table = expectations()
    assert named == {name for name, _ in noted_routes() if table.get((name, "eqa", "own")) == 200}


def test_no_welsh_name_is_english() -> None:
    said = _said("cy")
    assert english_in([*said["act"].values(), *said["thing"].values()]) == []


def _said(language: str) -> dict[str, dict[str, str]]:
    said: dict[str, dict[str, str]] = json.loads((ROOT / WORDS.format(language)).read_text())
    return said
