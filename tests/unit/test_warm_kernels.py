"""Kernels forked from a warm process: each its own, none left behind, an ordinary one where there is no fork."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from traitlets.config import Config

from yearbook.warm_kernels import client, provisioner
from yearbook.warm_kernels.client import Forked, WarmServer, WarmServerError
from yearbook.warm_kernels.provisioner import NAME, WarmKernelManager, WarmProvisioner, forked_arguments
from yearbook.warm_kernels.server import preload

pytestmark = pytest.mark.skipif(not client.can_fork(), reason="kernels are forked on Linux alone")

PREPARED = """
import os
state = {"seen": 0}
process = os.getpid()
def count(start, step):
    state["seen"] = start + step
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("prepared")
    (place / "prepared.py").write_text(PREPARED)
    return place


@pytest.fixture(scope="module")
def server(folder):
    with WarmServer([["prepared:count", 40, 2], "numpy"], environment={"PYTHONPATH": str(folder)}) as warm:
        yield warm


def client_of(address, *sources, **options):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    return NotebookClient(
        nbformat.v4.new_notebook(cells=cells, metadata=kernel),
        kernel_manager_class=WarmKernelManager,
        config=Config(WarmKernelManager={"address": address}),
        shutdown_kernel="immediate",
        **options,
    )


def asked_of(warm, folder):
    """Ask for a kernel whose client then says nothing to it."""
    return Forked(warm.address, ["-f", str(folder / "kernel.json")], cwd=str(folder), env=dict(os.environ))


def run(address, *sources, **options):
    """Run cells in a kernel and return what the last one printed."""
    done = client_of(address, *sources, **options).execute()
    return "".join(output.get("text", "") for output in done.cells[-1].outputs).strip()


def children(pid):
    found = subprocess.run(["ps", "--ppid", str(pid), "-o", "pid="], capture_output=True, text=True, check=False)
    return found.stdout.split()


def gone(pid):
    """Wait until a process has ended: at most ten seconds, as a rule some milliseconds."""
    for _ in range(1000):
        status = Path(f"/proc/{pid}/status")
        try:
            if "State:\tZ" in status.read_text():
                return True
        except OSError:
            return True
        time.sleep(0.01)
    return False


def test_a_kernel_finds_what_the_warm_process_prepared(server):
    said = run(server.address, "import prepared, os; print(prepared.state['seen'], prepared.process, os.getppid())")
    assert said == f"42 {server.pid} {server.pid}"


def test_kernels_share_nothing_that_they_change(server):
    change = "import prepared; prepared.state['seen'] = 7; kept = 1; print(prepared.state['seen'])"
    assert run(server.address, change) == "7"
    assert run(server.address, "import prepared; print(prepared.state['seen'], 'kept' in dir())") == "42 False"


def test_kernels_draw_different_random_numbers(server):
    draw = "import random, numpy; print(random.random(), numpy.random.random())"
    first, second = (run(server.address, draw).split() for _ in range(2))
    assert first[0] != second[0]
    assert first[1] != second[1]


def test_a_kernel_stands_in_the_folder_and_environment_it_is_given(server, tmp_path, monkeypatch):
    monkeypatch.setenv("GIVEN_LATER", "yes")
    place = {"metadata": {"path": str(tmp_path)}}
    said = run(server.address, "import os; print(os.getcwd(), os.environ['GIVEN_LATER'])", resources=place)
    assert said == f"{tmp_path} yes"


def test_a_kernel_computes_in_one_thread(server):
    assert run(server.address, "import os; print(os.environ['OPENBLAS_NUM_THREADS'])") == "1"


def test_sockets_are_files_of_the_server_and_go_with_the_kernel(server):
    run(server.address, "print(1)")
    assert [path.name for path in server.folder.iterdir()] == ["server"]
    assert server.folder.stat().st_mode & 0o077 == 0


def test_an_error_in_a_cell_is_an_error_as_ever(server):
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        run(server.address, "1 / 0")


@pytest.mark.parametrize("end", ["os._exit(3)", "import ctypes; ctypes.string_at(0)"])
def test_a_kernel_that_dies_is_noticed_and_the_next_one_runs(server, end):
    with pytest.raises(DeadKernelError):
        run(server.address, f"import os; {end}")
    assert run(server.address, "print('well')") == "well"


def test_ended_kernels_are_reaped_with_all_that_they_started(server):
    start = "import subprocess, os; other = subprocess.Popen(['sleep', '60']); print(other.pid, os.getpid())"
    pids = [int(pid) for _ in range(3) for pid in run(server.address, start).split()]
    assert all(gone(pid) for pid in pids)
    assert children(server.pid) == []


def test_the_exit_code_is_that_of_the_kernel(server, tmp_path):
    kernel = Forked(server.address, ["--no-such-option=1"], cwd=str(tmp_path / "nowhere"), env={})
    assert kernel.wait() == 1
    assert kernel.poll() == 1
    kernel.kill()  # nothing is left to kill, and that is no error


def test_a_signal_reaches_the_kernel(server, tmp_path):
    kernel = Forked(server.address, ["-f", str(tmp_path / "kernel.json")], cwd=str(tmp_path), env=dict(os.environ))
    assert kernel.poll() is None
    kernel.terminate()
    assert kernel.wait() == -signal.SIGTERM


def test_a_client_that_lets_go_ends_its_kernel(server, tmp_path):
    kernel = Forked(server.address, ["-f", str(tmp_path / "kernel.json")], cwd=str(tmp_path), env=dict(os.environ))
    kernel._connection.close()
    assert gone(kernel.pid)


def test_closing_the_server_ends_its_kernels_and_leaves_no_file(tmp_path):
    with WarmServer() as warm:
        kernel = asked_of(warm, tmp_path)
    assert kernel.poll() == -signal.SIGKILL
    assert gone(kernel.pid)
    assert not warm.folder.exists()
    with pytest.raises(WarmServerError, match="gone"):
        Forked(warm.address, [], cwd=str(tmp_path), env={})


def test_a_program_that_is_killed_takes_server_and_kernels_along(tmp_path):
    code = f"""
import os, time
from yearbook.warm_kernels.client import Forked, WarmServer
warm = WarmServer()
kernel = Forked(warm.address, ["-f", {str(tmp_path / "k.json")!r}], cwd="/", env=dict(os.environ))
print(warm.pid, kernel.pid, flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as program:
        pids = [int(pid) for pid in program.stdout.readline().split()]
        program.kill()
    assert len(pids) == 2
    assert all(gone(pid) for pid in pids)


def test_a_server_that_is_killed_leaves_no_kernel(tmp_path):
    with WarmServer() as warm:
        cells = ["import os; print(os.getpid())", f"import os; os.kill({warm.pid}, 9)", "import time; time.sleep(60)"]
        asked = client_of(warm.address, *cells)
        with pytest.raises(DeadKernelError):
            asked.execute()
    assert gone(int(asked.nb.cells[0].outputs[0].text))


def test_what_is_wrong_with_the_preload_is_said_and_an_ordinary_kernel_started(caplog):
    with WarmServer(["no_such_module"]) as warm, caplog.at_level(logging.WARNING):
        assert run(warm.address, "import os; print(os.getppid())") == str(os.getpid())
    assert "No module named 'no_such_module'" in caplog.text


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        (["no_such_module"], "No module named 'no_such_module'"),
        (["math:no_such_function"], "no attribute 'no_such_function'"),
        ([["math:sqrt"]], "takes exactly one argument"),
        ([["math:sqrt", -1]], "ValueError"),
    ],
)
def test_a_preload_that_fails_says_where(entries, reason):
    assert reason in preload(entries)


def test_a_process_with_threads_is_not_forked(tmp_path):
    code = "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
    (tmp_path / "threaded.py").write_text(code)
    refused = pytest.raises(WarmServerError, match="a thread runs beside the main one")
    with WarmServer(["threaded"], environment={"PYTHONPATH": str(tmp_path)}) as warm, refused:
        asked_of(warm, tmp_path)


def test_a_preload_of_modules_and_calls_leaves_nothing_in_the_way():
    code = "from yearbook.warm_kernels.server import preload; print(repr(preload(['json', 'decimal:getcontext'])))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "''"


def test_where_there_is_no_fork_a_kernel_is_an_ordinary_one(server, monkeypatch):
    monkeypatch.setattr(provisioner, "can_fork", lambda: False)
    assert run(server.address, "import os; print(os.getppid())") == str(os.getpid())


def test_only_this_pythons_own_kernel_is_forked():
    own = [sys.executable, "-m", "ipykernel_launcher", "-f", "k.json"]
    assert forked_arguments(own) == ["-f", "k.json"]
    assert forked_arguments(["/elsewhere/python", *own[1:]]) is None
    assert forked_arguments(["R", "--slave", "-e", "IRkernel::main()"]) is None


def test_jupyter_finds_the_provisioner_by_its_name():
    factory = KernelProvisionerFactory()
    assert factory.is_provisioner_available(declaring({}))
    assert factory._get_provisioner(NAME).load() is WarmProvisioner


def test_a_kernel_declaration_alone_is_enough(tmp_path, monkeypatch):
    """What `docs/warm-kernels.md` says: a kernel.json with the provisioner and a preload, and no code."""
    spec = tmp_path / "kernels" / "warm" / "kernel.json"
    spec.parent.mkdir(parents=True)
    config = {"preload": ["decimal", ["json:dumps", 1]]}
    spec.write_text(
        json.dumps(
            {
                "argv": ["python", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
                "display_name": "Warm",
                "language": "python",
                "metadata": {"kernel_provisioner": {"provisioner_name": NAME, "config": config}},
            }
        )
    )
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    cell = nbformat.v4.new_code_cell("import os, sys; print(os.getppid(), 'decimal' in sys.modules)")
    done = NotebookClient(nbformat.v4.new_notebook(cells=[cell]), kernel_name="warm").execute()
    own = provisioner.server_for(config["preload"])
    assert done.cells[0].outputs[0].text.strip() == f"{own.pid} True"
    own.close()


def declaring(config):
    class Spec:
        display_name = "Warm"
        metadata = {"kernel_provisioner": {"provisioner_name": NAME, "config": config}}  # noqa: RUF012

    return Spec()
