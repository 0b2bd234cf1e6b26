"""Handlers never look at the clock and never draw lots: a run that is repeated must come to the same."""

from collections.abc import Iterator, Mapping

import pytest

from tests.architecture.source import Module, dotted, modules

CLOCKS = {
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.datetime.today",
    "datetime.date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
}
LOTS = {
    "random",
    "secrets",
    "uuid.uuid1",
    "uuid.uuid4",
    "os.urandom",
    "os.getrandom",
    "chassis.ids.fresh_id",
}
"""A module stands for everything in it."""

EXCUSED: Mapping[tuple[str, str], str] = {
    ("services/identity/tokens/signed.py", "secrets"): "refresh tokens and salts must not be guessable",
    ("services/identity/tokens/signed.py", "chassis.ids.fresh_id"): "every access token has an id of its own",
    ("services/identity/tokens/links.py", "secrets"): "one-time links must not be guessable",
    ("services/identity/tokens/codes.py", "secrets"): "recovery codes must not be guessable",
    ("services/notifications/channels/feed.py", "secrets"): "a calendar's address must not be guessable",
    ("gateway/sessions.py", "secrets"): "cookies must not be guessable",
    ("gateway/sessions.py", "os.urandom"): "what is sealed needs a fresh nonce",
    ("gateway/sessions.py", "time.time"): "the gateway has no Tx; a token's age is counted here",
    ("gateway/sessions.py", "datetime.datetime.now"): "and a browser session's",
    ("gateway/screens.py", "datetime.datetime.now"): "the next session is the next from now",
    ("gateway/opening.py", "datetime.datetime.now"): "a visitor's days are counted from now",
    ("gateway/live.py", "time.time"): "a live connection ends with its token",
    ("gateway/plain.py", "chassis.ids.fresh_id"): "a request over plain HTTP gets an id too",
    ("gateway/headers.py", "chassis.ids.fresh_id"): "a request that brings no id gets one",
    ("gateway/wire.py", "chassis.ids.fresh_id"): "so does one that cannot even be read",
}
"""Who may after all, and why."""


def clocks_and_lots(module: Module) -> Iterator[tuple[str, str]]:
    """Each look at the clock and each source of chance: its name, and the fault."""
    imports = module.imports()
    for name, whole in imports.items():
        drawn = {whole, whole.rpartition(".")[0]} & LOTS
        yield from ((lot, f"{module.path}: imports {name} ({whole})") for lot in drawn)
    for call in module.calls():
        called = dotted(call.func, imports)
        if called in CLOCKS | LOTS:
            yield called, module.at(call, called)


def test_services_and_gateway_neither_look_at_the_clock_nor_draw_lots() -> None:
    found = [
        (one.path, name, fault)
        for one in modules("services", "gateway")
        for name, fault in clocks_and_lots(one)
    ]
    assert [fault for path, name, fault in found if (path, name) not in EXCUSED] == []
    assert {(path, name) for path, name, _ in found} == EXCUSED.keys(), "an excuse too many"


BAD = {
    "the hour": "import datetime\ndatetime.datetime.now()",
    "the hour, imported": "from datetime import UTC, datetime\ndatetime.now(UTC)",
    "the hour, renamed": "from datetime import datetime as moment\nmoment.utcnow()",
    "the day": "from datetime import date\ndate.today()",
    "the second": "import time\ntime.time()",
    "the second, imported": "from time import time\ntime()",
    "an id": "from uuid import uuid4\nuuid4()",
    "another id": "import uuid\nuuid.uuid1()",
    "a fresh id": "from chassis.ids import fresh_id",
    "chance": "import random",
    "one of chance": "from random import choice",
    "a secret": "from secrets import token_hex",
    "raw chance": "import os\nos.urandom(8)",
}
GOOD = (
    "from datetime import datetime\ndatetime.fromisoformat('2027-01-01')",
    "import time\ntime.monotonic()",
    "def f(tx): return tx.now, tx.new_id()",
    "def f(calendar): return calendar.today()",
)


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_a_look_at_the_clock_or_a_lot_is_caught(text: str) -> None:
    assert [*clocks_and_lots(Module.snippet(text, at="services/x/handlers.py"))]


@pytest.mark.parametrize("text", GOOD)
def test_what_is_told_the_time_is_no_fault(text: str) -> None:
    assert not [*clocks_and_lots(Module.snippet(text, at="services/x/handlers.py"))]
