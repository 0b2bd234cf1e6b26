"""Alerts that name what does not exist never fire, so everything they name is looked up."""

import json
import re
import subprocess
from typing import Any

import prometheus_client
import pytest

from chassis import metrics
from contracts.registry import SERVICES
from contracts.topology import dead_queue_of, queue_of
from deploy.local.places import ROOT
from tests.deploy.compose import FOLDER, load, services

RULES = FOLDER / "rules.yml"
BOARD = FOLDER / "grafana" / "boards" / "waymark.json"
METRIC = re.compile(r"\b[a-z]+(?:[_:][a-z0-9]+)+\b")
NOT_METRICS = {"histogram_quantile"}


def rules() -> list[dict[str, Any]]:
    return [rule for group in load(RULES)["groups"] for rule in group["rules"]]


def known() -> set[str]:
    """Every series there can be: of the chassis, the broker's own, and those the rules record."""
    declared = {
        one for one in vars(metrics).values() if isinstance(one, prometheus_client.metrics.MetricWrapperBase)
    }
    ours = {sample for one in declared for sample in (one._name, f"{one._name}_total", f"{one._name}_bucket")}
    return ours | {rule["record"] for rule in rules() if "record" in rule}


def unknown(expression: str) -> set[str]:
    bare = re.sub(r"\{[^}]*\}|\[[^\]]*\]|by \([^)]*\)", "", expression)
    return {name for name in METRIC.findall(bare) if not name.startswith("rabbitmq_")} - known() - NOT_METRICS


def test_every_metric_in_rules_and_board_exists() -> None:
    expressions = [rule["expr"] for rule in rules()]
    expressions += [
        target["expr"] for panel in json.loads(BOARD.read_text())["panels"] for target in panel["targets"]
    ]
    assert {name for expression in expressions for name in unknown(expression)} == set()


def test_every_alert_says_a_sentence_and_its_runbook_exists() -> None:
    for rule in (rule for rule in rules() if "alert" in rule):
        assert rule["annotations"]["summary"].endswith("."), rule["alert"]
        assert rule["labels"]["severity"] in ("page", "ticket"), rule["alert"]
        assert (ROOT / rule["annotations"].get("runbook", "README.md")).is_file(), rule["alert"]


def test_an_allocation_or_an_account_that_is_overdue_fires_an_alert() -> None:
    expressions = {rule["alert"]: rule["expr"] for rule in rules() if "alert" in rule}
    assert expressions["AllocationsOverdue"] == "max(allocations_overdue) > 0"
    assert expressions["AccountsOverdue"] == "max(accounts_overdue) > 0"


def test_what_must_wake_somebody_does() -> None:
    alerts = {rule["alert"] for rule in rules() if "alert" in rule}
    assert {"ProcessDown", "ServiceMissing", "ErrorRate", "Slow", "MessagesParked", "NoConsumer"} <= alerts
    assert {"OutboxLeftToTheSweeper", "BrokerConnectionLost", "EventsLate", "EventsNobodyHears"} <= alerts


def test_every_process_is_asked_for_its_metrics_and_missed_when_it_is_gone() -> None:
    wanted = {f"{service}-{half}" for service in SERVICES for half in ("api", "worker")}
    jobs = {job["job_name"]: job for job in load(FOLDER / "prometheus.yml")["scrape_configs"]}
    assert set(jobs["waymark"]["dns_sd_configs"][0]["names"]) == wanted
    assert wanted | {"gateway", "rabbitmq"} <= services().keys()
    (missing,) = (rule for rule in rules() if rule.get("alert") == "ServiceMissing")
    assert set(re.findall(r'process="([^"]+)"', missing["expr"])) == wanted | {"gateway", "rabbitmq"}


def test_queues_that_must_be_read_are_those_of_the_services() -> None:
    (alert,) = (rule for rule in rules() if rule.get("alert") == "NoConsumer")
    pattern = re.search(r'queue=~"([^"]+)"', alert["expr"])
    assert pattern
    read = re.compile(pattern[1].replace("\\\\", "\\"))
    assert all(read.fullmatch(name(service)) for service in SERVICES for name in (queue_of, dead_queue_of))
    assert not read.fullmatch("reviews.retry.1m")
    assert not read.fullmatch("events.unrouted")


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "config", "prometheus.yml"),
        ("check", "rules", "rules.yml"),
        ("test", "rules", "rules_test.yml"),
    ],
)
def test_promtool_finds_nothing_wrong(arguments: tuple[str, ...]) -> None:
    done = subprocess.run(["promtool", *arguments], cwd=FOLDER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
