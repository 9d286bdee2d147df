"""What stands behind one exhibit, as the build hands it to the site: `exhibits/NAME.data.json` beside the pages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

ENDING = ".data.json"


@dataclass(frozen=True)
class Behind:
    """What stands behind one exhibit.

    Attributes:
        name: of the exhibit.
        anchor: its anchor on the page.
        title: its title.
        files: label of each file to download and its address from the page: {"CSV": "data/x.csv"}.
        head: heads of the table; none if the exhibit is a table itself.
        rows: cells as the reader sees them, the first `stubs` of each row name it.
        stubs: how many first columns are names.
        sources: name and address of each source with its vintage.
        cite: the line by which to cite it, without the address.
        embed: address of the page that others may embed, from the page; "" if there is none.
    """

    name: str
    anchor: str
    title: str
    files: Mapping[str, str]
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    stubs: int = 1
    sources: Sequence[tuple[str, str]] = ()
    cite: str = ""
    embed: str = ""

    def dump(self) -> str:
        """Return it as JSON, for the page's folder."""
        return json.dumps(asdict(self), ensure_ascii=False)
