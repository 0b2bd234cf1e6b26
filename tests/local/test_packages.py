from pathlib import Path

import pytest

from deploy.local import lock, venv
from deploy.local.places import LOCKS


@pytest.mark.parametrize("version", ["3.11.0", "3.12.1", "4.0"])
def test_a_python_from_3_11_on_is_new_enough(version: str) -> None:
    assert venv.is_new_enough(version)


@pytest.mark.parametrize("version", ["3.10.14", "2.7.18", "", "no version"])
def test_an_older_python_or_none_is_not_new_enough(version: str) -> None:
    assert not venv.is_new_enough(version)


def test_a_lock_that_changed_by_one_character_is_another_lock(tmp_path: Path) -> None:
    path = tmp_path / "service.txt"
    path.write_text("fastapi==1.0.0\n")
    before = venv.digest(path)
    path.write_text("fastapi==1.0.1\n")
    assert venv.digest(path) != before


def test_every_group_has_a_lock_and_no_lock_is_without_a_group() -> None:
    assert {path.stem for path in LOCKS.glob("*.txt")} == set(lock.GROUPS)


def test_no_two_locks_pin_one_package_at_different_versions() -> None:
    pinned: dict[str, set[str]] = {}
    for path in LOCKS.glob("*.txt"):
        for entry in path.read_text().splitlines():
            if entry[:1].isalnum():
                name, _, rest = entry.partition("==")
                pinned.setdefault(name, set()).add(rest.split()[0])
    assert {name: versions for name, versions in pinned.items() if len(versions) > 1} == {}


def test_every_pin_has_a_hash_and_nothing_in_a_lock_says_where_it_was_made() -> None:
    for path in LOCKS.glob("*.txt"):
        for entry in path.read_text().splitlines():
            assert entry.startswith(("#", "    --hash=sha256:")) or "==" in entry, (path.name, entry)
            assert "://" not in entry, (path.name, entry)
