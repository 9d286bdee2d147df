"""Chapters on a Dask cluster: the same notebooks in the same kind of kernels, on machines that share no disk.

What a chapter may read travels once, in bundles named by their content. A worker that has a bundle already, from an
earlier build or another edition, keeps it; a bundle or a chapter that is lost with a worker is made again by another.
"""

from __future__ import annotations

import io
import os
import shutil
import tarfile
import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from .cache.code import package_fingerprint
from .cache.fingerprint import files_in, fingerprint
from .errors import YearbookError
from .execution import Executed, Run, execute
from .project import Project
from .warm_kernels.client import KERNEL_LIBRARIES, WarmServer, can_fork
from .warm_kernels.server import Entry

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECT_SECONDS = 20
_making = threading.Lock()
_servers: dict[str, WarmServer] = {}


@dataclass(frozen=True)
class Errand:
    """What a worker needs to know to run one chapter.

    Attributes:
        notebook: its path in the project.
        parameters: those of the run.
        preload: what its warm process makes ready; the project's folder is `ROOT` in it.
        program: fingerprint of the program, which must be the worker's as well.
    """

    notebook: str
    parameters: Mapping[str, Any]
    preload: tuple[Any, ...]
    program: str


ROOT = "{project}"


def execute_on_cluster(
    address: str, project: Project, runs: Iterable[Run], done: Callable[[Executed], None], preload: Sequence[Entry] = ()
) -> list[Executed]:
    """Execute notebooks on the workers of a cluster and report each as it ends; the result keeps the order of `runs`.

    Args:
        address: of the scheduler: tcp://host:8786.
        project: what the chapters read from.
        runs: what to execute.
        done: is told of each.
        preload: what each worker makes ready once, see `warm_kernels.server`.

    Raises:
        YearbookError: there is no such cluster, or the library for it is not installed.
    """
    wanted, program = list(runs), package_fingerprint()
    general = tuple(_with_root(entry, str(project.root), ROOT) for entry in preload)
    with _client(address) as client, client.as_current():
        from distributed import as_completed  # noqa: PLC0415  only who has a cluster needs it

        bundles = [
            client.submit(bytes, content, key=f"yearbook-bundle-{fingerprint(name, content.hex())[:32]}")
            for name, content in bundles_of(project)
        ]
        futures = {
            client.submit(run_there, _errand(project, run, general, program), bundles, pure=False): run
            for run in wanted
        }
        finished = {}
        for future in as_completed(futures):
            run = futures[future]
            finished[id(run)] = _ended(future, run)
            done(finished[id(run)])
    return [finished[id(run)] for run in wanted]


def run_there(errand: Errand, bundles: Sequence[bytes]) -> Executed:
    """Run a chapter on this worker, in the project that the bundles make up."""
    root = unpacked(bundles)
    run = Run(root / errand.notebook, errand.parameters)
    if errand.program != package_fingerprint():
        error = YearbookError(
            "a worker has another version of the program", where=os.uname().nodename, remedy="install the same on all"
        )
        return Executed(run, None, error, 0.0)
    entries = [_with_root(entry, ROOT, str(root)) for entry in errand.preload]
    executed = execute(run, root, _server(root, entries))
    if executed.error:  # an exception of another class would not survive the journey
        plain = YearbookError(executed.error.what, where=executed.error.where, remedy=executed.error.remedy)
        return replace(executed, error=plain)
    return executed


def bundles_of(project: Project) -> list[tuple[str, bytes]]:
    """Return the project as archives: one for each dataset's vintages, one for all else; the same bytes every time."""
    datasets = sorted(path for path in project.vintages.iterdir() if path.is_dir()) if project.vintages.is_dir() else []
    folders = (project.data, project.editions, project.book, project.notebooks)
    beside = (path for ending in ("*.yml", "*.toml", "*.py") for path in project.root.glob(ending))
    rest = [path for path in files_in([*folders, *beside]) if not path.is_relative_to(project.vintages)]
    parts = [(f"vintages/{path.name}", files_in([path])) for path in datasets]
    return [(name, _archive(project.root, files)) for name, files in [*parts, ("project", rest)]]


def unpacked(bundles: Sequence[bytes]) -> Path:
    """Return the folder on this machine that holds the bundles' files; it is made once for the same content."""
    place = Path(tempfile.gettempdir(), f"yearbook-{os.getuid()}", fingerprint([one.hex() for one in bundles])[:32])
    with _making:
        if not place.is_dir():
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished = Path(tempfile.mkdtemp(dir=place.parent))
            for bundle in bundles:
                with tarfile.open(fileobj=io.BytesIO(bundle)) as archive:
                    # an attribute, as Python before 3.11.4 knows no such filter and then asks for none
                    archive.extraction_filter = getattr(tarfile, "data_filter", None)
                    archive.extractall(unfinished)  # noqa: S202  our own bundle
            try:
                unfinished.rename(place)
            except OSError:  # another worker of this machine was faster
                shutil.rmtree(unfinished, ignore_errors=True)
    return place


def _client(address: str) -> Client:
    try:
        from distributed import Client  # noqa: PLC0415
    except ImportError:
        remedy = 'pip install "yearbook[cluster]"'
        raise YearbookError("Dask is not installed", where="--dask", remedy=remedy) from None
    try:
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise YearbookError(
            f"there is no Dask scheduler at {address}: {error}",
            where="--dask",
            remedy="start one with `dask scheduler`, and workers with `dask worker ADDRESS`",
        ) from None


def _errand(project: Project, run: Run, preload: tuple[Any, ...], program: str) -> Errand:
    notebook = PurePosixPath(run.path.relative_to(project.root).as_posix())
    return Errand(str(notebook), dict(run.parameters), preload, program)


def _ended(future: Future[Executed], run: Run) -> Executed:
    try:
        executed = future.result()
    except Exception as error:  # whatever a cluster may come up with: workers that die one after the other, say
        failure = YearbookError(f"the cluster could not run the chapter: {error}", where=run.label)
        return Executed(run, None, failure, 0.0)
    return replace(executed, run=run)


def _archive(root: Path, files: Iterable[Path]) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for path in files:
            entry = tarfile.TarInfo(path.relative_to(root).as_posix())
            content = path.read_bytes()
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return target.getvalue()


def _server(root: Path, entries: Sequence[Entry]) -> str:
    """Return the address of this worker's warm process for a project, or nothing where kernels cannot be forked."""
    key = fingerprint(str(root), entries)
    with _making:
        if key not in _servers and can_fork():
            while _servers:  # a worker serves one edition at a time, and gives back the memory of the last
                _servers.popitem()[1].close()
            _servers[key] = WarmServer([*KERNEL_LIBRARIES, *entries], environment={"PYTHONHASHSEED": "0"})
        return _servers[key].address if key in _servers else ""


def _with_root(entry: Entry, old: str, new: str) -> Any:
    return entry if isinstance(entry, str) else [new if part == old else part for part in entry]
