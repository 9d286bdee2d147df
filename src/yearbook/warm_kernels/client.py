"""The side of the warm process that programs see: start one, ask it for kernels, end it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from .server import MESSAGE, Entry

SIGKILL, SIGTERM = 9, 15
KERNEL = "yearbook.warm_kernels.server:serve_kernel"
# what every kernel needs, whatever the notebook is about
KERNEL_LIBRARIES = (
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "ipykernel.debugger",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "sqlite3",
    "tornado.platform.asyncio",
)
PATIENCE = 120  # seconds until the warm process must have imported everything
SETTINGS = {
    # one thread a kernel: kernels run side by side, and a pool of threads cannot be carried through a fork
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    # memory that is let go is kept for what comes next: the system clears each page that it gives, which takes time
    "MALLOC_MMAP_THRESHOLD_": str(64 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(128 << 20),
    # the debugger, which every kernel loads, would remark on Python's own modules
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}


class WarmServerError(RuntimeError):
    """The warm process cannot fork kernels; the message says why."""


def can_fork() -> bool:
    """Say whether kernels can be forked here; the libraries of macOS do not survive a fork, Windows has none."""
    return sys.platform == "linux" and hasattr(os, "fork")


class WarmServer:
    """A warm process, from which kernels are forked until it is closed.

    Args:
        preload: what it makes ready, see `server.preload`.
        environment: its environment variables beside those of this process.
    """

    def __init__(self, preload: Sequence[Entry] = (), *, environment: Mapping[str, str] | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="kernels-"))  # nobody else may enter it, and its path is short
        self.address = str(self.folder / "server")
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        listener.bind(self.address)
        listener.listen(1024)
        command = [sys.executable, "-m", __package__, str(listener.fileno())]
        with listener:
            self._process = subprocess.Popen(  # noqa: S603  our own module
                [*command, json.dumps(list(preload))],
                stdin=subprocess.PIPE,
                pass_fds=[listener.fileno()],
                env={**os.environ, **SETTINGS, **(environment or {})},
            )

    @property
    def pid(self) -> int:
        """Process number of the warm process."""
        return self._process.pid

    def close(self) -> None:
        """End the warm process and all its kernels."""
        if self._process.stdin:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        try:
            self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:  # it is still importing, or stuck in it
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> WarmServer:
        """Return the server itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()


@contextmanager
def warm_process(preload: Sequence[Entry] = ()) -> Iterator[WarmServer | None]:
    """Give a process from which kernels are forked until the end, or None where that is not to be had.

    Args:
        preload: what it makes ready before, see `server.preload`.
    """
    ready = [*KERNEL_LIBRARIES, *preload]
    with WarmServer(ready, environment={"PYTHONHASHSEED": "0"}) if can_fork() else nullcontext() as server:
        yield server


class Forked:
    """A process forked from a warm one, with the part of `subprocess.Popen` that Jupyter uses.

    Args:
        address: socket of the warm process.
        argv: arguments of what it runs.
        env: its environment variables, all of them.
        cwd: its working folder.
        run: "module:function" that is called with the arguments and returns an exit code; the default is a kernel,
            whose arguments are those of `ipykernel_launcher`.

    Raises:
        WarmServerError: the warm process is not there or refuses.
    """

    stdin = stdout = stderr = None

    def __init__(
        self, address: str, argv: Sequence[str], *, env: Mapping[str, str], cwd: str, run: str = KERNEL
    ) -> None:
        self.returncode: int | None = None
        self._connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._connection.settimeout(PATIENCE)
        try:
            self._connection.connect(address)
            self._send(run=run, argv=list(argv), cwd=cwd, env={**env, **SETTINGS})
            answer = json.loads(self._connection.recv(MESSAGE) or b"{}")
        except (OSError, ValueError) as error:
            self._connection.close()
            raise WarmServerError(f"the warm process is gone: {error}") from error
        if "pid" not in answer:
            self._connection.close()
            raise WarmServerError(answer.get("error", "the warm process is gone"))
        self.pid = int(answer["pid"])
        self._connection.settimeout(0)

    def poll(self) -> int | None:
        """Return the exit code, or None while the kernel runs; a kernel whose server is gone counts as killed."""
        if self.returncode is None:
            try:
                said = self._connection.recv(MESSAGE)
            except BlockingIOError:
                return None
            except OSError:
                said = b""
            self.returncode = int(json.loads(said)["exit"]) if said else -SIGKILL
            self._connection.close()
        return self.returncode

    def wait(self) -> int:
        """Wait for the end and return the exit code."""
        while self.returncode is None:
            self._connection.settimeout(None)
            self.poll()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel and all it started."""
        if self.poll() is None:
            with contextlib.suppress(OSError):
                self._send(signal=number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(SIGTERM)

    def _send(self, **message: Any) -> None:
        self._connection.sendall(json.dumps(message).encode())
