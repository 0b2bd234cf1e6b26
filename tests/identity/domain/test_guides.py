"""The words of the guides are complete in every language."""

import pytest

from services.identity.domain.help import AUDIENCES, Topic, guides_for
from services.identity.domain.provider import Language
from services.identity.domain.roles import Role


def test_every_guide_has_readers() -> None:
    assert set(AUDIENCES) == set(Topic)
    assert all(AUDIENCES.values())


@pytest.mark.parametrize("role", Role)
def test_a_guide_says_in_welsh_what_it_says_in_english(role: Role) -> None:
    english, welsh = (guides_for(role, language) for language in Language)
    assert [(one.topic, len(one.paragraphs)) for one in english] == [
        (one.topic, len(one.paragraphs)) for one in welsh
    ]
    assert all(a.title != b.title for a, b in zip(english, welsh, strict=True))
