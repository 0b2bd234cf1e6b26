"""What a child process of a fault test runs: `python -m chassis SERVICE ROLE`, forked from a process that has
imported everything, because importing takes longer than the fault a test is about.
"""

import importlib
import os
from collections.abc import Mapping

import services.notifications.main
import services.reviews.main
import services.scheduling.main
from chassis import failpoints
from chassis.__main__ import main

BORN_WITH = (services.notifications.main, services.reviews.main, services.scheduling.main)


def live(service: str, role: str, settings: Mapping[str, str], log: str) -> None:
    """Be a process of the service with these environment variables and its output in the file `log`."""
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.environ.update(settings)
    importlib.reload(failpoints)  # it read the environment of the process this one was forked from
    main([service, role])
