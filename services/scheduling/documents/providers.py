"""What identity said of a provider, as it is stored."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.scheduling.domain.planning import Features, Settings


def settings_from(document: Mapping[str, Any], now: datetime) -> Settings:
    """The settings that count on the provider's local day at a moment (UTC)."""
    today = now.astimezone(ZoneInfo(document["time_zone"])).date().isoformat()
    begun = [one for one in document.get("settled", ()) if one["since"] <= today]
    counting = begun[-1] if begun else {"features": document["features"], "rules": {}}
    known = {field.name for field in fields(Features)} & counting["features"].keys()
    features = Features(**{name: counting["features"][name] for name in known})
    return Settings(features, counting["rules"].get("review_interval_days"))
