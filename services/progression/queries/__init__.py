"""What screens read from progression, split by feature."""

from services.progression.queries.catalogue import catalogue
from services.progression.queries.time_log import time_log
from services.progression.queries.training import training

__all__ = ["catalogue", "time_log", "training"]
