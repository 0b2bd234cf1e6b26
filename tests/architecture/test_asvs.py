"""The table of security controls names tests that exist, and says which controls are still to come."""

import csv
import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.architecture.source import ROOT, Module

TABLE = ROOT / "docs" / "asvs.csv"
NOT_YET = "not yet"
REQUIREMENT = re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2} \(L[123]\)")


def rows() -> list[dict[str, str]]:
    """The controls."""
    with TABLE.open(newline="") as file:
        return list(csv.DictReader(file))


@cache
def _tests_in(path: str) -> frozenset[str]:
    file = ROOT / path
    if not file.is_file():
        return frozenset()
    return frozenset(name for name, _ in Module.read(file).functions() if name.startswith("test_"))


def _missing(row: dict[str, str]) -> Iterator[str]:
    for test in row["tests"].split():
        path, _, name = test.partition("::")
        if name not in _tests_in(path):
            yield test


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["area"])
def test_a_control_names_its_requirements_its_place_and_tests_that_exist(row: dict[str, str]) -> None:
    assert row["control"]
    left = REQUIREMENT.sub("", row["asvs"]).strip()
    assert row["asvs"]
    assert not left
    if row["tests"] == NOT_YET:
        return
    assert row["tests"]
    assert list(_missing(row)) == []
    places = row["where"].split()
    assert places
    assert [place for place in places if not list(ROOT.glob(place))] == []


def test_every_area_stands_once() -> None:
    areas = [row["area"] for row in rows()]
    assert sorted(set(areas)) == sorted(areas)


def test_a_test_that_is_gone_is_noticed() -> None:
    row = {"tests": f"tests/architecture/test_asvs.py::test_every_area_stands_once {__name__}::test_nothing"}
    assert [*_missing(row)] == [f"{__name__}::test_nothing"]
