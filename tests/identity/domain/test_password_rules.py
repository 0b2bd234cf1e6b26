import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.errors import Refusal
from services.identity.domain.errors import (
    PasswordBreached,
    PasswordContainsName,
    PasswordTooCommon,
    PasswordTooLong,
    PasswordTooShort,
)
from services.identity.domain.passwords import NewPassword, check_password, normalised_password
from tests.identity.builders import a_password

NAMES = ("Siân", "Hughes", "sian.hughes@severnvale.example", "Severn Vale Training", "Al")


@pytest.mark.parametrize(
    "text",
    [
        "seven-bridges-in-the-rain",
        "exactly15chars!",
        "all lower case words are fine",
        "tri chi dŵr a phedair afon",
        "雨の中の七つの橋と七つの川と山",
        "🌧🌉" * 9 + "and some words",
        "x1" + "ab cd ef gh " * 10,
        "an alpaca is not a name of four letters",
    ],
)
def test_a_long_unpredictable_password_is_accepted(text: str) -> None:
    check_password(a_password(text), names=NAMES)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", PasswordTooShort),
        ("short", PasswordTooShort),
        ("14 characters!", PasswordTooShort),
        ("q" + "w7" * 64, PasswordTooLong),
        ("passwordpassword", PasswordTooCommon),
        ("Correct Horse Battery Staple", PasswordTooCommon),
        ("aaaaaaaaaaaaaaaa", PasswordTooCommon),
        ("abc1abc1abc1abc1ab", PasswordTooCommon),
        ("abcdefghijklmnopq", PasswordTooCommon),
        ("onmlkjihgfedcba", PasswordTooCommon),
        ("my-WayMark-password", PasswordContainsName),
        ("hughes in the rain", PasswordContainsName),
        ("SIÂN walks the hills", PasswordContainsName),
        ("the severn in flood", PasswordContainsName),
    ],
)
def test_a_password_guessers_try_first_is_refused(text: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        check_password(a_password(text), names=NAMES)


def test_a_password_that_others_know_is_refused_however_good_it_looks() -> None:
    with pytest.raises(PasswordBreached) as refused:
        check_password(NewPassword("seven-bridges-in-the-rain", "hash", breached=True), names=NAMES)
    assert refused.value.field == "initial_password"


def test_a_refusal_says_which_word_must_go_and_at_which_field() -> None:
    with pytest.raises(PasswordContainsName) as refused:
        check_password(a_password("the severn in flood"), names=NAMES)
    assert refused.value.facts == {"word": "severn"}
    assert refused.value.field == "initial_password"


def test_length_is_counted_after_normalisation() -> None:
    decomposed = "e\u0301" * 8 + "x!"
    assert len(decomposed) == 18
    with pytest.raises(PasswordTooShort):
        check_password(a_password(decomposed), names=())


def test_every_keyboard_types_the_same_password() -> None:
    assert normalised_password("cafe\u0301 by the river") == normalised_password("caf\u00e9 by the river")


def test_a_password_is_never_shown_by_accident() -> None:
    assert "bridges" not in repr(NewPassword("seven-bridges-in-the-rain", "hash of bridges"))


@given(st.text(min_size=0, max_size=200))
def test_any_text_is_accepted_or_refused_with_a_sentence(text: str) -> None:
    refusals: list[Refusal] = []
    try:
        check_password(a_password(text), names=NAMES)
    except Refusal as refusal:
        refusals.append(refusal)
    assert all(refusal.detail.endswith(".") for refusal in refusals)
