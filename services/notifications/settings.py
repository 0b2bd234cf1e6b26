"""What can be set from outside: `NOTIFICATIONS_SMTP_URL`, `NOTIFICATIONS_MAIL_FROM`, …"""

from typing import Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """The service's settings. Durations are in seconds."""

    model_config = SettingsConfigDict(env_prefix="NOTIFICATIONS_", extra="ignore")

    mongo_database: str = "notifications"
    port: int = 8106

    smtp_url: str = Field(
        "smtp://127.0.0.1:1025", description="smtp(s)://[user:password@]host:port[?starttls=1]"
    )
    mail_from: str = Field(
        "no-reply@waymark.example",
        pattern=r"^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+$",
        description="The address mails come from. Its host is part of every UID: once people have sessions "
        "in their calendars, another host would give them every session twice.",
    )
    public_url: str = Field("http://localhost:8080", description="Where links in mails lead.")

    link_key: SecretStr | None = Field(
        None, min_length=16, description="Opens one-time links; identity has the same."
    )

    feed_most_sessions: int = Field(2000, ge=1, description="The most sessions in one calendar feed.")

    messages_an_hour: int = Field(
        30, ge=1, le=1000, description="How many messages one person may send an hour."
    )

    mail_senders: int = Field(2, ge=1, le=50, description="Mails under way at a time, per worker.")
    mail_poll_seconds: float = Field(1.0, gt=0, description="How often an idle sender looks for a due mail.")
    mail_lease_seconds: float = Field(120, gt=0, description="After this long another sender takes over.")
    mail_send_seconds: float = Field(
        30, gt=0, description="A conversation with the mail server ends by then."
    )
    mail_backoff_seconds: float = Field(900, gt=0, description="The longest pause between two tries.")
    mail_give_up_seconds: float = Field(72 * 3600, gt=0, description="A mail not sent by then has failed.")
    mail_address_seconds: float = Field(900, gt=0, description="How long a mail waits for an unknown person.")

    @model_validator(mode="after")
    def _sending_ends_before_the_lease(self) -> Self:
        if self.mail_send_seconds >= self.mail_lease_seconds:
            raise ValueError("mail_send_seconds must be shorter than mail_lease_seconds")
        return self
