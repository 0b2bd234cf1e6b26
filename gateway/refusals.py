"""What the door itself says no with, and how it is written."""

from collections.abc import Iterable, Mapping

from starlette.responses import Response

from chassis.errors import IdempotencyKeyMissing, Kind, Refusal
from chassis.problems import problem, problem_response


class NoSuchRoute(Refusal):
    """The path is not part of the API."""

    kind = Kind.NOT_FOUND


class MethodNotAllowed(Refusal):
    """The path is part of the API, the method is not; `allowed` lists those that are."""

    kind = Kind.INVALID

    def __init__(self, allowed: Iterable[str]) -> None:
        super().__init__("This path does not know the method.", allowed=sorted(allowed))
        self.allowed = ", ".join(sorted(allowed))


class BodyTooLarge(Refusal):
    """The body is longer than the route takes; `limit_bytes` says how much it takes."""

    kind = Kind.TOO_LARGE


class BodyTooSlow(Refusal):
    """The client did not finish its body in time."""

    kind = Kind.INVALID


class TooManyRequests(Refusal):
    """Somebody asks more often than the limit named in the answer allows."""

    kind = Kind.TOO_MANY

    def __init__(self, limit: str, size: float, window: int, wait: int) -> None:
        super().__init__(f"Too many requests. Please try again in {wait} s.", limit=limit)
        self.retry_after = wait
        self.headers = {
            "RateLimit-Policy": f'"{limit}";q={int(size)};w={window}',
            "RateLimit": f'"{limit}";r=0;t={wait}',
        }


class ServiceDown(Refusal):
    """The service does not answer; with the same Idempotency-Key the request may be sent again."""

    kind = Kind.UNAVAILABLE
    retry_after = 2


class ServiceBusy(Refusal):
    """Too many requests for one service are under way."""

    kind = Kind.UNAVAILABLE
    retry_after = 1


class ServiceTooSlow(Refusal):
    """The service took longer than the route's time."""

    kind = Kind.UNAVAILABLE
    retry_after = 2


# HTTP has a status of its own for these; a service has no use for them, so no kind either.
_STATUS: Mapping[type[Refusal], int] = {
    MethodNotAllowed: 405,
    IdempotencyKeyMissing: 400,
    BodyTooSlow: 408,
    TooManyRequests: 429,
    ServiceTooSlow: 504,
}


def refusal_answer(refusal: Refusal, *, instance: str | None = None) -> Response:
    """The problem document for a refusal, with the statuses only a door knows."""
    status = _STATUS.get(type(refusal))
    if status is None:
        return problem_response(refusal, instance=instance)
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else {}
    if isinstance(refusal, MethodNotAllowed):
        headers["Allow"] = refusal.allowed
    if isinstance(refusal, TooManyRequests):
        headers |= refusal.headers
    return problem(
        status, refusal.code(), refusal.detail, headers=headers, instance=instance, **refusal.facts
    )
