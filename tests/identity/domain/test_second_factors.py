"""A code is good once, and a password that leans on the factor falls with it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from services.identity.domain import second_factor as factors
from services.identity.domain.account import Account
from services.identity.domain.errors import CodeUsed, CodeWrong, PasswordTooShort, SecondFactorThere
from services.identity.domain.passwords import NewPassword, check_password
from services.identity.domain.second_factor import Proof, recovery_digest
from tests.identity.builders import a_password

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def a_factor() -> factors.SecondFactor:
    begun = factors.begun(None, "sealed", NOW)
    return begun.confirmed(100, (recovery_digest("ABCD-EFGH-JKLM-NPQR"),), NOW)


@pytest.mark.parametrize("step", [99, 100])
def test_a_step_that_was_used_and_older_ones_are_refused(step: int) -> None:
    with pytest.raises(CodeUsed):
        a_factor().proved(Proof(step=step))
    assert a_factor().proved(Proof(step=101)).last_step == 101


def test_a_recovery_code_is_good_once_however_it_is_typed() -> None:
    proof = Proof(recovery=recovery_digest("abcd efgh jklm npqr"))
    used = a_factor().proved(proof)
    with pytest.raises(CodeWrong):
        used.proved(proof)


def test_a_confirmed_factor_is_not_replaced_by_setting_up_another() -> None:
    with pytest.raises(SecondFactorThere):
        factors.begun(a_factor(), "another", NOW)
    assert factors.begun(factors.begun(None, "old", NOW), "new", NOW).sealed == "new"


def test_a_short_password_goes_with_the_factor_it_leans_on() -> None:
    account = Account("account", "efa", "hash", (), second_factor=a_factor())
    short = account.with_password(NewPassword("teal-owl", "short hash"))
    assert short.without_second_factor().password_hash == ""
    long = replace(account).with_password(NewPassword("three quiet red kites", "long hash"))
    assert long.without_second_factor().password_hash == "long hash"


@pytest.mark.parametrize("password", ["teal-owl", "zebra7mint"])
def test_eight_characters_are_enough_beside_a_factor(password: str) -> None:
    check_password(a_password(password), names=(), shortest=8)
    with pytest.raises(PasswordTooShort):
        check_password(a_password(password), names=())


@pytest.mark.parametrize("password", ["password1", "Qwerty123!", "liverpool!", "abcabcab", "12345678"])
def test_short_ones_that_everybody_tries_are_refused(password: str) -> None:
    with pytest.raises(Exception, match="first that are tried"):
        check_password(a_password(password), names=(), shortest=8)
