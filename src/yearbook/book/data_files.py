"""The figures behind each chart and table, as files beside the pages: CSV, JSON and XLSX."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

FOLDER = "data"


def write_data(site: Path, exhibits: Iterable[Mapping[str, Any]]) -> None:
    """Write `data/<exhibit>.csv` and `.json` for each exhibit that shows figures.

    The columns are those of `Observations`: dimensions, period, value (empty is "no figure"), status, conf, source and,
    for ratios, low and high.
    """
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for exhibit in exhibits:
        if not exhibit["records"]:
            continue
        frame = pd.DataFrame(exhibit["records"], columns=exhibit["columns"])
        frame.to_csv(folder / f"{exhibit['name']}.csv", index=False, lineterminator="\n")
        content = {"name": exhibit["name"], "title": exhibit["title"], "observations": exhibit["records"]}
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / f"{exhibit['name']}.json").write_text(text + "\n", "utf-8")
