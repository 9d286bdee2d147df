"""The warm process: it imports once and then forks a process, as a rule a kernel, for every connection to its socket.

One connection is one kernel. The client sends `{"run", "argv", "cwd", "env"}` and gets `{"pid"}`; later it
may send `{"signal"}`, and gets `{"exit"}` when the kernel has ended. A connection that closes takes its kernel with it,
and the end of standard input takes the process and all its kernels, so nothing outlives the program that started it.

Nothing here starts a thread: a fork copies only the thread that calls it, and locks held by others would stay locked.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

MESSAGE = 1 << 20
Entry = str | Sequence[Any]
YOUNG = 10_000
"""New objects before a kernel looks for circles among them; at Python's own 700 that took 5 % of drawing charts."""


class Server:
    """The loop of the warm process.

    Args:
        listener: the socket on which clients ask for kernels.
        problem: why no kernel can be forked, told to whoever asks; empty if all is well.
    """

    def __init__(self, listener: socket.socket, problem: str = "") -> None:
        self._problem = problem
        self._listener = listener
        self._selector = selectors.DefaultSelector()
        self._kernels: dict[socket.socket, int] = {}
        self._ended, self._wakeup = socket.socketpair()
        for end in (self._ended, self._wakeup):
            end.settimeout(0)

    def run(self) -> None:
        """Serve until standard input closes, then end every kernel."""
        signal.set_wakeup_fd(self._wakeup.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._selector.register(sys.stdin.fileno(), selectors.EVENT_READ, None)
        self._selector.register(self._listener, selectors.EVENT_READ, self._accept)
        self._selector.register(self._ended, selectors.EVENT_READ, self._reap)
        while True:
            for key, _ in self._selector.select():
                if key.data is None:
                    self._end_all()
                    return
                key.data()

    def _accept(self) -> None:
        connection, _ = self._listener.accept()
        self._selector.register(connection, selectors.EVENT_READ, lambda: self._asked(connection))

    def _asked(self, connection: socket.socket) -> None:
        try:
            asked = json.loads(connection.recv(MESSAGE) or b"{}")
        except (OSError, ValueError):
            asked = {}
        if "argv" in asked and not self._problem:
            self._fork(connection, asked)
        elif "argv" in asked:
            _say(connection, error=self._problem)
            self._forget(connection)
        elif "signal" in asked:
            self._signal(connection, asked["signal"])
        else:
            self._signal(connection, signal.SIGKILL)
            self._forget(connection)

    def _fork(self, connection: socket.socket, asked: dict[str, Any]) -> None:
        pid = os.fork()
        if pid == 0:
            self._become_kernel(asked)
        self._kernels[connection] = pid
        _say(connection, pid=pid)

    def _become_kernel(self, asked: dict[str, Any]) -> None:
        """Leave everything of the server behind and be the kernel until it ends; never returns."""
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._let_go()
            os.setsid()
            os.chdir(asked["cwd"])
            os.environ.clear()
            os.environ.update(asked["env"])
            code = _found(asked["run"])(*asked["argv"]) or 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        except BaseException:  # whatever it was, the copy must not go on as the server
            traceback.print_exc()
        finally:
            with contextlib.suppress(BaseException):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(code)

    def _let_go(self) -> None:
        """Close what belongs to the server: a connection held open by a second kernel would never end."""
        for key in list(self._selector.get_map().values()):
            if key.data is not None and isinstance(key.fileobj, socket.socket):
                key.fileobj.close()
        self._selector.close()
        self._wakeup.close()
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, sys.stdin.fileno())
        os.close(nothing)

    def _signal(self, connection: socket.socket, number: int) -> None:
        """Send a signal to a kernel and to what it started; its number is its own until it has been waited for."""
        pid = self._kernels.get(connection)
        if pid is not None:
            try:
                os.killpg(pid, number)
            except OSError:  # it has not come to its own group yet
                with contextlib.suppress(OSError):
                    os.kill(pid, number)

    def _reap(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._ended.recv(MESSAGE):
                pass
        for connection, pid in list(self._kernels.items()):
            if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
                self._signal(connection, signal.SIGKILL)  # what the kernel left running in its process group
                _, status = os.waitpid(pid, 0)
                del self._kernels[connection]
                _say(connection, exit=os.waitstatus_to_exitcode(status))

    def _forget(self, connection: socket.socket) -> None:
        self._selector.unregister(connection)
        connection.close()

    def _end_all(self) -> None:
        for connection, pid in self._kernels.items():
            self._signal(connection, signal.SIGKILL)
            os.waitpid(pid, 0)


def serve_kernel(*argv: str) -> None:
    """Run IPython's kernel in this process with the arguments of `ipykernel_launcher`."""
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415  imported long before the fork

    reseed = getattr(sys.modules.get("numpy.random"), "seed", None)
    if reseed:
        reseed()  # numpy's, unlike Python's, would give every kernel the same numbers
    kernel: Any = IPKernelApp.instance()
    kernel.parent_handle = os.getppid()  # the kernel ends by itself should the server be gone
    kernel.initialize(list(argv))
    kernel.start()


def preload(entries: Sequence[Entry]) -> str:
    """Import and call what kernels shall find ready; return what stands in the way of forking, or nothing.

    Args:
        entries: "module" to import, "module:function" to call, or a list of the latter and its arguments.
    """
    try:
        for entry in entries:
            name, arguments = (entry, ()) if isinstance(entry, str) else (entry[0], entry[1:])
            if ":" in name:
                _found(name)(*arguments)
            else:
                importlib.import_module(name)
    except Exception:
        return traceback.format_exc(limit=-3)
    names = threads()
    return f"a thread runs beside the main one after the preload: {', '.join(names[1:])}" if len(names) > 1 else ""


def threads() -> list[str]:
    """Return the names of this process's threads as the system knows them; empty where it does not tell."""
    return sorted(task.read_text().strip() for task in Path("/proc/self/task").glob("*/comm"))


def _found(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found


def _say(connection: socket.socket, **message: Any) -> None:
    with contextlib.suppress(OSError):  # the client may be gone; its connection then tells us so
        connection.sendall(json.dumps(message).encode())


def main(descriptor: str, entries: str) -> None:
    """Be the warm process: `descriptor` is the listening socket, `entries` the preload as JSON."""
    if not sys.flags.safe_path:
        del sys.path[0]  # the working folder that `python -m` puts there; each kernel adds its own
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the client decides; Ctrl-C reaches the whole process group
    listener = socket.socket(fileno=int(descriptor))
    gc.disable()  # what is made ready stays: looking through it costs time now, and copies its memory in a kernel
    problem = preload(json.loads(entries))
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)
    gc.enable()
    Server(listener, problem).run()
    os._exit(0)  # libraries need no goodbye, and some complain of what was frozen
