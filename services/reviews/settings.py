"""Settings of the reviews service, from `REVIEWS_…`."""

from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """Reviews needs nothing beyond what every service has."""

    model_config = SettingsConfigDict(env_prefix="REVIEWS_", extra="ignore")

    mongo_database: str = "waymark_reviews"
    port: int = 8104
