import pytest

from services.progression.domain.errors import QualificationNumberMalformed
from services.progression.domain.qualification import regulator_number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("603/5953/5", "603/5953/5"),
        ("60359535", "603/5953/5"),
        (" 603-5953-5 ", "603/5953/5"),
        ("603 5953 5", "603/5953/5"),
        ("500/1234/x", "500/1234/X"),
        ("c00/1234/5", "C00/1234/5"),
    ],
)
def test_every_usual_writing_is_one_number(written: str, number: str) -> None:
    assert regulator_number(written) == number


@pytest.mark.parametrize(
    "written", ["", "603/5953", "603/5953/55", "6035953", "603//5953/5", "٦٠٣/5953/5", "$gt"]
)
def test_anything_else_is_refused_by_its_field(written: str) -> None:
    with pytest.raises(QualificationNumberMalformed) as refused:
        regulator_number(written)
    assert refused.value.field == "number"
