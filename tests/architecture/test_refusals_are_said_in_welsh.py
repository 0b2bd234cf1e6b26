"""Whoever reads the screens in Welsh is told no in Welsh: every refusal has its sentence there (B-18)."""

import ast
import json

from chassis.errors import Refusal
from tests.architecture.source import ROOT, modules
from tests.english import english_in

WORDS = "web/src/kit/problems/refusals.cy.json"
OF_THE_CLIENT = "web/src/kit/problems/cy.json"
OF_FIELDS = {
    "invalid_input",
    "missing",
    "string_too_short",
    "string_too_long",
    "too_short",
    "too_long",
    "greater_than_equal",
    "less_than_equal",
}
"""What the framework says of a field, as far as it has words of its own."""
NEVER_SENT = {"hindered"}


def refusals() -> set[str]:
    """The code of every refusal of the sources."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for module in modules("chassis", "services", "gateway")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
    }
    found: set[str] = set()
    news = {Refusal.__name__}
    while news:
        news = {name for name, above in bases.items() if above & news} - found
        found |= news
    return {_code_of(name) for name in found}


def _code_of(name: str) -> str:
    refusal: type[Refusal] = type(name, (Refusal,), {})
    return refusal.code()


def test_every_refusal_has_a_welsh_sentence_and_no_sentence_is_left_over() -> None:
    said = set(json.loads((ROOT / WORDS).read_text()))
    elsewhere = set(json.loads((ROOT / OF_THE_CLIENT).read_text())["code"])
    wanted = (refusals() | OF_FIELDS) - NEVER_SENT

    assert wanted - said - elsewhere == set(), f"These refusals have no Welsh words in {WORDS}."
    assert said - wanted == set(), f"These words in {WORDS} are of no refusal."
    assert said & elsewhere == set()


def test_no_welsh_refusal_is_english() -> None:
    assert english_in(json.loads((ROOT / WORDS).read_text()).values()) == []
