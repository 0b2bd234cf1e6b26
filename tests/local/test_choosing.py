"""Which tests a word stands for, and whether a browser is needed for them."""

import pytest

from deploy.local.testing import chosen, may_run


def test_a_word_stands_for_a_folder_of_tests() -> None:
    assert chosen(["browser", "-k", "plan"]) == ["tests/browser", "-k", "plan"]


@pytest.mark.parametrize(
    "arguments", [[], ["-k", "plan"], ["browser"], ["tests/browser/test_shell.py::test_x"]]
)
def test_a_browser_is_needed_when_its_tests_may_be_among_those_chosen(arguments: list[str]) -> None:
    assert may_run(arguments, "tests/browser")


@pytest.mark.parametrize("arguments", [["scheduling"], ["tests/flows/test_story.py", "-x"]])
def test_no_browser_is_asked_for_by_other_tests(arguments: list[str]) -> None:
    assert not may_run(arguments, "tests/browser")
