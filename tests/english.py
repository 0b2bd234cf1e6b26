"""English on a page, in a mail or a calendar file that is written in Welsh."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[1] / "web" / "src"

_NO_WELSH = re.compile(
    r"\b((?i:the|and|of|with|your|you|this|that|from|not|has|have|are|was|were)"
    r"|(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|April|June|July|August|(Septem|Octo|Novem|Decem)ber"
    r"|Mon|Tue|Wed|Thu|Fri|Jan|Feb|Apr|Jun|Jul|Aug|Oct|Dec)\b"
)
"""Words that no Welsh sentence has, and English names of days and months."""

_PLACEHOLDER = re.compile(r"\{\{[^}]+\}\}")


def english_in(texts: Iterable[str]) -> list[str]:
    """Those of these texts that are English by their words."""
    return [text for text in texts if _NO_WELSH.search(text)]


def untranslated(texts: Iterable[str]) -> list[str]:
    """Those that are English by their words, or what the web client's English files say and its Welsh ones do not."""
    seen = set(texts)
    return sorted({*english_in(seen), *(text for text in seen if _is_of_the_english_files(text))})


@cache
def _is_of_the_english_files(text: str) -> bool:
    fixed, patterns = _only_english()
    return text in fixed or any(pattern.fullmatch(text) for pattern in patterns)


@cache
def _only_english() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    english, welsh = words("en"), set(words("cy").values())
    own = [text for text in english.values() if text not in welsh and _says_something(text)]
    fixed = frozenset(text for text in own if not _PLACEHOLDER.search(text))
    return fixed, tuple(_pattern(text) for text in own if text not in fixed)


def _says_something(text: str) -> bool:
    return re.search(r"[^\W\d_]{2}", _PLACEHOLDER.sub("", text)) is not None


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".+".join(re.escape(part) for part in _PLACEHOLDER.split(text)), re.DOTALL)


def words(language: str) -> Mapping[str, str]:
    """All words of the web client in a language, as `namespace:key.of.the.word`."""
    return {
        f"{file.parent.name}:{key}": text
        for file in SOURCE.rglob(f"{language}.json")
        for key, text in _leaves(json.loads(file.read_text()))
    }


def _leaves(node: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in node.items():
        if isinstance(value, str):
            yield above + key, value
        else:
            yield from _leaves(value, f"{above}{key}.")
