"""Settings of the progression service, from `PROGRESSION_…`."""

from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """Progression needs nothing beyond what every service has."""

    model_config = SettingsConfigDict(env_prefix="PROGRESSION_", extra="ignore")

    mongo_database: str = "waymark_progression"
    port: int = 8105
