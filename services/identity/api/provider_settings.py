"""Routes of a provider's settings."""

from datetime import date
from typing import Annotated

from fastapi import Path, Response

from chassis.http import Ask, Command, Router
from services.identity import access, queries
from services.identity.handlers import provider_settings
from services.identity.handlers.provider_settings import SettingsChanged, SettleSettings, WithdrawSettings
from services.identity.schemas.provider_settings import ProviderSettingsOut, SettingsIn

router = Router(tags=["providers"])


@router.get("/provider/settings", response_model=ProviderSettingsOut)
async def read_settings(ask: Ask) -> Response:
    """What counts at one's provider today, what is planned and what was; the version is the ETag."""
    access.may_configure(ask.actor)
    found = await queries.provider_settings(ask.db, ask.actor, ask.now)
    return ask.answer(found, version=found.version)


@router.put("/provider/settings", response_model=ProviderSettingsOut)
async def settle_settings(body: SettingsIn, command: Command) -> Response:
    """Say all settings anew, from today or a later day on; settings that were to begin on that day are replaced."""
    settling = SettleSettings(
        version=command.require_version(), since=body.since, settings=body.to_settings()
    )
    return await command.run(provider_settings.settle_settings, settling, answer=_changed)


@router.delete("/provider/settings/{since}", response_model=ProviderSettingsOut)
async def withdraw_settings(
    command: Command, since: Annotated[date, Path(description="The day they were to count from.")]
) -> Response:
    """Take planned settings back."""
    withdrawing = WithdrawSettings(version=command.require_version(), since=since)
    return await command.run(provider_settings.withdraw_settings, withdrawing, answer=_changed)


def _changed(changed: SettingsChanged) -> ProviderSettingsOut:
    return ProviderSettingsOut.of(changed.provider, changed.provider.version + 1, changed.at)
