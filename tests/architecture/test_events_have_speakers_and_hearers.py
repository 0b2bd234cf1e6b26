"""Whoever hears an event hears what somebody says, and the contracts, the code and the READMEs tell the same story."""

import importlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pytest

from chassis.service import Service
from contracts.registry import CONTRACTS, heard_by, says
from contracts.topology import RETRY_TIERS, UNROUTED, dead_queue_of, queue_of, retry_queue_of, whole
from tests.architecture.source import ROOT, SERVICES, Module, dotted, modules

Names = Mapping[str, Iterable[str]]

TYPE_OF = {f"{contract.__module__}.{contract.__name__}": contract.TYPE for contract in CONTRACTS}
EVENT = re.compile(
    rf"\b(?:{'|'.join(SERVICES)})(?:\.[a-z_]+)+\.(?:changed|awaited|revoked|issued|ended|noted|decided)\b"
)
PART = re.compile(r"^(?:#+ |\*\*)(Owns|Hears|Says|Answers|Does not|[A-Z][\w ]*)\b", re.MULTILINE)
PARTS = {"Owns", "Hears", "Says", "Does not"}


@cache
def service(name: str) -> Service:
    """A service's declaration."""
    found: Service = importlib.import_module(f"services.{name}.main").SERVICE
    return found


def said_in(module: Module) -> Iterator[str]:
    """The types of the events a file makes: what it does not make it cannot publish."""
    imports = module.imports()
    for call in module.calls():
        if (type := TYPE_OF.get(dotted(call.func, imports))) is not None:
            yield type


def unheard_of(said: Names, heard: Names) -> list[str]:
    """Subscriptions to what nobody says."""
    everything = {type for types in said.values() for type in types}
    return [
        f"{name} hears {type}: nobody says it"
        for name, types in heard.items()
        for type in sorted({*types} - everything)
    ]


def differences(what: str, code: Names, promise: Names) -> list[str]:
    """Where the code and the contracts disagree, either way."""
    return [
        f"{name} {what} {type}: {'not promised' if type in code[name] else 'promised only'}"
        for name in promise
        for type in sorted({*code[name]} ^ {*promise[name]})
    ]


def unconsumed(queues: Iterable[str], hearing: Iterable[str]) -> list[str]:
    """Declared queues that no service reads."""
    read = {UNROUTED}  # its alarm is its length
    for name in hearing:
        read |= {queue_of(name), dead_queue_of(name), *(retry_queue_of(name, tier) for tier in RETRY_TIERS)}
    return sorted({*queues} - read)


def parts_of(readme: str) -> dict[str, str]:
    """The parts of a service's README by name."""
    starts = [*PART.finditer(readme)]
    ends = [start.start() for start in starts[1:]] + [len(readme)]
    return {start[1]: readme[start.end() : end] for start, end in zip(starts, ends, strict=True)}


def readme_faults(name: str, readme: str, hears: Iterable[str], speaks: Iterable[str]) -> list[str]:
    """What a README leaves out, or says otherwise than the contracts do."""
    parts = parts_of(readme)
    faults = [f"{name}/README.md has no part {part}" for part in sorted(PARTS - parts.keys())]
    for part, types in (("Hears", hears), ("Says", speaks)):
        named = {*EVENT.findall(parts.get(part, ""))}
        faults += [
            f"{name}/README.md, {part}: {event} {'is not true' if event in named else 'is missing'}"
            for event in sorted(named ^ {type.rpartition(".v")[0] for type in types})
        ]
    return faults


HEARD = {name: {one.event.TYPE for one in service(name).subscriptions} for name in SERVICES}
SAID = {
    name: {
        *(type for module in modules(f"services/{name}") for type in said_in(module)),
        *(log.event.TYPE for log in [service(name).read_log] if log),  # the chassis says it for the service
    }
    for name in SERVICES
}


def test_nobody_hears_what_nobody_says() -> None:
    assert unheard_of(SAID, HEARD) == []


def test_who_hears_what_is_what_the_contracts_say() -> None:
    assert differences("hears", HEARD, {name: heard_by(name) for name in SERVICES}) == []


def test_every_service_says_its_own_events_all_of_them_and_nobody_elses() -> None:
    assert differences("says", SAID, {name: says(name) for name in SERVICES}) == []


def test_every_declared_queue_is_consumed() -> None:
    hearing = [name for name in SERVICES if service(name).subscriptions]
    assert unconsumed([queue.name for queue in whole().queues], hearing) == []


@pytest.mark.parametrize("name", SERVICES)
def test_the_readme_tells_what_the_contracts_say(name: str) -> None:
    readme = (ROOT / "services" / name / "README.md").read_text(encoding="utf-8")
    assert readme_faults(name, readme, heard_by(name), says(name)) == []


def test_an_event_that_is_made_is_found_under_any_name() -> None:
    text = "from contracts import scheduling as said\nsaid.SessionChanged(id='x')"
    assert [*said_in(Module.snippet(text, at="services/x/handlers.py"))] == ["scheduling.session.changed.v1"]
    text = "from contracts.identity import PersonChanged as Changed\nChanged(id='x')"
    assert [*said_in(Module.snippet(text, at="services/x/handlers.py"))] == ["identity.person.changed.v1"]


def test_a_subscription_nobody_publishes_is_caught() -> None:
    assert unheard_of({"a": ["a.x"]}, {"b": ["a.x", "a.y"]}) == ["b hears a.y: nobody says it"]


def test_code_and_contract_are_compared_both_ways() -> None:
    assert differences("hears", {"a": ["x", "y"]}, {"a": ["y", "z"]}) == [
        "a hears x: not promised",
        "a hears z: promised only",
    ]


def test_a_queue_nobody_consumes_is_caught() -> None:
    assert unconsumed(["a", "a.dead", "b", UNROUTED], ["a"]) == ["b"]


def test_a_readme_that_is_wrong_is_caught() -> None:
    text = "# A\n\n## Owns\nnothing\n\n**Hears** `identity.person.changed.v1`.\n\n## Says\nNo events.\n"
    assert readme_faults("a", text, ["identity.centre.changed.v1"], []) == [
        "a/README.md has no part Does not",
        "a/README.md, Hears: identity.centre.changed is missing",
        "a/README.md, Hears: identity.person.changed is not true",
    ]
