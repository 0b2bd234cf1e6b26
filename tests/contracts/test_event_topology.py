"""What is declared on the broker, argument by argument: a broker refuses a queue declared differently."""

from contracts import CONTRACTS, SERVICES
from contracts.topology import (
    EXCHANGE,
    UNROUTED,
    Binding,
    Exchange,
    Queue,
    Tier,
    dead_queue_of,
    of_exchange,
    of_service,
    queue_of,
    retry_queue_of,
    whole,
)


def _queue(name: str) -> Queue:
    (queue,) = (queue for queue in whole().queues if queue.name == name)
    return queue


def test_events_go_to_one_topic_exchange_whose_strays_are_kept() -> None:
    assert of_exchange().exchanges == (
        Exchange(UNROUTED, "fanout"),
        Exchange(EXCHANGE, "topic", {"alternate-exchange": "events.unrouted"}),
    )
    assert of_exchange().bindings == (Binding(UNROUTED, UNROUTED, ""),)


def test_the_queue_of_strays_drops_the_oldest() -> None:
    assert _queue(UNROUTED).arguments == {
        "x-queue-type": "quorum",
        "x-delivery-limit": 20,
        "x-max-length": 100_000,
    }


def test_a_service_queue_dead_letters_at_least_once_after_twenty_deliveries() -> None:
    assert _queue("reviews").arguments == {
        "x-queue-type": "quorum",
        "x-delivery-limit": 20,
        "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": "reviews.dead",
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }


def test_a_retry_queue_hands_back_to_its_service_when_the_time_is_up() -> None:
    assert _queue("reviews.retry.1m").arguments == {
        "x-queue-type": "quorum",
        "x-delivery-limit": 20,
        "x-message-ttl": 60_000,
        "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": "reviews",
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }


def test_the_last_queue_never_counts_a_message_out() -> None:
    assert _queue("reviews.dead").arguments == {"x-queue-type": "quorum", "x-delivery-limit": 1_000_000}


def test_the_tiers_are_ten_seconds_a_minute_and_ten_minutes() -> None:
    waits = [queue.arguments.get("x-message-ttl") for queue in of_service("reviews", ()).queues]

    assert waits == [None, None, 10_000, 60_000, 600_000]


def test_tiers_of_another_length_are_queues_of_another_name() -> None:
    quick = of_service("reviews", (), (Tier("100ms", 100),))

    assert [queue.name for queue in quick.queues] == ["reviews.dead", "reviews", "reviews.retry.100ms"]
    assert quick.queues[-1].arguments["x-message-ttl"] == 100


def test_names_are_made_in_one_place() -> None:
    tier = Tier("10s", 10_000)

    assert queue_of("evidence") == "evidence"
    assert retry_queue_of("evidence", tier) == "evidence.retry.10s"
    assert dead_queue_of("evidence") == "evidence.dead"


def test_a_service_is_bound_to_exactly_what_it_hears() -> None:
    bound = {
        (binding.queue, binding.routing_key) for binding in whole().bindings if binding.exchange == EXCHANGE
    }

    assert bound == {(service, contract.TYPE) for contract in CONTRACTS for service in contract.HEARD_BY}


def test_every_service_has_its_queues_and_every_name_is_used_once() -> None:
    names = [queue.name for queue in whole().queues]

    assert len(names) == len(set(names)) == len(SERVICES) * 5 + 1
    assert {binding.queue for binding in whole().bindings} <= set(names)
