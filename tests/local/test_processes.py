import os
import sys
from pathlib import Path

import pytest

from deploy.local import processes
from deploy.local.state import Stack

SLEEPER = (sys.executable, "-c", "import time; print('asleep', flush=True); time.sleep(60)")
STUBBORN = (
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('on', flush=True); time.sleep(60)",
)


@pytest.fixture
def stack(tmp_path: Path) -> Stack:
    return Stack("dev", tmp_path)


def test_a_started_process_is_found_again_and_stopped(stack: Stack) -> None:
    number = processes.start(stack, "sleeper", SLEEPER, os.environ)
    assert processes.pid(Stack("dev", stack.folder), "sleeper") == number
    assert processes.stop(stack, ["sleeper"], grace=10) == []
    assert processes.pid(stack, "sleeper") is None


def test_a_process_that_will_not_end_is_ended_by_force_and_named(stack: Stack) -> None:
    processes.start(stack, "stubborn", STUBBORN, os.environ)
    while not stack.log("stubborn").read_text():
        pass
    assert processes.stop(stack, ["stubborn"], grace=0.2) == ["stubborn"]
    assert processes.family(stack, "stubborn") == []


def test_a_number_left_by_a_crash_that_now_belongs_to_another_is_not_ours(stack: Stack) -> None:
    (stack.folder / "pids").mkdir()
    (stack.folder / "pids" / "mongo.pid").write_text(f"{os.getpid()}\n")
    assert processes.pid(stack, "mongo") is None


def test_the_log_of_the_run_before_is_kept_beside_the_new_one(stack: Stack) -> None:
    stack.logs.mkdir()
    stack.log("sleeper").write_text("before\n")
    processes.start(stack, "sleeper", SLEEPER, os.environ)
    processes.stop(stack, ["sleeper"], grace=10)
    assert (stack.logs / "sleeper.log.old").read_text() == "before\n"
    assert "before" not in stack.log("sleeper").read_text()
