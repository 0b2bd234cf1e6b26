"""The bus: confirmed publishing and at-least-once consuming over RabbitMQ (reliability.md b.2, b.5, b.6)."""

from chassis.rabbit.broadcast import Broadcast
from chassis.rabbit.connection import BrokerDown, ConnectionUseless
from chassis.rabbit.consumer import Consumer
from chassis.rabbit.message import Delivery
from chassis.rabbit.publisher import AudienceMissing, NotConfirmed, Publisher
from chassis.rabbit.topology import declare

__all__ = [
    "AudienceMissing",
    "Broadcast",
    "BrokerDown",
    "ConnectionUseless",
    "Consumer",
    "Delivery",
    "NotConfirmed",
    "Publisher",
    "declare",
]
