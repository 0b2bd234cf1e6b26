"""The nearest times at which everybody a session needs is free, and a Smart Room with them (SB-40, B-02)."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from services.scheduling.domain.hours import WorkingHours
from services.scheduling.domain.session import Session
from services.scheduling.domain.slot import MINUTE, Busy, Claim, Resource, days_between, merged, to_minute
from services.scheduling.domain.walltime import LocalStart, zone_named

WINDOW_DAYS = 14
STEP_MINUTES = 15
OFFERED = 3
