"""`yearbook build --watch`: a process as a user has it, and what counts as saved."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from watchfiles import Change

from yearbook.commands import watch
from yearbook.commands.watch import Saved

WORDS = ("build", "2023", "--chapter", "asylum", "--language", "en", "--format", "html", "--watch")
PATIENCE = 60


class Watching:
    """A process that watches, and all that it has said."""

    def __init__(self, project, log: Path) -> None:
        self.log, self.read = log, 0
        with log.open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "yearbook.cli", *WORDS],
                cwd=project.root,
                env={**os.environ, "YEARBOOK_PROJECT": "", "COLUMNS": "200"},
                stdout=said,
                stderr=said,
            )

    def until(self, phrase: str) -> str:
        """Wait for a phrase and return what was said up to it since the last one."""
        for _ in range(PATIENCE * 10):
            said = self.log.read_text("utf-8")[self.read :]
            if phrase in said:
                end = said.index(phrase) + len(phrase)
                self.read += end
                return said[:end]
            assert self.process.poll() is None, said
            time.sleep(0.1)
        raise AssertionError(f"{phrase!r} was not said: {said}")


@pytest.mark.slow
def test_an_error_does_not_end_the_watch_and_the_page_follows_the_next_save(spoilt, tmp_path):
    page = spoilt.build / "preview" / "asylum" / "LV" / "en" / "2023" / "asylum.html"
    edition, commentary = spoilt.editions / "2023" / "edition.toml", spoilt.editions / "2023" / "asylum.en.md"
    whole = edition.read_text("utf-8")
    edition.write_text('contry = "LV"\n' + whole, "utf-8")
    watching = Watching(spoilt, tmp_path / "said.txt")
    try:
        said = watching.until("not built; mend what the message names and save it (watching notebooks, book, ")
        assert "did you mean 'country'?" in said
        assert "Traceback" not in said

        edition.write_text(whole, "utf-8")
        commentary.write_text(commentary.read_text("utf-8") + "\nWritten while somebody watched.\n", "utf-8")
        said = watching.until("built; the next save builds it again (watching notebooks, book, ")
        assert "saved: editions/2023/asylum.en.md, editions/2023/edition.toml\n" in said
        assert "open _build/preview/asylum/LV/en/2023/asylum.html in a browser" in said
        assert "Written while somebody watched." in page.read_text("utf-8")

        watching.process.send_signal(signal.SIGINT)
        assert watching.process.wait(PATIENCE) == 0
        assert watching.log.read_text("utf-8")[watching.read :].endswith("Ctrl-C ends)\nstopped watching\n")
    finally:
        watching.process.kill()
        watching.process.wait()


@pytest.fixture(autouse=True)
def interruptible():
    """Let Ctrl-C count; what a shell starts in the background ignores it, and so does what that starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


INTERRUPTED = """
import os, pathlib, signal, sys, time
told = pathlib.Path(sys.argv[1])
try:
    os.kill(os.getppid(), signal.SIGINT)
    time.sleep(30)
except KeyboardInterrupt:
    told.write_text(" ".join(sys.argv[2:]))
"""


def test_ctrl_c_during_a_build_stops_it_and_waits_until_it_has_tidied_up(spoilt, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(watch, "PROGRAM", (sys.executable, "-c", INTERRUPTED, str(tmp_path / "told")))
    monkeypatch.chdir(spoilt.root)
    watch.watch_and_build(["build", "2023", "--watch", "--open"])
    assert (tmp_path / "told").read_text() == "build 2023 --open"
    assert capsys.readouterr().err == "stopped watching\n"


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("notebooks/asylum.ipynb", True),
        ("editions/2023/asylum.lv.md", True),
        ("data/vintages/demo_gind/2025-03-27/observations.parquet", True),
        ("src/yearbook/words.toml", True),
        ("notebooks/.ipynb_checkpoints/asylum-checkpoint.ipynb", False),
        ("notebooks/asylum.ipynb~", False),
        ("notebooks/.~asylum.ipynb", False),
        ("data/vintages/demo_gind/.unfinished-x1/observations.parquet", False),
        ("src/yearbook/__pycache__/cli.cpython-311.pyc", False),
    ],
)
def test_what_counts_as_saved(tmp_path, path, counts):
    assert Saved()(Change.modified, str(tmp_path / path)) is counts
