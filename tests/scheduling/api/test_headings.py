from contracts.words import Language
from services.scheduling.api.headings import WELSH, WELSH_REPORTS, file_name, heading
from services.scheduling.api.reports import Report
from services.scheduling.domain.words import SessionType
from services.scheduling.schemas.reports import CancellationsRowOut, RoomUseRowOut, SessionsRowOut
from tests.english import english_in


def test_every_column_of_a_report_has_a_welsh_heading() -> None:
    rows = (CancellationsRowOut, SessionsRowOut, RoomUseRowOut)
    columns = {field for row in rows for field in row.model_fields} - {"by_type"} | {*SessionType}

    assert columns == set(WELSH)
    assert english_in(WELSH.values()) == []


def test_every_report_has_a_welsh_name() -> None:
    assert set(WELSH_REPORTS) == {*Report}
    assert [name for name in Report if file_name(name, Language.CY) == file_name(name, Language.EN)] == []


def test_a_heading_is_said_in_the_language_asked_for() -> None:
    said = [heading("held_minutes", language) for language in (Language.EN, Language.CY)]
    assert said == ["Held minutes", "Munudau a gynhaliwyd"]
