import ast
import json
import re

import pytest

from contracts.words import Language
from services.identity.api import audit, reads
from services.identity.api.audit_words import audit_words, in_words
from services.identity.api.headings import WELSH, column_of, heading
from services.identity.api.refused_rows import OTHERWISE, welsh_sentences, why_refused
from services.identity.domain.imports import COLUMNS, REASON, Row
from tests.architecture.source import ROOT, modules
from tests.english import english_in

OF_THE_CLIENT = "web/src/kit/problems/refusals.cy.json"
ABOUT_ROWS = ("*/importing_*.py", "*/domain/imports.py", "*/domain/mail_domains/*", "*/domain/roles.py")
OF_IMPORTS = {column for columns in COLUMNS.values() for column in columns}


def test_every_column_of_a_file_has_a_welsh_heading() -> None:
    of_logs = {*audit.WORDS, *audit.COLUMNS, *reads.WORDS, *reads.COLUMNS}
    assert {*of_logs, *OF_IMPORTS, *REASON} == set(WELSH)
    assert english_in(WELSH.values()) == []
    assert [column for column in WELSH if heading(column, Language.EN) == heading(column, Language.CY)] == []


def test_a_file_that_comes_back_is_read_by_its_headings_in_whichever_language() -> None:
    for language in (None, *Language):
        assert {column_of(heading(column, language)) for column in WELSH} == set(WELSH)
    assert column_of("Shoe size") == "shoe_size"


def test_the_screen_calls_the_columns_of_an_import_as_its_files_do() -> None:
    for language in Language:
        said = json.loads((ROOT / f"web/src/features/imports/{language}.json").read_text())["column"]
        assert said == {column: heading(column, language) for column in OF_IMPORTS}


@pytest.mark.parametrize("language", Language)
def test_the_files_of_the_logs_say_what_the_screens_say(language: Language) -> None:
    said = json.loads((ROOT / f"web/src/features/audit/{language}.json").read_text())
    roles = json.loads((ROOT / f"web/src/app/{language}.json").read_text())["role"]
    shown = re.findall(r"'(GET [^']+)': '(\w+)'", (ROOT / "web/src/features/audit/Reads.tsx").read_text())
    assert audit_words(language) == {
        "role": roles | {"system": said["system"], "anonymous": said["outside"]},
        "act": {key.replace("-", "_"): word for key, word in said["act"].items()},
        "thing": said["thing"],
        "part": {route: said["part"][part] for route, part in shown},
    }
    assert in_words("act", "not_known_yet", language) == "not_known_yet"


def test_a_refused_row_says_why_in_the_words_of_the_screen() -> None:
    sentences = welsh_sentences()
    assert sentences.items() <= json.loads((ROOT / OF_THE_CLIENT).read_text()).items()
    raised = {
        node.exc.func.id
        for module in modules("services/identity")
        if module.is_one_of(*ABOUT_ROWS)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and isinstance(node.exc.func, ast.Name)
    }
    codes = {code.replace("_", "") for code in sentences}
    assert raised
    assert {name for name in raised if name.casefold() not in codes} == set()


def test_a_refusal_without_words_of_its_own_is_still_no_english() -> None:
    row = Row(1, {}, code="not_known_yet", detail="This is not known yet.")
    said = [why_refused(row, language) for language in (None, Language.EN, Language.CY)]
    assert said == [row.detail, row.detail, OTHERWISE]
