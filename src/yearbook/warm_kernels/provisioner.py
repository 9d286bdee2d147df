"""Where Jupyter meets the warm process: a provisioner (entry point `warm-kernels`) and a manager that asks for it."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import json
import logging
import math
import os
import sys
import threading
import time
from importlib.metadata import EntryPoint
from pathlib import Path
from queue import Empty
from typing import Any

import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import List, Unicode, default

from .client import KERNEL_LIBRARIES, Forked, WarmServer, WarmServerError, can_fork

NAME = "warm-kernels"
LAUNCHER = ["-m", "ipykernel_launcher"]
POLL_SECONDS = 0.005
HEARD_SECONDS = 0.2
CALL_AGAIN = 3  # milliseconds

log = logging.getLogger(__name__)
_servers: dict[str, WarmServer] = {}
_starting = threading.Lock()


class WarmProvisioner(LocalProvisioner):
    """Forks the kernel from a warm process; launches it the ordinary way where that is not to be had."""

    address = Unicode("", config=True, help="Socket of a running WarmServer; empty: start one for `preload`.")
    preload: List[Any] = List(config=True, help="What a server of our own makes ready: see server.preload.")

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Return the connection of a forked kernel."""
        argv = forked_arguments(cmd)
        if argv is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.cwd = kwargs.get("cwd") or str(Path.cwd())
        environment = kwargs.get("env") or dict(os.environ)
        try:
            address = self.address or server_for(list(self.preload)).address
            # the answer comes when the server has imported everything; other kernels go on meanwhile
            kernel = await asyncio.to_thread(Forked, address, argv, cwd=str(self.cwd), env=environment)
        except WarmServerError as error:
            log.warning("an ordinary kernel is started instead of a forked one: %s", error)
            return await super().launch_kernel(cmd, **kwargs)
        self.process: Any = kernel
        self.pid, self.pgid = kernel.pid, None  # without a group number every signal goes through the server
        return self.connection_info

    async def wait(self) -> int | None:
        """Wait for the end of the kernel, with an eye on it every few milliseconds."""
        while self.process and await self.poll() is None:
            await asyncio.sleep(POLL_SECONDS)
        return await super().wait()


def forked_arguments(cmd: list[str]) -> list[str] | None:
    """Return the kernel's arguments if it is this Python's own IPython kernel and can be forked, else None."""
    own = cmd[0] in (sys.executable, "python", "python3") and cmd[1:3] == LAUNCHER
    return cmd[3:] if own and can_fork() else None


def server_for(preload: list[Any]) -> WarmServer:
    """Return this program's server for a preload; it is started when first asked for and lives as long as we do."""
    key = json.dumps(preload)
    with _starting:
        if key not in _servers:
            _servers[key] = WarmServer([*KERNEL_LIBRARIES, *preload])
            atexit.register(_servers[key].close)
        return _servers[key]


class WarmKernelClient(AsyncKernelClient):
    """Speaks with a kernel as soon as it answers; Jupyter's own client listens a fifth of a second longer."""

    @default("context")
    def _eager(self) -> zmq.asyncio.Context:
        context = super()._context_default()
        # we call before the kernel listens, and ZeroMQ would call again only a tenth of a second later
        context.setsockopt(zmq.RECONNECT_IVL, CALL_AGAIN)
        return context

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel has answered and its output is heard.

        Raises:
            RuntimeError: it died, or did not answer within `timeout` seconds.
        """
        end = math.inf if timeout is None else time.monotonic() + timeout
        while time.monotonic() < end:
            self.kernel_info()
            with contextlib.suppress(Empty):
                answer = await self.shell_channel.get_msg(timeout=1)
                await self.iopub_channel.get_msg(timeout=HEARD_SECONDS)
                if answer["msg_type"] == "kernel_info_reply":
                    self._handle_kernel_info_reply(answer)
                    return
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
        raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")


class WarmKernelManager(AsyncKernelManager):
    """Starts kernels of a warm process over sockets in a folder of our own: for programs that run notebooks.

    Set `address` to that of a WarmServer by configuration; without it every kernel is an ordinary one.
    """

    address = Unicode("", config=True, help="Socket of a running WarmServer.")

    @default("client_factory")
    def _client(self) -> type[WarmKernelClient]:
        return WarmKernelClient

    @default("transport")
    def _sockets(self) -> str:
        return "ipc" if sys.platform != "win32" else "tcp"

    @default("connection_file")
    def _short_path(self) -> str:
        return str(Path(self.address).with_name(f"{self.kernel_id}.json")) if self.address else ""

    async def _async_wait(self, pollinterval: float = POLL_SECONDS) -> None:
        """Wait for the end of the kernel; Jupyter looks every tenth of a second only."""
        await super()._async_wait(pollinterval)

    @property
    def kernel_spec(self) -> KernelSpec | None:
        """The kernel's declaration, with our provisioner in it."""
        spec = super().kernel_spec
        if spec is not None and self.address and "kernel_provisioner" not in spec.metadata:
            # an installation older than the entry point has it as well
            entry = EntryPoint(NAME, f"{__name__}:WarmProvisioner", KernelProvisionerFactory.GROUP_NAME)
            KernelProvisionerFactory.provisioners.setdefault(NAME, entry)
            config = {"address": self.address}
            spec.metadata["kernel_provisioner"] = {"provisioner_name": NAME, "config": config}
        return spec
