"""What a provider decides for itself (G03, G11, G12, G14)."""

from dataclasses import dataclass
from datetime import date, datetime

from chassis.tx import command, expect_version
from services.identity import access
from services.identity.domain.provider import Provider
from services.identity.domain.provider_settings import ProviderSettings, Settled
from services.identity.handlers.announcing import provider_changed
from services.identity.ports import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleSettings:
    """Say what counts at the caller's provider from a local day on. `version` is the provider's that the caller saw."""

    version: int
    since: date
    settings: ProviderSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawSettings:
    """Settings that were to count from a day ahead will not."""

    version: int
    since: date


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """The provider as a change left it, and the moment (UTC)."""

    provider: Provider
    at: datetime


@command()
async def settle_settings(tx: Tx, cmd: SettleSettings) -> SettingsChanged:
    """Decide what counts from a day on; everybody who hears of the provider knows at once.

    Raises Forbidden, VersionChanged, SettingsInThePast and TooManySettings.
    """
    provider = await _own(tx, cmd.version)
    return _saved(tx, provider.settle(Settled(cmd.since, cmd.settings, tx.actor.person_id, tx.now)))


@command()
async def withdraw_settings(tx: Tx, cmd: WithdrawSettings) -> SettingsChanged:
    """Take planned settings back. Raises Forbidden, VersionChanged and NothingPlanned."""
    provider = await _own(tx, cmd.version)
    return _saved(tx, provider.unsettle(cmd.since, tx.now))


async def _own(tx: Tx, version: int) -> Provider:
    access.may_configure(tx.actor)
    provider = await tx.providers.get(tx.provider_id)
    assert provider, "a token was issued for a provider that does not exist"
    expect_version(provider.version, version)
    return provider


def _saved(tx: Tx, provider: Provider) -> SettingsChanged:
    tx.providers.save(provider)
    tx.publish(provider_changed(provider, tx.now), change="changed")
    return SettingsChanged(provider, tx.now)
