import socket
import stat
from pathlib import Path

from deploy.local import ports
from deploy.local.state import Stack


def test_a_port_somebody_listens_on_is_not_picked() -> None:
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        taken = somebody.getsockname()[1]
        free = ports.pick()
        assert ports.pick(candidates=[taken, free]) == free


def test_a_port_promised_to_another_server_is_not_picked() -> None:
    first, second = ports.pick(candidates=range(22_701, 22_741)), ports.pick(candidates=range(22_741, 22_781))
    assert ports.pick({first}, preferred=(first, second)) == second


def test_a_port_and_a_password_are_the_same_after_a_restart(tmp_path: Path) -> None:
    before = Stack("dev", tmp_path)
    port, password = before.port("mongo"), before.password("rabbit")
    after = Stack("dev", tmp_path)
    assert (after.port("mongo"), after.password("rabbit")) == (port, password)


def test_a_remembered_port_that_somebody_took_meanwhile_is_replaced(tmp_path: Path) -> None:
    stack = Stack("dev", tmp_path)
    with socket.create_server(("127.0.0.1", stack.port("mongo"))) as somebody:
        assert stack.port("mongo") != somebody.getsockname()[1]


def test_only_the_owner_can_read_the_passwords(tmp_path: Path) -> None:
    Stack("dev", tmp_path).password("rabbit")
    assert stat.S_IMODE((tmp_path / "state.json").stat().st_mode) == 0o600


def test_a_damaged_state_file_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text('{"ports": ')
    assert Stack("dev", tmp_path).memory["ports"] == {}
