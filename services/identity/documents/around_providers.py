"""A provider's settings as they are stored."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from services.identity.domain.provider_settings import (
    Features,
    Label,
    ProviderSettings,
    Rule,
    Settled,
    Words,
)


def settled_state(settled: Settled) -> dict[str, Any]:
    """Settings and the day they count from."""
    settings = settled.settings
    return {
        "since": settled.since.isoformat(),
        "features": asdict(settings.features),
        "rules": {rule.value: value for rule, value in settings.rules.items()},
        "labels": {label.value: asdict(words) for label, words in settings.labels.items()},
        "by_id": settled.by_id,
        "at": settled.at,
    }


def settled_from(state: Mapping[str, Any]) -> Settled:
    """Settings read back."""
    settings = ProviderSettings(
        Features(**state["features"]),
        {Rule(name): value for name, value in state["rules"].items()},
        {Label(name): Words(**words) for name, words in state["labels"].items()},
    )
    return Settled(date.fromisoformat(state["since"]), settings, state["by_id"], state["at"])
