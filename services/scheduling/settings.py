"""Scheduling's settings: `SCHEDULING_…` in the environment."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """What can be set for scheduling."""

    model_config = SettingsConfigDict(env_prefix="SCHEDULING_", extra="ignore")

    mongo_database: str = "waymark_scheduling"
    port: int = 8102
    calendar_days: int = Field(62, ge=1, le=400, description="The most days one calendar request may span.")
