"""You cannot fetch what you may not see: every Mongo filter of a service is built by `scoped()`."""

import ast
from collections.abc import Iterator, Mapping

import pytest

from tests.architecture.source import Function, Module, dotted, modules, parameters

STORES = ("services/*/store*", "services/*/queries*", "services/*/jobs*")

FILTER_AT = {
    "find": 0,
    "find_one": 0,
    "find_one_and_update": 0,
    "find_one_and_replace": 0,
    "find_one_and_delete": 0,
    "update_one": 0,
    "update_many": 0,
    "replace_one": 0,
    "delete_one": 0,
    "delete_many": 0,
    "count_documents": 0,
    "distinct": 1,
}
"""Which argument of a collection's method is the filter."""

OPERATIONS = {"UpdateOne", "UpdateMany", "ReplaceOne", "DeleteOne", "DeleteMany"}

WRAPPED_ONCE = {"aggregate", "watch", "estimated_document_count", "bulk_write", "command"}
"""What a service does not call at all: without a filter, or for the chassis to wrap."""

TX = {"tx", "_tx"}
"""A Tx's own methods take the provider."""

UNSCOPED: Mapping[tuple[str, str], str] = {
    (
        "services/notifications/store/mailroom.py",
        "StoredMailroom.claim",
    ): "senders serve every provider's mail",
    (
        "chassis/mongo.py",
        "MongoBackend.made_before",
    ): "looks for the answer under a key that contains the provider",
    ("chassis/mongo.py", "pull_published"): "empties the outbox of a document the relay has just read",
    ("chassis/outbox.py", "Relay._sweep_collection"): "finds what any provider's writer left behind",
    ("services/identity/jobs.py", "carry_out_imports"): "the job looks for any provider's import",
    ("services/identity/jobs.py", "imports_under_way"): "and says whose it is from then on",
    ("services/identity/jobs.py", "count_overdue_accounts"): "the watch goes through all providers",
    ("services/identity/jobs.py", "note_the_away"): "the morning job goes through all providers",
    (
        "services/scheduling/jobs.py",
        "rehouse_due",
    ): "the job looks after any provider's rooms, session by session",
    ("services/scheduling/jobs.py", "check_overlaps"): "the nightly check goes through all providers",
    ("services/scheduling/jobs.py", "offers_due"): "the job passes on any provider's offers, one by one",
    ("chassis/audit.py", "Sealer._waiting"): "one lease holder seals every provider's entries",
    ("chassis/audit.py", "_append"): "a chain's head has its provider's id",
    ("chassis/audit.py", "verify"): "a chain's head has its provider's id",
    ("chassis/timers.py", "Lease.give_up"): "leases are the processes', of no provider",
    ("chassis/timers.py", "Lease._prolonged"): "leases are the processes', of no provider",
}
"""Where a filter has no provider on purpose, and why."""

PROVIDER = {"actor", "provider_id", "tx"}

FOR_NOBODY_IN_PARTICULAR: Mapping[tuple[str, str], str] = {
    ("services/identity/jobs.py", "forget_what_is_over"): "accounts belong to the platform",
    (
        "services/notifications/store/mailroom.py",
        "StoredMailroom.claim",
    ): "senders serve every provider's mail",
    ("services/identity/jobs.py", "send_links_due"): "wishes for links belong to the platform",
    ("services/identity/jobs.py", "carry_out_imports"): "the job looks for any provider's import",
    ("services/identity/jobs.py", "imports_under_way"): "and says whose it is from then on",
    ("services/identity/jobs.py", "count_overdue_accounts"): "the watch goes through all providers",
    ("services/identity/jobs.py", "note_the_away"): "the morning job goes through all providers",
    (
        "services/scheduling/jobs.py",
        "rehouse_due",
    ): "the job looks after any provider's rooms, session by session",
    ("services/scheduling/jobs.py", "check_overlaps"): "the nightly check goes through all providers",
    ("services/scheduling/jobs.py", "offers_due"): "the job passes on any provider's offers, one by one",
    (
        "services/identity/queries/keeping_out.py",
        "revocations",
    ): "revocations belong to the platform, and every door asks for all of them",
    (
        "services/notifications/store/mailroom.py",
        "StoredMailroom.put_back",
    ): "the claim says whose mail it is",
}
"""What reads or writes without being told for which provider, and why."""


def unscoped_filters(module: Module) -> Iterator[tuple[str, str]]:
    """Each filter that is not built by `scoped()`: the function it stands in, and the fault."""
    imports = module.imports()
    trusted = _functions_that_scope(module)
    for name, function in module.functions():
        local = _scoped_names(function, trusted)
        for call in _calls(function):
            found = _filter_of(call, imports)
            if found is not None and not _is_scoped(found, local, trusted):
                yield (
                    name,
                    module.at(call, f"{ast.unparse(call.func)} takes a filter that scoped() did not build"),
                )


def unwrapped_calls(module: Module) -> Iterator[str]:
    """Calls a service leaves to the chassis."""
    for call in module.calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr in WRAPPED_ONCE:
            yield module.at(call, f"{call.func.attr}() is for the chassis to call")


def reads_without_provider(module: Module) -> Iterator[tuple[str, str]]:
    """Each public function that reads and takes no provider, actor or Tx."""
    imports = module.imports()
    for name, function in module.functions():
        if any(part.startswith("_") for part in name.split(".")):
            continue
        reads = any(
            _filter_of(call, imports) is not None or _uses_tx(call) or _lists(call, imports)
            for call in _calls(function)
        )
        if reads and not (_has_provider(function) or _holds_tx(function)):
            yield name, module.at(function, f"{name} reads and does not say for which provider")


def _filter_of(call: ast.Call, imports: Mapping[str, str]) -> ast.expr | None:
    """The filter a call takes; an empty dict when it leaves it out; None when it takes none."""
    if dotted(call.func, dict(imports)).rpartition(".")[2] in OPERATIONS:
        return _argument(call, 0)
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in FILTER_AT or _uses_tx(call):
        return None
    owner = call.func.value
    is_text = isinstance(owner, ast.Constant)
    return None if is_text else _argument(call, FILTER_AT[call.func.attr])


def _argument(call: ast.Call, position: int) -> ast.expr:
    named = [keyword.value for keyword in call.keywords if keyword.arg == "filter"]
    given = [*call.args[position : position + 1], *named]
    return given[0] if given else ast.Dict([], [])


def _is_scoped(found: ast.expr, local: set[str], trusted: set[str]) -> bool:
    if isinstance(found, ast.Name):
        return found.id in local
    if isinstance(found, ast.Dict):  # {**scoped, "v": …} keeps the provider unless it says another
        starts = bool(found.keys) and found.keys[0] is None and _is_scoped(found.values[0], local, trusted)
        keys = [key.value for key in found.keys[1:] if isinstance(key, ast.Constant)]
        return starts and len(keys) == len(found.keys) - 1 and "provider_id" not in keys
    return isinstance(found, ast.Call) and isinstance(found.func, ast.Name) and found.func.id in trusted


def _scoped_names(function: Function, trusted: set[str]) -> set[str]:
    """Local names that hold a scoped filter and nothing else."""
    given: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    given.setdefault(target.id, []).append(node.value)
    return {name for name, values in given.items() if all(_is_scoped(one, set(), trusted) for one in values)}


def _functions_that_scope(module: Module) -> set[str]:
    """`scoped` and the module's own functions that return nothing but its results."""
    found = {"scoped"}
    for name, function in module.functions():
        returned = [node.value for node in ast.walk(function) if isinstance(node, ast.Return)]
        if returned and all(one is not None and _is_scoped(one, set(), {"scoped"}) for one in returned):
            found.add(name)
    return found


def _calls(function: Function) -> Iterator[ast.Call]:
    return (node for node in ast.walk(function) if isinstance(node, ast.Call))


def _uses_tx(call: ast.Call) -> bool:
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    return (isinstance(owner, ast.Attribute) and owner.attr in TX) or (
        isinstance(owner, ast.Name) and owner.id in TX
    )


def _has_provider(function: Function) -> bool:
    return any(parameter.arg in PROVIDER for parameter in parameters(function))


def _lists(call: ast.Call, imports: Mapping[str, str]) -> bool:
    return dotted(call.func, dict(imports)) == "chassis.listing.page_of"


def _holds_tx(function: Function) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr in TX for node in ast.walk(function))


def _sources() -> list[Module]:
    return [module for module in modules("services") if module.is_one_of(*STORES)]


def _chassis() -> list[Module]:
    """The files of the chassis that speak Mongo."""
    speaks = {"pymongo", "motor.motor_asyncio", "chassis.mongo"}
    return [one for one in modules("chassis") if speaks & {name for _, name in one.imported_modules()}]


def test_every_filter_is_built_by_scoped_or_excused() -> None:
    sources = [*_sources(), *_chassis()]
    found = [(module.path, name, fault) for module in sources for name, fault in unscoped_filters(module)]
    assert [fault for path, name, fault in found if (path, name) not in UNSCOPED] == []
    assert {(path, name) for path, name, _ in found} == UNSCOPED.keys(), "an excuse too many"


def test_services_leave_to_the_chassis_what_has_no_filter() -> None:
    assert [fault for module in _sources() for fault in unwrapped_calls(module)] == []


def test_whatever_reads_says_for_which_provider() -> None:
    found = [(one.path, name, fault) for one in _sources() for name, fault in reads_without_provider(one)]
    assert [fault for path, name, fault in found if (path, name) not in FOR_NOBODY_IN_PARTICULAR] == []
    assert {(path, name) for path, name, _ in found} == FOR_NOBODY_IN_PARTICULAR.keys(), "an excuse too many"


BAD_FILTERS = {
    "written by hand": 'async def f(db): await db["x"].find_one({"_id": 1})',
    "left out": 'async def f(db): return db["x"].find()',
    "from a parameter": 'async def f(db, filter): return db["x"].find(filter)',
    "assigned twice": 'def f(db, a):\n  q = scoped(a)\n  q = {}\n  return db["x"].find(q)',
    "overridden": 'def f(db, a): return db["x"].find({**scoped(a), "provider_id": "other"})',
    "merged": 'def f(db, a, b): return db["x"].find(scoped(a) | b)',
    "an operation": "from pymongo import UpdateOne as U\ndef f(): return U({'_id': 1}, {})",
    "a module's": "import pymongo\ndef f(): return pymongo.DeleteMany({})",
    "distinct's second": 'def f(db, a): return db["x"].distinct(scoped(a))',
    "a function that sometimes scopes": "def _q(a):\n  if a: return {}\n  return scoped(a)\n"
    'def f(db, a): return db["x"].count_documents(_q(a))',
    "inside a class": 'class S:\n  async def f(self): await self._db["x"].delete_many({})',
}
GOOD_FILTERS = (
    'async def f(db, a): await db["x"].find_one(scoped(a, _id=1))',
    'def f(db, a):\n  q = scoped(a)\n  return db["x"].find(q)',
    'def f(db, a): return db["x"].find({**scoped(a), "v": 1})',
    'def _q(a): return scoped(a)\ndef f(db, a): return db["x"].distinct("k", _q(a))',
    "async def f(self): await self._tx.find('x', self._tx.provider_id)",
    "def f(text): return 'abc'.find(text)",
)


@pytest.mark.parametrize("text", BAD_FILTERS.values(), ids=BAD_FILTERS)
def test_a_filter_without_provider_is_caught(text: str) -> None:
    assert [*unscoped_filters(Module.snippet(text, at="services/x/store.py"))]


@pytest.mark.parametrize("text", GOOD_FILTERS)
def test_a_scoped_filter_is_no_fault(text: str) -> None:
    assert not [*unscoped_filters(Module.snippet(text, at="services/x/store.py"))]


def test_an_aggregation_in_a_service_is_caught() -> None:
    assert [*unwrapped_calls(Module.snippet('db["x"].aggregate([])', at="services/x/queries.py"))]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("async def f(db): await db['x'].find_one(scoped(p))", 1),
        ("async def f(db, actor): await db['x'].find_one(scoped(actor.provider_id))", 0),
        ("async def f(db, provider_id): await db['x'].find_one(scoped(provider_id))", 0),
        ("class S:\n  async def f(self): await self._tx.get('x', 1, self._tx.provider_id)", 0),
        ("class S:\n  async def f(self): await self._db['x'].find_one(scoped(p))", 1),
        ("async def _f(db): await db['x'].find_one(scoped(p))", 0),
    ],
)
def test_a_read_for_nobody_in_particular_is_caught(text: str, faults: int) -> None:
    assert len([*reads_without_provider(Module.snippet(text, at="services/x/queries.py"))]) == faults
