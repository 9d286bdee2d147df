"""Files that tell of all data of a book: release calendar, catalogue, and the picture for those who share a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..view import View
from .behind import Data
from .calendar import FILE, release_calendar
from .catalogue import catalogue, write_catalogue
from .data_files import FOLDER, Published
from .settings import PICTURE
from .share import write_share


def write_extras(site: Path, view: View, shown: Sequence[Data], published: Published, base: str) -> None:
    """Write calendar, catalogue and the picture for sharing beside the data files.

    Args:
        site: the book's folder.
        view: whose figures, for which reader.
        shown: the figures behind the exhibits.
        published: what the files say of themselves.
        base: address of the book's folder, or "".
    """
    folder = site / FOLDER
    write_catalogue(folder, catalogue(shown, published, view.language.code, base))
    (folder / FILE).write_bytes(release_calendar(view))
    write_share(folder / PICTURE, view, published.title, published.author)
