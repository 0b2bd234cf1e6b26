"""Every route of the public API, as data. What is not in this table does not exist outside.

Templates are the services' own paths; the gateway serves them under `PREFIX`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gateway.refusals import MethodNotAllowed, NoSuchRoute

PREFIX = "/api"
JSON_LIMIT = 256 * 1024
MANY_SECONDS = 30.0
"""For changes of up to 200 things in one transaction."""

REPORT_SECONDS = 30.0
"""For a look at all sessions of a year."""

_SEGMENT = re.compile(r"[A-Za-z0-9._~:@-]{1,128}")


class ServiceName(StrEnum):
    """The services behind the door, and the door itself."""

    IDENTITY = "identity"
    SCHEDULING = "scheduling"
    EVIDENCE = "evidence"
    REVIEWS = "reviews"
    PROGRESSION = "progression"
    NOTIFICATIONS = "notifications"
    GATEWAY = "gateway"


BEHIND = tuple(name for name in ServiceName if name is not ServiceName.GATEWAY)


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one path.

    `public`: needs no access token. `keyless`: a POST without an Idempotency-Key (decisions.md lists which).
    `body_limit` in bytes; `seconds` is the whole time from the first byte forwarded to the last byte
    answered.
    """

    method: str
    path: str
    service: ServiceName
    public: bool = False
    keyless: bool = False
    body_limit: int = JSON_LIMIT
    seconds: float = 10.0

    @property
    def guessable(self) -> bool:
        """Whether somebody who is not signed in could try out secrets here."""
        return self.public and self.method == "POST"


_identity, _scheduling = ServiceName.IDENTITY, ServiceName.SCHEDULING
_evidence, _reviews = ServiceName.EVIDENCE, ServiceName.REVIEWS
_progression, _notifications = ServiceName.PROGRESSION, ServiceName.NOTIFICATIONS

ROUTES: tuple[Route, ...] = (
    Route("POST", "/sign-in", _identity, public=True, keyless=True, body_limit=4096),
    Route("POST", "/sign-in/acceptance", _identity, public=True, keyless=True, body_limit=4096),
    Route("POST", "/sign-in/second-factor", _identity, public=True, keyless=True, body_limit=4096),
    Route("POST", "/sign-in/second-factor/setup", _identity, public=True, keyless=True, body_limit=4096),
    Route(
        "POST", "/sign-in/second-factor/confirmation", _identity, public=True, keyless=True, body_limit=4096
    ),
    Route("DELETE", "/sign-in", _identity, body_limit=4096),
    Route("GET", "/sign-ins", _identity),
    Route("DELETE", "/sign-ins/{id}", _identity, body_limit=4096),
    Route("PUT", "/password", _identity, body_limit=4096),
    Route("GET", "/second-factor", _identity),
    Route("POST", "/second-factor", _identity, body_limit=4096),
    Route("POST", "/second-factor/confirmation", _identity, body_limit=4096),
    Route("POST", "/second-factor/recovery-codes", _identity, body_limit=4096),
    Route("POST", "/second-factor/removal", _identity, body_limit=4096),
    Route("POST", "/people/{id}/second-factor/reset", _identity),
    Route("GET", "/people/{id}/last-sign-in", _identity),
    Route("POST", "/token", _identity, public=True, keyless=True, body_limit=4096),
    Route("POST", "/people/{id}/invitation", _identity),
    Route("POST", "/invitations/{token}", _identity, public=True, keyless=True, body_limit=4096),
    Route("POST", "/password-resets", _identity, public=True, keyless=True, body_limit=4096),
    Route("POST", "/password-resets/{token}", _identity, public=True, keyless=True, body_limit=4096),
    Route("GET", "/.well-known/jwks.json", _identity, public=True),
    Route("GET", "/me", _identity),
    Route("PUT", "/me/language", _identity),
    Route("GET", "/help", _identity),
    Route("POST", "/providers", _identity),
    Route("GET", "/provider", _identity),
    Route("GET", "/provider/disclaimer", _identity),
    Route("PUT", "/provider/disclaimer", _identity),
    Route("GET", "/provider/settings", _identity),
    Route("PUT", "/provider/settings", _identity),
    Route("DELETE", "/provider/settings/{since}", _identity),
    Route("POST", "/centres", _identity),
    Route("GET", "/centres", _identity),
    Route("POST", "/people", _identity),
    Route("GET", "/people", _identity),
    Route("GET", "/people/{id}", _identity),
    Route("PUT", "/people/{id}/permission-set", _identity),
    Route("GET", "/permissions", _identity),
    Route("POST", "/permission-sets", _identity),
    Route("GET", "/permission-sets", _identity),
    Route("GET", "/permission-sets/{id}", _identity),
    Route("PUT", "/permission-sets/{id}", _identity, seconds=MANY_SECONDS),
    Route("POST", "/permission-sets/{id}/retirement", _identity),
    Route("POST", "/enrolments", _identity),
    Route("GET", "/enrolments", _identity),
    Route("GET", "/enrolment-counts", _identity),
    Route("PUT", "/enrolments/{id}/allocation", _identity),
    Route("GET", "/enrolments/{id}/allocations", _identity),
    Route("PUT", "/enrolments/{id}/nation", _identity),
    Route("PUT", "/enrolments/{id}/sharing", _identity),
    Route("DELETE", "/enrolments/{id}/sharing", _identity),
    Route("POST", "/employers", _identity),
    Route("GET", "/employers", _identity),
    Route("GET", "/employers/{id}", _identity),
    Route("PUT", "/employers/{id}", _identity),
    Route("POST", "/employers/{id}/merging", _identity),
    Route("GET", "/learners/{id}/supervisors", _identity),
    Route("POST", "/learners/{id}/supervisors", _identity),
    Route("POST", "/learners/{id}/supervisors/{supervisor_id}/ending", _identity),
    Route("DELETE", "/learners/{id}/supervisors/{supervisor_id}", _identity),
    Route("POST", "/staff-links", _identity),
    Route("GET", "/staff-links", _identity),
    Route("POST", "/staff-links/{id}/ending", _identity),
    Route("POST", "/allocations", _identity, seconds=MANY_SECONDS),
    Route("GET", "/allocations/waiting", _identity),
    Route("POST", "/allocations/changes", _identity, seconds=MANY_SECONDS),
    Route("POST", "/allocations/covers", _identity, seconds=MANY_SECONDS),
    Route("POST", "/allocations/covers/ending", _identity, seconds=MANY_SECONDS),
    Route("GET", "/people/{id}/review-sign-off", _identity),
    Route("PUT", "/people/{id}/review-sign-off", _identity),
    Route("DELETE", "/people/{id}/review-sign-off", _identity),
    Route("POST", "/samples", _identity, seconds=MANY_SECONDS),
    Route("GET", "/samples", _identity),
    Route("POST", "/samples/withdrawal", _identity, seconds=MANY_SECONDS),
    Route("POST", "/people/{id}/block", _identity),
    Route("GET", "/people/{id}/block", _identity),
    Route("POST", "/people/{id}/activation", _identity),
    Route("GET", "/archive", _identity),
    Route("POST", "/archive/enrolments", _identity, seconds=MANY_SECONDS),
    Route("POST", "/archive/prompts", _identity, seconds=MANY_SECONDS),
    Route("POST", "/archive/learners", _identity, seconds=MANY_SECONDS),
    Route("POST", "/archive/enrolments/retrieval", _identity, seconds=MANY_SECONDS),
    Route("POST", "/archive/learners/retrieval", _identity, seconds=MANY_SECONDS),
    Route("POST", "/imports", _identity, body_limit=2 * 1024 * 1024, seconds=30.0),
    Route("GET", "/imports/{id}", _identity),
    Route("GET", "/imports/{id}/rows", _identity),
    Route("GET", "/imports/{id}/errors", _identity, seconds=60.0),
    Route("POST", "/imports/{id}/run", _identity),
    Route("GET", "/audit", _identity),
    Route("GET", "/audit/export", _identity, seconds=60.0),
    Route("GET", "/audit/verification", _identity, seconds=60.0),
    Route("GET", "/audit/reads", _identity, seconds=60.0),
    Route("GET", "/availability", _scheduling),
    Route("GET", "/availabilities", _scheduling),
    Route("GET", "/booked-days", _scheduling),
    Route("GET", "/calendar", _scheduling),
    Route("GET", "/booking-form", _scheduling),
    Route("POST", "/session-checks", _scheduling, keyless=True),
    Route("POST", "/events", _scheduling),
    Route("GET", "/events", _scheduling),
    Route("GET", "/events/{id}", _scheduling),
    Route("PUT", "/events/{id}", _scheduling),
    Route("POST", "/events/{id}/cancellation", _scheduling),
    Route("POST", "/tasks", _scheduling),
    Route("GET", "/tasks", _scheduling),
    Route("PUT", "/tasks/{id}", _scheduling),
    Route("GET", "/timetables/{id}", _scheduling),
    Route("PUT", "/timetables/{id}", _scheduling),
    Route("POST", "/absences", _scheduling),
    Route("GET", "/absences", _scheduling),
    Route("POST", "/absences/{id}/withdrawal", _scheduling),
    Route("POST", "/sessions", _scheduling),
    Route("GET", "/sessions", _scheduling),
    Route("GET", "/session-counts", _scheduling),
    Route("GET", "/sessions/{id}", _scheduling),
    Route("POST", "/sessions/{id}/rescheduling", _scheduling),
    Route("POST", "/sessions/{id}/following/rescheduling", _scheduling),
    Route("POST", "/sessions/{id}/cancellation", _scheduling),
    Route("POST", "/sessions/{id}/following/cancellation", _scheduling),
    Route("PUT", "/sessions/{id}/planning-notes", _scheduling),
    Route("POST", "/sessions/{id}/invitations", _scheduling),
    Route("POST", "/sessions/{id}/participants", _scheduling),
    Route("POST", "/sessions/{id}/outcome", _scheduling),
    Route("POST", "/sessions/{id}/outcome/correction", _scheduling),
    Route("GET", "/sessions/{id}/history", _scheduling),
    Route("GET", "/sessions/{id}/join-link", _scheduling),
    Route("POST", "/session-drafts", _scheduling),
    Route("GET", "/session-drafts", _scheduling),
    Route("GET", "/session-drafts/{id}", _scheduling),
    Route("PUT", "/session-drafts/{id}", _scheduling),
    Route("POST", "/session-drafts/{id}/booking", _scheduling),
    Route("GET", "/eligible-learners", _scheduling),
    Route("GET", "/learners/{learner_id}/next-review", _scheduling),
    Route("POST", "/diary-entries", _scheduling),
    Route("GET", "/diary-entries", _scheduling),
    Route("POST", "/smart-room-recordings", _scheduling, public=True, keyless=True, body_limit=16 * 1024),
    Route("POST", "/smart-rooms", _scheduling),
    Route("GET", "/smart-rooms", _scheduling),
    Route("GET", "/smart-rooms/{id}", _scheduling),
    Route("PUT", "/smart-rooms/{id}", _scheduling),
    Route("POST", "/smart-rooms/{id}/retirement", _scheduling),
    Route("POST", "/smart-rooms/{id}/maintenance", _scheduling),
    Route("DELETE", "/smart-rooms/{id}/maintenance/{maintenance}", _scheduling),
    Route("GET", "/offers", _scheduling),
    Route("POST", "/offers/{id}/acceptance", _scheduling),
    Route("POST", "/offers/{id}/refusal", _scheduling),
    Route("GET", "/reports/cancellations", _scheduling, seconds=REPORT_SECONDS),
    Route("GET", "/reports/sessions", _scheduling, seconds=REPORT_SECONDS),
    Route("GET", "/reports/room-use", _scheduling, seconds=REPORT_SECONDS),
    Route("GET", "/reports/{report}/export", _scheduling, seconds=REPORT_SECONDS),
    Route("GET", "/smart-room-use", _scheduling),
    Route("GET", "/learners/{learner_id}/plan", _reviews),
    Route("GET", "/coming-reviews", _reviews),
    Route("GET", "/learners/{learner_id}/evidence", _evidence),
    Route("POST", "/qualifications", _progression),
    Route("GET", "/qualifications", _progression),
    Route("GET", "/learners/{learner_id}/time-log", _progression),
    Route("GET", "/learners/{learner_id}/training", _progression),
    Route("PUT", "/trainings/{enrolment_id}/programme", _progression),
    Route("POST", "/trainings/{enrolment_id}/breaks", _progression),
    Route("POST", "/trainings/{enrolment_id}/return", _progression),
    Route("POST", "/trainings/{enrolment_id}/epa", _progression),
    Route("POST", "/trainings/{enrolment_id}/completion", _progression),
    Route("POST", "/trainings/{enrolment_id}/withdrawal", _progression),
    Route("POST", "/trainings/{enrolment_id}/reopening", _progression),
    Route("POST", "/trainings/{enrolment_id}/certificate", _progression),
    Route("GET", "/notifications", _notifications),
    Route("PUT", "/notifications/{id}/read", _notifications),
    Route("GET", "/notification-preferences", _notifications),
    Route("PUT", "/notification-preferences", _notifications),
    Route("GET", "/inbox", _notifications),
    Route("GET", "/announcements", _notifications),
    Route("POST", "/announcements", _notifications),
    Route("PUT", "/announcements/{id}", _notifications),
    Route("PUT", "/announcements/{id}/read", _notifications),
    Route("GET", "/messages", _notifications),
    Route("POST", "/messages", _notifications, body_limit=64 * 1024),
    Route("GET", "/messages/{id}", _notifications),
    Route("PUT", "/messages/{id}/read", _notifications),
    Route("GET", "/calendar-feed", _notifications),
    Route("POST", "/calendar-feed", _notifications),
    Route("DELETE", "/calendar-feed", _notifications, body_limit=4096),
    Route("GET", "/calendar-feeds/{address}", _notifications, public=True),
)

_gateway = ServiceName.GATEWAY

OWN_ROUTES: tuple[Route, ...] = (
    # These ask for the browser's cookie, not for a token.
    Route("POST", "/browser-session", _gateway, public=True, keyless=True, body_limit=4096, seconds=15.0),
    Route("GET", "/browser-session", _gateway, public=True),
    Route("DELETE", "/browser-session", _gateway, public=True, body_limit=4096),
    Route("POST", "/browser-session/acceptance", _gateway, public=True, keyless=True, body_limit=4096),
    Route("POST", "/browser-session/second-factor", _gateway, public=True, keyless=True, body_limit=4096),
    Route(
        "POST", "/browser-session/second-factor/setup", _gateway, public=True, keyless=True, body_limit=4096
    ),
    Route(
        "POST",
        "/browser-session/second-factor/confirmation",
        _gateway,
        public=True,
        keyless=True,
        body_limit=4096,
    ),
    Route("POST", "/browser-session/role", _gateway, public=True, keyless=True, body_limit=4096),
    Route("GET", "/live", _gateway, seconds=3600.0),
    Route("GET", "/screens/centre", _gateway),
    Route("GET", "/screens/learners/{learner_id}", _gateway),
    Route("GET", "/system-health", _gateway),
)
"""What the door answers itself."""


@dataclass(slots=True)
class _Node:
    literal: dict[str, "_Node"] = field(default_factory=dict)
    parameter: "_Node | None" = None
    methods: dict[str, Route] = field(default_factory=dict)


class RouteTable:
    """Finds the route of a request. A literal segment goes before a parameter."""

    def __init__(self, routes: Iterable[Route] = ROUTES) -> None:
        self._root = _Node()
        for route in routes:
            methods = self._place(route.path)
            if route.method in methods:
                raise ValueError(f"{route.method} {route.path} is in the table twice")
            methods[route.method] = route

    def find(self, method: str, path: str) -> Route:
        """The route for a path as it came over the wire, without `PREFIX`.

        Ids are plain text, so a path with anything percent-encoded is no path of ours: nobody behind the door
        can read it as another one. Refuses with `NoSuchRoute` or `MethodNotAllowed`.
        """
        methods = self.methods(path)
        if not methods:
            raise NoSuchRoute("This path is not part of the API.")
        route = methods.get(method)
        if route is None:
            raise MethodNotAllowed(methods)
        return route

    def methods(self, path: str) -> Mapping[str, Route]:
        """The routes of a path by method; none when it is no path of ours."""
        return _search(self._root, path.split("/")[1:], 0)

    def _place(self, template: str) -> dict[str, Route]:
        node = self._root
        for segment in template.split("/")[1:]:
            if segment.startswith("{"):
                node.parameter = node.parameter or _Node()
                node = node.parameter
            else:
                node = node.literal.setdefault(segment, _Node())
        return node.methods


def _search(node: _Node, segments: list[str], position: int) -> Mapping[str, Route]:
    if position == len(segments):
        return node.methods
    segment = segments[position]
    literal = node.literal.get(segment)
    if literal is not None and (found := _search(literal, segments, position + 1)):
        return found
    if node.parameter is None or segment in (".", "..") or not _SEGMENT.fullmatch(segment):
        return {}
    return _search(node.parameter, segments, position + 1)


def shape(path: str) -> str:
    """A template without the names of its parameters, to compare templates of different hands."""
    return re.sub(r"\{[^}]*\}", "{}", path)
