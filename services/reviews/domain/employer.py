"""By what the word of an employer is recognised (DR-44, DR-113). Plain Python."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Employer:
    """An employer, as identity told of it; a merged one is spoken for by the other."""

    id: str
    name: str
    larger_company: bool
    domains: tuple[str, ...]
    recorded_emails: tuple[str, ...]
    merged_into: str | None
