"""Structured logs: one JSON object a line, with request, event and provider ids bound by the callers."""

import logging
import sys
import traceback

import structlog
from structlog.contextvars import bind_contextvars, bound_contextvars, clear_contextvars, merge_contextvars
from structlog.typing import ExcInfo, Processor

__all__ = ["bind_contextvars", "bound_contextvars", "clear_contextvars", "configure", "get", "without_values"]


def configure(service: str, level: str = "INFO") -> None:
    """Send structlog and the standard library's log records to standard output as JSON lines."""
    shared: list[Processor] = [
        merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(without_values),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("pymongo", "httpx", "httpcore", "uvicorn.access"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    for chatty in (
        "aiormq",
        "aio_pika",
    ):  # a traceback for every lost connection, which chassis.rabbit reports itself
        logging.getLogger(chatty).setLevel(logging.CRITICAL)
    bind_contextvars(service=service)


def get(name: str) -> structlog.stdlib.BoundLogger:
    """A logger for a module."""
    logger: structlog.stdlib.BoundLogger = structlog.get_logger(name)
    return logger


def without_values(exc_info: ExcInfo) -> str:
    """A traceback that says where and what kind, and not with which values: a message may name a person (ASVS 16.2.5).

    Only what the system says (`OSError`) is about machines and stays.
    """
    return "\n".join(_told(exc_info[1]))


def _told(error: BaseException) -> list[str]:
    said = f": {error}" if isinstance(error, OSError) else ""
    lines = [f"{type(error).__module__}.{type(error).__qualname__}{said}"]
    lines += [f"  {at.filename}:{at.lineno} in {at.name}" for at in traceback.extract_tb(error.__traceback__)]
    inner = list(error.exceptions) if isinstance(error, BaseExceptionGroup) else []
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    for each in [*inner, *([before] if before else [])]:
        lines += ["because of", *_told(each)]
    return lines
