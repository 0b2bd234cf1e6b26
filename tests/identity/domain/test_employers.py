"""What is recorded of employers, and which domains may be (DR-113)."""

from typing import Any

import pytest

from services.identity.domain.employer import DomainNeedsLargerCompany, Employer, TooMuchToMerge
from services.identity.domain.mail_domains import MailDomainMalformed, MailDomainPublic, own_domain


def an_employer(**changes: Any) -> Employer:
    details: dict[str, Any] = {
        "id": "employer",
        "provider_id": "provider",
        "number": "118 204 377",
        "name": "Usk Valley Care",
        "centre_ids": ("newport",),
        "larger_company": True,
    }
    return Employer(**details | changes)


@pytest.mark.parametrize(
    "text",
    [
        "gmail.com",
        "@Gmail.com",
        "GMAIL.COM.",
        "mail.gmail.com",
        "ｇmail.com",
        "outlook.com",
        "hotmail.co.uk",
        "btinternet.com",
        "gmx.co.uk",
        "icloud.com",
    ],
)
def test_a_public_mail_domain_is_never_a_companys_own(text: str) -> None:
    with pytest.raises(MailDomainPublic) as refused:
        own_domain(text, field="domains.0")
    assert refused.value.field == "domains.0"


@pytest.mark.parametrize(
    "text", ["co.uk", "com", "ac.uk", "", "a b.com", "-a.com", "10.0.0.1", "x@y.com", "a..uk"]
)
def test_what_is_no_companys_domain_is_refused(text: str) -> None:
    with pytest.raises(MailDomainMalformed):
        own_domain(text, field="domains.0")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("@UskValleyCare.co.uk", "uskvalleycare.co.uk"),
        ("gofal.cymru", "gofal.cymru"),
        ("tŷ.cymru", "xn--t-foa.cymru"),
        ("notgmail.com", "notgmail.com"),
    ],
)
def test_a_companys_own_domain_is_kept_as_it_is_compared(text: str, kept: str) -> None:
    assert own_domain(text, field="domains.0") == kept


def test_only_a_larger_company_is_recognised_by_its_domain() -> None:
    with pytest.raises(DomainNeedsLargerCompany):
        an_employer(larger_company=False, domains=("uskvalleycare.co.uk",)).checked()


def test_addresses_and_domains_are_kept_once_each() -> None:
    emails = ("Mair@uskvalleycare.co.uk", "mair@uskvalleycare.co.uk")
    kept = an_employer(recorded_emails=emails, domains=("A.co.uk", "@a.co.uk")).checked()
    assert (kept.recorded_emails, kept.domains) == (("mair@uskvalleycare.co.uk",), ("a.co.uk",))


def test_two_records_become_one_with_everything_of_both() -> None:
    mine = an_employer(recorded_emails=("a@b.example", "c@b.example"), larger_company=False)
    other = an_employer(
        id="other", centre_ids=("wrexham",), domains=("b.example",), recorded_emails=("c@b.example",)
    )
    both = mine.with_records_of(other)
    assert both.recorded_emails == ("a@b.example", "c@b.example")
    assert (both.centre_ids, both.domains, both.larger_company) == (
        ("newport", "wrexham"),
        ("b.example",),
        True,
    )


def test_two_full_records_are_not_cut_short() -> None:
    full = [an_employer(recorded_emails=tuple(f"{of}{i}@b.example" for i in range(20))) for of in "ab"]
    with pytest.raises(TooMuchToMerge) as refused:
        full[0].with_records_of(full[1])
    assert refused.value.field == "recorded_emails"
