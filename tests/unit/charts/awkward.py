"""Every shape of chart with data that tends to break charts; each case draws one figure."""

import math
from collections.abc import Callable

from matplotlib.figure import Figure

from yearbook import charts
from yearbook.charts import Bar, Pair, Panel, Reader, Series
from yearbook.charts.fields import TILES

NAN = math.nan
YEARS = tuple(str(year) for year in range(2008, 2025))
APPLICANTS = (55, 60, 65, 340, 205, 195, 375, 330, 350, 355, 185, 195, 180, 615, 620, 1700, 1040)
LONG = "Eiropas Savienības dalībvalstu vidējais rādītājs uz miljonu iedzīvotāju"
AGES = ("0–13", "14–17", "18–34", "35–64", "65+")


def years(*values: float, label: str = "Latvija", role: str = "country", first: int = 2015, **more: object) -> Series:
    periods = tuple(str(first + i) for i in range(len(values)))
    return Series(label, periods, tuple(values), role=role, **more)  # type: ignore[arg-type]


LATVIA = Series("Latvija", YEARS, APPLICANTS, role="country", provisional=frozenset({"2024"}))
MONTHS = tuple(f"{2022 + (i + 2) // 12}-{(i + 2) % 12 + 1:02d}" for i in range(30))

SERIES: dict[str, list[Series]] = {
    "known values": [LATVIA],
    "one year": [years(5)],
    "all zeros": [years(0, 0, 0, 0)],
    "hole": [years(5, 10, NAN, NAN, 25, 30)],
    "ends missing": [years(NAN, 10, 20, NAN)],
    "5 and 1700": [years(5, 1700, 5), years(0, 5, 5, label="Igaunija", role="EE")],
    "same ends": [years(10, 20, 40), years(5, 30, 40, label="Lietuva", role="LT")],
    "negative": [years(-500, 300, -20)],
    "long label": [years(100, 120, 140, label=LONG, role="eu"), years(90, 100, 141)],
    "break": [years(100, 110, 300, 310, breaks=frozenset({"2017"}))],
    "band": [years(20, 30, 35, low=(15, 28, 30), high=(25, 33, NAN))],
    "months": [Series("Latvija", MONTHS, tuple(35000 + 413 * i for i in range(30)), role="country")],
    "five months": [Series("Latvija", MONTHS[:5], (5, 0, 5, 10, 1700), role="country")],
    "quarters": [Series("Latvija", ("2022-Q3", "2022-Q4", "2023-Q1"), (5, 10, 15), role="country")],
    "large": [years(1_994_000, 1_893_223, 1_883_008)],
}
FIVE = [
    LATVIA,
    *(
        Series(label, YEARS, tuple(v * 0.2 + 1036 * (i + 16) / 32 for i, v in enumerate(APPLICANTS)), role=role)
        for label, role in ((LONG, "eu"), ("Igaunija", "EE"), ("Lietuva", "LT"), ("Somija", "context"))
    ),
]
LAYERS = [
    Series("Bēgļa statuss", YEARS[6:15], (10, 5, 40, 35, 20, 20, 5, 40, 190), role="refugee"),
    Series("Alternatīvais statuss", YEARS[6:15], (15, 10, 95, 230, 15, 15, 20, 50, 40), role="subsidiary"),
    Series("Noraidīti", YEARS[6:15], (70, 155, 125, 100, 90, 115, 95, 110, NAN), role="negative"),
]
TINY = [
    years(0, 5, label=f"Ļoti garš nosaukums {n}", role=role)
    for n, role in enumerate(["one", "two", "three", "four", "five", "other"])
]
COUNTRIES = [Bar(f"Valsts {n}", 1700 / (n + 1) ** 2, "country" if n == 20 else "context") for n in range(31)]
FEW = [
    Bar(LONG, 5, "eu"),
    Bar("Latvija", 1700, "country", low=1600, high=1800),
    Bar("Baltkrievija", NAN),
    Bar("X", 0, note="2022"),
]
PANELS = [Panel(t, (LATVIA, years(5, 10, label="ES", role="eu"))) for t in ("Irāka", LONG, "Irāna", "Krievija")]
PAIRS = [Pair("Latvija", 620, 1700, "country"), Pair(LONG, 5, 5, "eu"), Pair("Malta", NAN, NAN), Pair("Kipra", NAN, 0)]

MANY_PAIRS = [
    Pair(f"Valsts {n}", 50 + n * 1.3, 80 - n * 1.1, "country" if n == 14 else "eu" if n == 20 else "context")
    for n in range(28)
]
COUNTS = [5 * n * n * n for n in range(33)]

Draw = Callable[[Reader, str], Figure]


def shapes() -> dict[str, Draw]:
    """Return every case by its name."""
    cases: dict[str, Draw] = {}
    for name, data in SERIES.items():
        cases[f"line, {name}"] = lambda r, w, d=data: charts.line(d, r, unit="Personas", width=w)
        cases[f"columns, {name}"] = lambda r, w, d=data: charts.columns(d, r, unit="Personas", width=w)
        cases[f"stacked, {name}"] = lambda r, w, d=data: charts.stacked(d, r, unit="Personas", width=w)
        cases[f"heat, {name}"] = lambda r, w, d=data: charts.heat(d, r, unit="Personas", width=w)
    cases |= {
        "line, five": lambda r, w: charts.line(FIVE, r, unit="Personas", width=w),
        "line, not from nought": lambda r, w: charts.line(SERIES["large"], r, unit=LONG, width=w, zero=False),
        "columns, overlay": lambda r, w: charts.columns(
            [LATVIA, years(5, 10, first=2022, label="No tiem", role="second")], r, width=w, overlay=True
        ),
        "stacked, layers": lambda r, w: charts.stacked(LAYERS, r, unit="Lēmumi", width=w),
        "stacked, totals": lambda r, w: charts.stacked(
            LAYERS, r, unit="Lēmumi", width=w, totals=dict.fromkeys(LAYERS[0].periods[1:], 1260000)
        ),
        "stacked, tiny": lambda r, w: charts.stacked(TINY, r, unit="Lēmumi", width=w),
        "stacked, shares": lambda r, w: charts.stacked(LAYERS, r, unit="%", width=w, share=True),
        "ranking, 31": lambda r, w: charts.ranking(COUNTRIES, r, unit=LONG, width=w),
        "ranking, few": lambda r, w: charts.ranking(FEW, r, unit="Personas", width=w, dots=True),
        "ranking, one": lambda r, w: charts.ranking([Bar("Latvija", 0, "country")], r, width=w),
        "small multiples": lambda r, w: charts.small_multiples(PANELS, r, unit="Personas", width=w),
        "small multiples, down to nought": lambda r, w: charts.small_multiples(
            [Panel("Irāka", (years(5, 0),)), Panel("Irāna", (years(1700, 10),)), Panel("X", (years(-900, -899),))],
            r,
            width=w,
        ),
        "small multiples, one": lambda r, w: charts.small_multiples(PANELS[:1], r, width=w),
        "small multiples, months": lambda r, w: charts.small_multiples(
            [Panel(c, tuple(SERIES["months"])) for c in "ABCD"], r, width=w
        ),
        "dumbbell": lambda r, w: charts.dumbbell(PAIRS, r, ("2022", "2023"), unit="Personas", width=w),
        "dumbbell, many": lambda r, w: charts.dumbbell(MANY_PAIRS, r, (LONG, LONG + "!"), unit="Procenti", width=w),
        "slope, two": lambda r, w: charts.slope([years(5, 5), years(5, 6, label=LONG, role="eu")], r, width=w),
        "tile map, all": lambda r, w: charts.tile_map(dict(zip(TILES, COUNTS, strict=False)), r, "MT", width=w),
        "tile map, negative": lambda r, w: charts.tile_map(
            {"LV": -5.5, "LT": -7.7, "MT": 22.4, "EE": 0}, r, "EE", width=w
        ),
        "tile map, alike": lambda r, w: charts.tile_map({"LV": 71.0, "LT": 71.0, "EE": 71.2}, r, "LV", width=w),
        "slope": lambda r, w: charts.slope(FIVE, r, unit="Personas", width=w),
        "pyramid": lambda r, w: charts.pyramid(
            [Bar(a, v, "one") for a, v in zip(AGES, (60, 5, 1700, 0, NAN), strict=True)],
            [Bar(a, 5, "two") for a in AGES],
            r,
            ("Vīrieši", "Sievietes"),
            width=w,
        ),
        "waterfall": lambda r, w: charts.waterfall(
            [Bar(LONG, -14300), Bar("Imigrācija", 38708, "positive"), Bar("X", 0)], r, width=w
        ),
        "tile map": lambda r, w: charts.tile_map(
            {"LV": 330, "EE": 0, "CY": 12600, "SK": 5, "FI": NAN}, r, "LV", unit=LONG, width=w
        ),
    }
    return cases
