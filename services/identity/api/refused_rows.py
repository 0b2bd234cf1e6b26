"""Why a row was refused, in the language its file is asked for in. The Welsh words are data, and a draft."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from contracts.words import Language
from services.identity.domain.imports import Row

OTHERWISE = "Ni ellir derbyn y rhes hon fel y mae."
"""Of what was refused under a code without a sentence of its own."""


@cache
def welsh_sentences() -> Mapping[str, str]:
    """What the web client says in Welsh of the refusals that a row can come to, by their code."""
    content: Mapping[str, str] = json.loads(
        (files(__package__) / "refused_rows.cy.json").read_text(encoding="utf-8")
    )
    return content


def why_refused(row: Row, language: Language | None) -> str:
    """The sentence beside a refused row."""
    return welsh_sentences().get(row.code, OTHERWISE) if language is Language.CY else row.detail
