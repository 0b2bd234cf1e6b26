"""The commands of `./waymark`, their options and nothing else."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from deploy import bom

from . import checks, letters, lock, proofs, say, servers, testing, tls
from . import stack as stacks
from .places import PROVED, REQUIREMENTS
from .platform import SERVICES
from .say import Trouble
from .state import Stack

STACKS = ("dev", "test")
Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; answers the exit code. A Trouble becomes its sentence and 1."""
    asked, others = _parser().parse_known_args(arguments)
    asked.others = others
    if others and asked.run not in (test, seed, job):
        mend = f"./waymark {asked.command} --help lists the options."
        say.trouble(Trouble(f"Unknown: {' '.join(others)}", mend))
        return 2
    run: Command = asked.run
    try:
        return run(asked)
    except Trouble as problem:
        say.trouble(problem)
        return 1
    except KeyboardInterrupt:
        return 130


def up(asked: argparse.Namespace) -> int:
    """Start everything (MongoDB, RabbitMQ, object store, mail, six services, gateway) and show the logins."""
    stack = Stack("dev")
    if asked.detach:
        _start(stack, split=asked.split, https=asked.tls)
        return 0
    signal.signal(signal.SIGTERM, _as_interrupt)
    try:
        _start(stack, split=asked.split, https=asked.tls)
        say.line("\nCtrl-C stops everything.")
        stacks.watch(stack)
    except KeyboardInterrupt:
        pass
    finally:
        say.line("\nStopping.")
        stacks.down(stack)
    return 0


def down(asked: argparse.Namespace) -> int:
    """Stop everything that `up` started."""
    stacks.down(Stack(asked.stack), wipe=asked.data)
    say.line("Stopped, and the data removed." if asked.data else "Stopped. The data are kept.")
    return 0


def status(asked: argparse.Namespace) -> int:
    """Show what runs."""
    stack = Stack(asked.stack)
    say.table(("name", "state", "address", "memory"), stacks.status(stack))
    return 0 if stacks.is_running(stack) else 1


def logs(asked: argparse.Namespace) -> int:
    """Show the log of a service or server."""
    stack = Stack(asked.stack)
    known = sorted(path.stem for path in stack.logs.glob("*.log"))
    if asked.name not in known:
        raise Trouble(f"There is no log {asked.name}.", f"There are: {', '.join(known) or 'none yet'}.")
    command = ["tail", "-n", str(asked.lines), *(["-f"] if asked.follow else []), str(stack.log(asked.name))]
    return subprocess.run(command, check=False).returncode


def test(asked: argparse.Namespace) -> int:
    """Run the tests: all, those of one service, or what pytest's own arguments say."""
    stacks.prepare()
    return testing.test(asked.others, keep=asked.keep)


def check(asked: argparse.Namespace) -> int:
    """Check style, types, import rule, architecture and contracts."""
    stacks.prepare()
    return checks.run()


def demo(asked: argparse.Namespace) -> int:
    """Play the story of a booked session against the running stack, starting it if needed."""
    stack = Stack("dev")
    stacks.prepare()
    stacks.up(stack, split=stacks.is_split(stack), https=stacks.has_https(stack))
    return stacks.run_inside(stack, "deploy.demo.story").returncode


def seed(asked: argparse.Namespace) -> int:
    """Make a provider of any size in the development stack, starting it if needed."""
    stack = Stack("dev")
    stacks.prepare()
    stacks.up(stack, split=stacks.is_split(stack), https=stacks.has_https(stack))
    return stacks.furnish(stack, asked.others)


def mail(asked: argparse.Namespace) -> int:
    """List the mails the development stack has sent, or show one."""
    maildir = Path(Stack("dev").memory["maildir"])
    if asked.number is None:
        letters.show_all(maildir)
    else:
        letters.show_one(maildir, asked.number)
    return 0


def overlaps(asked: argparse.Namespace) -> int:
    """Look for bookings that contradict each other, as is done every night."""
    return stacks.run_beside(Stack(asked.stack), "scheduling", "check-overlaps")


def job(asked: argparse.Namespace) -> int:
    """Do what a job of a service would have done at a moment."""
    return stacks.run_beside(Stack(asked.stack), asked.service, "job", *asked.others)


def requirements(asked: argparse.Namespace) -> int:
    """Show which requirements the last full test run proved."""
    found = proofs.sections(proofs.catalogue(REQUIREMENTS), proofs.proved(PROVED))
    proofs.show(found, as_json=asked.json)
    return 0


def bench(asked: argparse.Namespace) -> int:
    """Measure against the floor of this machine."""
    stacks.prepare()
    return testing.bench(asked.names, as_json=asked.json, keep=asked.keep)


def bill(asked: argparse.Namespace) -> int:
    """Print what an image is made of, as a CycloneDX bill of materials."""
    sys.stdout.write(bom.written(asked.image))
    return 0


def make_locks(asked: argparse.Namespace) -> int:
    """Write locks/ anew from pyproject.toml."""
    lock.lock(upgrade=asked.upgrade)
    return 0


def only_servers(asked: argparse.Namespace) -> int:
    """Start or stop only the servers of a stack, and leave them running."""
    stack = Stack(asked.stack)
    if asked.what == "down":
        stacks.down(stack)
        return 0
    stacks.prepare()
    stacks.keep(stack)
    servers.up(stack)
    say.line(str(stack.folder / "state.json"))
    return 0


def _start(stack: Stack, *, split: bool, https: bool) -> None:
    stacks.prepare()
    stacks.up(stack, split=split, https=https)
    logins = stacks.seed(stack)
    say.line(f"\nWaymark is ready: {stack.memory['urls']['web']}")
    say.line(f"Its API:          {stack.memory['urls']['gateway']}/api/docs\n")
    columns = ("role", "name", "user_name", "password")
    rows = [[login[column] for column in columns] for login in logins]
    say.table(("role", "name", "user name", "password"), rows)
    if https:
        tls.explain(stack)
    say.line("\nNext: ./waymark demo, ./waymark status, ./waymark logs scheduling")


def _as_interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./waymark", description="Waymark on this machine.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, run: Command) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        added.set_defaults(run=run)
        return added

    def stack_option(added: argparse.ArgumentParser) -> None:
        added.add_argument("--stack", choices=STACKS, default="dev", help="dev (default) or test")

    added = command("up", up)
    added.add_argument("--detach", action="store_true", help="return when everything is ready")
    added.add_argument("--split", action="store_true", help="api and worker of a service as two processes")
    added.add_argument("--tls", action="store_true", help="https too, for phones and other devices")
    added = command("down", down)
    added.add_argument("--data", action="store_true", help="remove the data too")
    stack_option(added)
    stack_option(command("status", status))
    added = command("logs", logs)
    added.add_argument("name", metavar="SERVICE")
    added.add_argument("-f", "--follow", action="store_true", help="go on showing what is added")
    added.add_argument("-n", "--lines", type=int, default=60)
    stack_option(added)
    added = command("test", test)
    added.usage = "./waymark test [--keep] [SERVICE] [pytest arguments]"
    added.add_argument("--keep", action="store_true", help="leave the test stack running for the next time")
    command("check", check)
    command("demo", demo)
    added = command("seed", seed)
    added.usage = "./waymark seed [--learners N] [--centres N] [--sessions N] [--number N] [--check]"
    command("mail", mail).add_argument("number", metavar="N", type=int, nargs="?")
    stack_option(command("overlaps", overlaps))
    added = command("job", job)
    added.usage = "./waymark job [--stack STACK] SERVICE NAME [--at 2026-12-01T06:00Z] [--provider ID]"
    added.add_argument("service", metavar="SERVICE", choices=SERVICES)
    stack_option(added)
    command("requirements", requirements).add_argument("--json", action="store_true")
    added = command("bench", bench)
    added.add_argument("names", metavar="NAME", nargs="*")
    added.add_argument("--json", action="store_true")
    added.add_argument("--keep", action="store_true", help="leave the test stack running for the next time")
    command("bom", bill).add_argument("image", choices=tuple(bom.LOCKS))
    command("lock", make_locks).add_argument("--upgrade", action="store_true", help="take newer versions")
    added = command("servers", only_servers)
    added.add_argument("what", choices=("up", "down"))
    stack_option(added)
    return parser


if __name__ == "__main__":
    sys.exit(main())
