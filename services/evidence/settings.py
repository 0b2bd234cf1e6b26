"""Settings of the evidence service, from `EVIDENCE_…`."""

from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """What every service has, and the object store: any S3 server, with a key of this service's own."""

    model_config = SettingsConfigDict(env_prefix="EVIDENCE_", extra="ignore")

    mongo_database: str = "waymark_evidence"
    port: int = 8103
    s3_url: str = "http://127.0.0.1:8333"
    s3_access_key: str
    s3_secret_key: SecretStr
    s3_bucket: str = "waymark-evidence"
    s3_region: str = "us-east-1"
