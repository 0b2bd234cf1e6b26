"""The codes of the audit and of the log of reads in words, as the web client says them. The Welsh ones are data, and a
draft.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from contracts.words import Language

Kind = Literal["role", "act", "thing", "part"]


@cache
def audit_words(language: Language) -> Mapping[Kind, Mapping[str, str]]:
    """By kind: a role, an action, the collection of what it was done to, a route of what was shown."""
    content: Mapping[Kind, Mapping[str, str]] = json.loads(
        (files(__package__) / f"audit_words.{language}.json").read_text(encoding="utf-8")
    )
    return content


def in_words(kind: Kind, code: str, language: Language) -> str:
    """`add_person` as "Added a person"; what has no words yet is called by its code."""
    return audit_words(language)[kind].get(code, code)
