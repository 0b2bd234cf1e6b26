"""Who knows one service finds the way in the next: fixed file names, small files, small functions, few imports."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, SERVICES, Module, Rule, dotted, modules

FOLDERS = ("chassis", "contracts", "services", "gateway")

ROOMS = {
    "main",
    "settings",
    "api",
    "consumers",
    "jobs",
    "store",
    "blobs",
    "channels",
    "tokens",
    "handlers",
    "queries",
    "schemas",
    "ports",
    "access",
    "documents",
    "domain",
}
"""What a service is made of, each a file or a folder."""

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
PROMISES = ("TODO", "FIXME", "XXX", "HACK")

OUTSIDE_WORLD = {
    "aio_pika",
    "aiohttp",
    "aiosmtplib",
    "bson",
    "fastapi",
    "httpx",
    "minio",
    "motor",
    "pymongo",
    "requests",
    "socket",
    "starlette",
    "urllib",
}

MAY_PRINT = ("contracts/__main__.py",)


def long_files(module: Module) -> Iterator[str]:
    """A file that nobody reads to the end."""
    lines = len(module.text.splitlines())
    if lines > LONGEST_FILE:
        yield f"{module.path}: {lines} lines"


def long_functions(module: Module) -> Iterator[str]:
    """A function that does not fit a screen."""
    for name, function in module.functions():
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > LONGEST_FUNCTION:
            yield module.at(function, f"{name} has {lines} lines")


def promises(module: Module) -> Iterator[str]:
    """Work somebody meant to do later."""
    for number, line in enumerate(module.text.splitlines(), start=1):
        yield from (f"{module.path}:{number}: {word}" for word in PROMISES if word in line)


def prints(module: Module) -> Iterator[str]:
    """Output that is no log line."""
    if not module.is_one_of(*MAY_PRINT):
        for call in module.calls():
            if isinstance(call.func, ast.Name) and call.func.id == "print":
                yield module.at(call, "print()")


def handlers_that_see_the_world(module: Module) -> Iterator[str]:
    """A handler that could touch the network or a database."""
    if module.is_one_of("services/*/handlers*"):
        for statement, name in module.imported_modules():
            if name.partition(".")[0] in OUTSIDE_WORLD:
                yield module.at(statement, f"a handler imports {name}")


def motor_elsewhere(module: Module) -> Iterator[str]:
    """Motor outside the one file that wraps it (ADR 0002)."""
    if not module.is_one_of("chassis/mongo.py"):
        for statement, name in module.imported_modules():
            if name.partition(".")[0] == "motor":
                yield module.at(statement, f"imports {name}")


def weak_writes(module: Module) -> Iterator[str]:
    """A write concern other than majority: what it acknowledges can be lost (reliability.md F10)."""
    imports = module.imports()
    for call in module.calls():
        name = dotted(call.func, imports).rpartition(".")[2]
        concerns = [keyword.value for keyword in call.keywords if keyword.arg == "w"]
        if name == "WriteConcern":
            concerns += call.args[:1] or [ast.Constant("the default")]
        if name in ("AsyncIOMotorClient", "MongoClient", "AsyncMongoClient") and not concerns:
            yield module.at(call, f"{name} without w='majority'")
        for concern in concerns:
            if not (isinstance(concern, ast.Constant) and concern.value == "majority"):
                yield module.at(call, f"a write concern of {ast.unparse(concern)}")


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        long_files,
        long_functions,
        promises,
        prints,
        handlers_that_see_the_world,
        motor_elsewhere,
        weak_writes,
    )
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_sources_keep_the_rule(rule: Rule) -> None:
    assert [fault for module in modules(*FOLDERS) for fault in rule(module)] == []


BAD: Mapping[str, tuple[Rule, str, str]] = {
    "a long file": (long_files, "chassis/x.py", "x = 1\n" * 401),
    "a long function": (long_functions, "gateway/x.py", "def f():\n" + "    x = 1\n" * 60),
    "a long method": (
        long_functions,
        "gateway/x.py",
        "class A:\n  async def f(self):\n" + "    x = 1\n" * 60,
    ),
    "a promise": (promises, "gateway/x.py", "x = 1  # TO" + "DO: two"),
    "a print": (prints, "services/x/api.py", "print('hello')"),
    "a handler with a client": (handlers_that_see_the_world, "services/x/handlers/a.py", "import httpx"),
    "a handler with Mongo": (
        handlers_that_see_the_world,
        "services/x/handlers.py",
        "from pymongo.errors import X",
    ),
    "motor in a store": (motor_elsewhere, "services/x/store.py", "from motor.motor_asyncio import X"),
    "an unsafe client": (weak_writes, "chassis/mongo.py", "AsyncIOMotorClient(url)"),
    "a weak client": (weak_writes, "chassis/mongo.py", "AsyncIOMotorClient(url, w=1)"),
    "a weak concern": (weak_writes, "chassis/mongo.py", "import pymongo\npymongo.WriteConcern(1)"),
    "a default concern": (weak_writes, "chassis/mongo.py", "WriteConcern(j=True)"),
}


@pytest.mark.parametrize(("rule", "at", "text"), BAD.values(), ids=BAD)
def test_a_breach_is_caught(rule: Rule, at: str, text: str) -> None:
    assert [*rule(Module.snippet(text, at=at))]


def misplaced(service: Path) -> list[str]:
    """What stands in a service's folder and is none of its rooms."""
    entries = {path.name for path in service.iterdir() if path.name != "__pycache__"}
    files = {name for name in entries if (service / name).is_file()}
    allowed = {"__init__.py", "README.md", *(f"{room}.py" for room in ROOMS)}
    return sorted((files - allowed) | (entries - files - ROOMS))


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_the_same_rooms_as_every_other(service: str) -> None:
    assert misplaced(ROOT / "services" / service) == []


def test_there_are_no_services_but_the_six() -> None:
    folders = {path.parent.name for path in (ROOT / "services").glob("*/main.py")}
    assert folders == {*SERVICES}


def test_a_room_of_another_name_is_caught(tmp_path: Path) -> None:
    for name in ("api.py", "README.md", "helpers.py"):
        (tmp_path / name).touch()
    for name in ("domain", "utils"):
        (tmp_path / name).mkdir()
    assert misplaced(tmp_path) == ["helpers.py", "utils"]
