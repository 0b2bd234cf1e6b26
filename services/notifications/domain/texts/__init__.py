"""What the service says, per language, as data: both files have the same keys; Welsh is a draft."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

LANGUAGES: Final = ("en", "cy")


@cache
def texts_of(language: str) -> Mapping[str, Any]:
    """The texts of a language; English for a language that has none."""
    known = language if language in LANGUAGES else LANGUAGES[0]
    content: Mapping[str, Any] = json.loads(
        (files(__package__) / f"{known}.json").read_text(encoding="utf-8")
    )
    return content
