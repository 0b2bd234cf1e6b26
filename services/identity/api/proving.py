"""Proving it once more: the present password, or a code of the second factor. Guessing is slowed down."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from chassis.http import Command, Public
from chassis.tx import Handler
from services.identity.api.resources import codes_of, passwords_of, turns_of
from services.identity.domain.account import Account
from services.identity.domain.errors import CodeUsed, CodeWrong, SecondFactorMissing
from services.identity.domain.second_factor import Proof
from services.identity.handlers import sign_ins, signing_in
from services.identity.handlers.sign_ins import OwnAccount
from services.identity.handlers.signing_in import BeginTry, FailTry, ForgiveTries

T = TypeVar("T")


async def note_try(caller: Public | Command, handler: Handler, cmd: BeginTry | FailTry | ForgiveTries) -> Any:
    """Run a step about the tries of a user name, in turn: many at once would only lose races to each other."""
    async with turns_of(caller.kit).of(cmd.user_name.casefold()):
        return await caller.step(handler, cmd)


async def prove_password(command: Command, password: str) -> Account:
    """The caller's account, once the present password was right. Raises PasswordWrong, TooManyTries."""
    account: Account | None = await command.step(sign_ins.own_account, OwnAccount())
    if account:
        await note_try(command, signing_in.begin_try, BeginTry(account.user_name))
    stored = account.password_hash if account else None
    matches = await passwords_of(command.kit).match(password, stored)
    if account is None:
        raise sign_ins.wrong()
    if not matches:
        await note_try(command, signing_in.fail_try, FailTry(account.user_name))
        raise sign_ins.wrong()
    await note_try(command, signing_in.forgive_tries, ForgiveTries(account.user_name))
    return account


async def prove_code(
    caller: Public | Command, account: Account, typed: str, use: Callable[[Proof], Awaitable[T]]
) -> T:
    """What `use` makes of the typed code. Its tries are counted apart from the password's, which would forgive them.

    Raises SecondFactorMissing, TooManyTries, and what `use` raises.
    """
    factor = account.second_factor
    if factor is None:
        raise SecondFactorMissing("There is no second factor.")
    tried = f"{account.user_name} code"
    await note_try(caller, signing_in.begin_try, BeginTry(tried))
    proof = codes_of(caller.kit).proof(factor.sealed, typed, account_id=account.id, now=caller.now)
    try:
        used = await use(proof)
    except (CodeWrong, CodeUsed):
        await note_try(caller, signing_in.fail_try, FailTry(tried))
        raise
    await note_try(caller, signing_in.forgive_tries, ForgiveTries(tried))
    return used
