"""What a row about an employer asks for, and what is wrong with it (B-17, DR-113)."""

import pytest

from services.identity.domain.employer import Contact, Workplace
from services.identity.domain.errors import RowUnreadable
from services.identity.domain.imports import read_employer

ROW = {"number": "118204377", "name": "Usk Valley Care", "centre": "Newport"}


def test_a_row_holds_a_workplace_a_contact_and_several_addresses() -> None:
    row = ROW | {
        "larger_company": "Yes",
        "domains": "usk.example, usk.test",
        "recorded_emails": "a@usk.example;b@usk.example",
        "workplace": "Tŷ Derw",
        "workplace_address": "1 Bridge Street",
        "contact": "Nia Prosser",
        "contact_phone": "01633 555 0142",
    }
    wanted = read_employer(row)
    assert (wanted.larger_company, wanted.domains) == (True, ("usk.example", "usk.test"))
    assert wanted.recorded_emails == ("a@usk.example", "b@usk.example")
    assert wanted.workplaces == (Workplace("Tŷ Derw", "1 Bridge Street"),)
    assert wanted.contacts == (Contact("Nia Prosser", None, None, "01633 555 0142"),)
    bare = read_employer(ROW)
    assert (bare.workplaces, bare.contacts) == ((), ())


@pytest.mark.parametrize(
    ("column", "text", "named"),
    [
        ("number", "", "number"),
        ("number", "9" * 41, "number"),
        ("larger_company", "perhaps", "larger_company"),
        ("recorded_emails", "a@usk.example usk.example", "recorded_emails"),
        ("contact_email", "nia", "contact_email"),
        ("workplace_address", "1 Bridge Street", "workplace"),
        ("contact_phone", "01633 555 0142", "contact"),
    ],
)
def test_a_row_that_cannot_be_read_names_the_column(column: str, text: str, named: str) -> None:
    with pytest.raises(RowUnreadable) as refused:
        read_employer(ROW | {column: text})
    assert refused.value.field == named
