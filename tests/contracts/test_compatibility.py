"""Within a major only optional fields may be added; everything else is refused with a sentence."""

from enum import StrEnum
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field, create_model

from contracts.compatibility import breaks


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


class Place(BaseModel):
    """Where."""

    room: str
    floor: int | None = None


class Meeting(BaseModel):
    """What was promised."""

    title: Annotated[str, Field(max_length=100)]
    colour: Colour
    place: Place | None
    places: Annotated[tuple[Place, ...], Field(max_length=3)]
    note: str | None = None


def _breaks_when(base: type[BaseModel] = Meeting, **fields: Any) -> list[str]:
    return breaks(base.model_json_schema(), _changed(base, **fields).model_json_schema())


def _changed(base: type[BaseModel], *, without: str = "", **fields: Any) -> type[BaseModel]:
    kept = {name: (field.annotation, field) for name, field in base.model_fields.items() if name != without}
    changed: type[BaseModel] = create_model(base.__name__, **(kept | fields))
    return changed


def test_nothing_changed_breaks_nothing() -> None:
    assert _breaks_when() == []


def test_an_added_optional_field_breaks_nothing() -> None:
    assert _breaks_when(length=(int, 60)) == []


def test_an_added_optional_field_of_a_part_breaks_nothing() -> None:
    larger = _changed(Place, building=(str | None, None))

    assert _breaks_when(place=(larger | None, ...), places=(_at_most_three(larger), ...)) == []


def test_other_words_in_a_description_break_nothing() -> None:
    title = Annotated[str, Field(max_length=100, description="In other words.", title="Heading")]

    assert _breaks_when(title=(title, ...)) == []


def test_a_field_called_like_an_annotation_is_still_a_field() -> None:
    assert _breaks_when(without="title") == ["`title` is gone."]


def test_a_renamed_field_is_one_that_is_gone_and_one_that_is_new() -> None:
    assert _breaks_when(without="colour", color=(Colour, ...)) == [
        "`colour` is gone.",
        "`color` is new and required; a new field must be optional.",
    ]


def test_an_optional_field_that_becomes_required_is_refused() -> None:
    assert "`note` was optional and is required now." in _breaks_when(note=(str | None, ...))


def test_a_promised_field_that_may_be_absent_is_refused() -> None:
    assert "`colour` was always there and may be absent now." in _breaks_when(colour=(Colour, Colour.RED))


@pytest.mark.parametrize(("limit", "now"), [(50, "50"), (200, "200"), (None, "absent")])
def test_a_text_of_another_length_is_refused(limit: int | None, now: str) -> None:
    title = Annotated[str, Field(max_length=limit)] if limit else str

    assert _breaks_when(title=(title, ...)) == [f"`title`: maxLength was 100 and is {now}."]


def test_another_kind_of_value_is_refused() -> None:
    assert '`title`: type was "string" and is "integer".' in _breaks_when(title=(int, ...))


def test_a_field_that_may_no_longer_be_null_is_refused() -> None:
    assert _breaks_when(place=(Place, ...)) == ["`place` could be null and cannot any more."]


def test_a_field_that_may_now_be_null_is_refused() -> None:
    assert _breaks_when(colour=(Colour | None, ...)) == ["`colour` can be null now."]


def test_words_that_come_and_go_are_refused_by_name() -> None:
    class Shade(StrEnum):
        RED = "red"
        BLUE = "blue"

    assert _breaks_when(colour=(Shade, ...)) == [
        "`colour` lost the word green.",
        "`colour` got the new word blue.",
    ]


def test_a_break_inside_a_part_is_found_wherever_the_part_stands() -> None:
    smaller = _changed(Place, without="room")

    assert _breaks_when(place=(smaller | None, ...), places=(_at_most_three(smaller), ...)) == [
        "`place.room` is gone.",
        "`places[].room` is gone.",
    ]


def test_a_list_of_another_length_is_refused() -> None:
    assert _breaks_when(places=(Annotated[tuple[Place, ...], Field(max_length=2)], ...)) == [
        "`places`: maxItems was 3 and is 2."
    ]


def _at_most_three(part: type[BaseModel]) -> Any:
    return Annotated[tuple[part, ...], Field(max_length=3)]  # type: ignore[valid-type]
