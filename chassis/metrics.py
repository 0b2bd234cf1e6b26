"""Every metric of the services, declared in one place (Prometheus)."""

from prometheus_client import Counter, Gauge, Histogram

http_requests_total = Counter(
    "http_requests_total", "Requests answered.", ["service", "method", "route", "status"]
)
http_request_seconds = Histogram(
    "http_request_seconds",
    "Time from the first byte of a request to the last of its answer.",
    ["service", "route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
commands_rerun_total = Counter(
    "commands_rerun_total", "Handlers run again after a lost race.", ["service", "handler"]
)
amqp_connected = Gauge("amqp_connected", "1 while connected to the broker.", ["service", "side"])
events_published_total = Counter(
    "events_published_total", "Events the broker confirmed.", ["service", "type"]
)
events_consumed_total = Counter(
    "events_consumed_total", "Deliveries by what became of them.", ["service", "type", "outcome"]
)
consumer_seconds = Histogram("consumer_seconds", "Time one delivery took to handle.", ["service", "type"])
event_lag_seconds = Histogram(
    "event_lag_seconds",
    "Time from an event's commit to its effect here.",
    ["service", "type"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300),
)
outbox_swept_total = Counter(
    "outbox_swept_total", "Events published by the sweeper instead of their writer.", ["service"]
)
messages_parked_total = Counter(
    "messages_parked_total", "Messages set aside for a person.", ["service", "reason"]
)
accounts_overdue = Gauge(
    "accounts_overdue", "Learners allocated more than a day ago who still have no account."
)
allocations_overdue = Gauge(
    "allocations_overdue", "Enrolments that wait for an assessor or an IQA for longer than allowed."
)
booking_overlap_total = Counter(
    "booking_overlap_total", "What the nightly check found that must never be.", ["fault"]
)
