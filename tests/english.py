"""English on a page, in a mail, or in a file that is written in Welsh."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SCREENS = ROOT / "web" / "src"
MAILS = ROOT / "services" / "notifications" / "domain" / "texts"
"""Where words stand by language: `en.json` and `cy.json` in this folder or below it."""

_NO_WELSH = re.compile(
    r"\b((?i:the|and|of|with|your|you|this|that|from|not|has|have|are|was|were|in|for|by|or|an|if|it|be|will|must)"
    r"|(?i:would|could|should|when|where|which|what|who|there|their|they|them|our|us|see|view|open|send|reply|read)"
    r"|(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|April|June|July|August|(Septem|Octo|Novem|Decem)ber"
    r"|Mon|Tue|Wed|Thu|Fri|Jan|Feb|Apr|Jun|Jul|Aug|Oct|Dec)\b"
)
"""Words that no Welsh sentence has, and English names of days and months."""

_NAME_OF_THE_API = re.compile(r"\b[a-z]+(_[a-z]+)+\b|\b(GET|POST|PUT|DELETE) /")
"""`add_person` and its like, which no reader has words for."""

_PLACEHOLDER = re.compile(r"\{\{[^}]+\}\}|\{\w+\}")


def english_in(texts: Iterable[str]) -> list[str]:
    """Those of these texts that are English by their words."""
    return [text for text in texts if _NO_WELSH.search(text)]


def untranslated(texts: Iterable[str], *, of: Path = SCREENS) -> list[str]:
    """Those that are English by their words or names of the API, or what the English files there say and the Welsh ones
    do not.
    """
    seen = set(texts)
    left = (one for one in seen if _NAME_OF_THE_API.search(one) or _is_of_the_english_files(one, of))
    return sorted({*english_in(seen), *left})


@cache
def _is_of_the_english_files(text: str, of: Path) -> bool:
    fixed, patterns = _only_english(of)
    return text in fixed or any(pattern.fullmatch(text) for pattern in patterns)


@cache
def _only_english(of: Path) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    english, welsh = words("en", of=of), set(words("cy", of=of).values())
    own = [text for text in english.values() if text not in welsh and _says_something(text)]
    fixed = frozenset(text for text in own if not _PLACEHOLDER.search(text))
    return fixed, tuple(pattern_of(text) for text in own if text not in fixed)


def _says_something(text: str) -> bool:
    return re.search(r"[^\W\d_]{2}", _PLACEHOLDER.sub("", text)) is not None


def pattern_of(text: str) -> re.Pattern[str]:
    """What a text with placeholders looks like when they are filled in."""
    return re.compile(".+".join(re.escape(part) for part in _PLACEHOLDER.split(text)), re.DOTALL)


def words(language: str, *, of: Path = SCREENS) -> Mapping[str, str]:
    """All words there in a language, as `folder:key.of.the.word`."""
    return {
        f"{file.parent.name}:{key}": text
        for file in of.rglob(f"{language}.json")
        for key, text in _leaves(json.loads(file.read_text()))
    }


def _leaves(node: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in node.items():
        if isinstance(value, str):
            yield above + key, value
        elif isinstance(value, list):
            yield from ((f"{above}{key}.{place}", text) for place, text in enumerate(value))
        else:
            yield from _leaves(value, f"{above}{key}.")
