"""JSON-stat 2.0: the cube of the figures with labels, flags by place as Eurostat writes them ("p|C")."""

from __future__ import annotations

import json
from pathlib import Path

from ..json_stat import About, Axis, Role, json_stat
from ..language import LANGUAGES
from ..sources.own import OWN_AGENCY
from .sheet import Sheet

ROLES: dict[str, Role] = {"geo": "geo", "period": "time"}


def write(sheet: Sheet, folder: Path) -> Path:
    """Write `<name>.json`.

    Raises:
        YearbookError: two figures have the same codes, which a cube cannot say.
    """
    frame = sheet.frame
    conf = frame["conf"].where(frame["conf"] == "", "|" + frame["conf"])
    columns = {str(name): column.tolist() for name, column in frame.assign(status=frame["status"] + conf).items()}
    periods = {period: period for period in sorted(frame["period"].unique())}
    axes = [Axis(name, name, sheet.labels(name), ROLES.get(name)) for name in sheet.dimensions]
    axes.append(Axis("period", "period", periods, ROLES["period"]))
    extension = {
        "id": sheet.name,
        "agencyId": OWN_AGENCY,
        "unit": sheet.unit,
        "titles": {code: sheet.titles.get(code, "") for code in LANGUAGES},
        "sources": [vars(origin) for origin in sheet.origins],
    }
    source = "; ".join(dict.fromkeys(origin.acknowledgement["en"] for origin in sheet.origins))
    about = About(sheet.titles.get("en", sheet.name), source, sheet.released, extension=extension)
    path = folder / f"{sheet.name}.json"
    text = json.dumps(json_stat(columns, axes, about), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", "utf-8", newline="\n")
    return path
