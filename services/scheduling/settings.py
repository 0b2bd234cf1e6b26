"""Scheduling's settings: `SCHEDULING_…` in the environment."""

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """What can be set for scheduling."""

    model_config = SettingsConfigDict(env_prefix="SCHEDULING_", extra="ignore")

    mongo_database: str = "waymark_scheduling"
    port: int = 8102
    calendar_days: int = Field(62, ge=1, le=400, description="The most days one calendar request may span.")
    recording_keys: tuple[SecretStr, ...] = Field(
        (), max_length=2, description="What the Smart Room system signs with; a second one while it changes."
    )

    @property
    def recording_key_bytes(self) -> list[bytes]:
        """The keys; without one, no call is good."""
        return [key.get_secret_value().encode() for key in self.recording_keys]
