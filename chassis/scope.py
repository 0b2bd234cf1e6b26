"""The filter that cannot leave a provider."""

from collections.abc import Mapping
from typing import Any


def scoped(provider_id: str, filter: Mapping[str, Any] | None = None, /, **equals: Any) -> dict[str, Any]:
    """A filter that cannot leave the provider. Every Mongo filter of a service is built here."""
    return {**(filter or {}), **equals, "provider_id": provider_id}
