"""`yearbook new indicator` and `new dataset`: begun from figures that are there."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..codes import load_codes
from ..dataset import Dataset, load_datasets
from ..errors import UnknownName
from ..grammar import vocabulary
from ..indicators import Indicator, all_indicators, find_indicator
from ..language import LANGUAGES
from ..observations import TOTALS
from ..project import Project, find_project
from .new import check_name, console, next_steps, refuse, titles_of, write_file
from .templates import Declared, dataset_text, indicator_text

DATASETS, INDICATORS = "data/datasets.toml", "src/yearbook/indicators"
SHAPE = r"[a-z][a-z0-9_]*", "small letters, digits and underscores, such as applicants_under_18"


def new_indicator(name: str, topic: str, source: tuple[str, Sequence[str]], titles: Mapping[str, str]) -> None:
    """Begin an indicator: a function at the end of the module of its topic.

    Args:
        name: of the function.
        topic: module of `indicators/`.
        source: the dataset or indicator that it is taken from, and the codes kept of it ("citizen=SY").
        titles: by language; those that are empty are made of an indicator's and of the codes ("Asylum applicants:
            Syria"), of the name where it is taken from a dataset.

    Raises:
        UnknownName: no such topic, dataset, indicator, dimension or code.
        YearbookError: the name is taken or cannot be one, or a dimension of the dataset has no totals.
    """
    project = find_project()
    module, datasets, indicators = _module(project, topic), load_datasets(project), all_indicators()
    check_name(name, SHAPE[0], {*indicators, *datasets}, SHAPE[1])
    given, only = source[0], dict(map(_code, source[1]))
    if given not in {*indicators, *datasets}:
        raise UnknownName("dataset or indicator", given, {*indicators, *datasets}, where="--of")
    declared = _of_indicator(find_indicator(given), only) if given in indicators else _of_dataset(datasets[given], only)
    called: dict[str, str] = dict(indicators[given].title if given in indicators else datasets[given].title.items())
    kept = _kept(project, only)
    if given in indicators:  # the titles of datasets are long
        titles = {code: title or ": ".join(filter(None, (called[code], kept[code]))) for code, title in titles.items()}
    texts = titles_of(name, titles), _definition(called, kept)
    written = indicator_text(name, (given, only), texts, declared)
    write_file(project, f"{INDICATORS}/{module.name}", f"{module.read_text('utf-8').rstrip()}\n\n\n{written}")
    next_steps(
        (f"yearbook show {name}", "its figures"),
        (f"$EDITOR {INDICATORS}/{module.name}", "what it computes, its definition, and in the docstring whose that is"),
        ("$EDITOR tests/spec/test_indicators_worked.py", "an example worked by hand"),
        (f'here.line("{name}")', "in a notebook"),
    )


def _module(project: Project, topic: str) -> Path:
    paths = sorted((project.root / INDICATORS).glob("*.py"))
    topics = {path.stem.rstrip("_"): path for path in paths if path.stem != "__init__"}
    if not topics:
        refuse("the program is not part of this project", INDICATORS, "change to the repository that holds both")
    if topic not in topics:
        raise UnknownName("topic", topic, topics, where=INDICATORS)
    return topics[topic]


def _code(kept: str) -> tuple[str, str]:
    dimension, _, code = kept.partition("=")
    if not code:
        refuse(f"'{kept}' names no code of a dimension", "--only", "write it as citizen=SY")
    return dimension, code


def _of_indicator(one: Indicator, only: Mapping[str, str]) -> Declared:
    for dimension in only:
        if dimension not in one.by:
            raise UnknownName("breakdown", dimension, one.by, where=f"indicator {one.name}")
    return one.noun, [dimension for dimension in one.by if dimension not in only], one.caveats


def _of_dataset(one: Dataset, only: Mapping[str, str]) -> Declared:
    for dimension in only:
        if dimension not in one.dimensions:
            raise UnknownName("dimension", dimension, one.dimensions, where=f"dataset {one.id}")
    for dimension in one.dimensions:
        if dimension not in {*only, *TOTALS, "geo"}:
            remedy = f"keep to one code of it: --only {dimension}=CODE"
            refuse(f"{one.id} has no total of all its codes of '{dimension}'", f"{DATASETS} [dataset.{one.id}]", remedy)
    noun, whole = one.unit if one.unit == "percent" else one.unit.removesuffix("s"), one.rounding == 0
    caveats = (*(["derived"] if one.derived else []), *([] if whole else ["rounded_5"]))
    return noun if noun in {"percent", *vocabulary()["noun"]} else "person", (), caveats


def _kept(project: Project, only: Mapping[str, str]) -> dict[str, str]:
    """Return what the codes that are kept are called, by language."""
    codes = load_codes(project)
    return {c: ", ".join(codes.label(dimension, code, c) for dimension, code in only.items()) for c in LANGUAGES}


def _definition(called: Mapping[str, str], kept: Mapping[str, str]) -> dict[str, str]:
    lv, en = (f", {word}: {kept[c]}" if kept[c] else "" for c, word in (("lv", "tikai"), ("en", "only")))
    return {"lv": f"Skaitļi no „{called['lv']}”{lv}.", "en": f"Figures of “{called['en']}”{en}."}


def new_dataset(name: str, like: str, titles: Mapping[str, str]) -> None:
    """Begin a dataset: a block in `data/datasets.toml` with the keys of another one.

    Args:
        name: of the dataset, the code that its provider gives it.
        like: the dataset whose provider, dimensions, unit and so on it shares; "" for the one with the nearest name.
        titles: by language; those that are empty are made of the name.

    Raises:
        UnknownName: no such dataset as `like`.
        YearbookError: the name is taken or cannot be one, or no name is near.
    """
    project = find_project()
    datasets = load_datasets(project)
    check_name(name, SHAPE[0], {*datasets, *all_indicators()}, SHAPE[1])
    model = like or _nearest(name, datasets)
    if model not in datasets:
        raise UnknownName("dataset", model, datasets, where="--like")
    text = (project.root / DATASETS).read_text("utf-8")
    block = dataset_text(text, model, name, titles_of(name, {code: title or name for code, title in titles.items()}))
    write_file(project, DATASETS, f"{text.rstrip()}\n\n{block}", lambda: load_datasets(project))
    one = datasets[model]
    shape = f"{', '.join(one.dimensions)}; {one.kind} of {one.unit}, frequency {one.frequency}"
    console.print(f"It is declared as {model} is ({shape}); --like names another one.")
    next_steps(
        (
            f"$EDITOR {DATASETS}",
            "titles, frequency, unit, rounding, months of release; src/yearbook/dataset.py explains them",
        ),
        (f"yearbook collect {name} --dry-run", "what the provider would be asked for"),
        (f"yearbook collect {name}", "fetch it; or a file: --from FILE --released 2026-03-27"),
        (f"yearbook new indicator NAME --topic TOPIC --of {name}", "and pin the vintage in the edition"),
    )


def _nearest(name: str, datasets: Mapping[str, Dataset]) -> str:
    own = [one for one in datasets if not datasets[one].derived]
    near = difflib.get_close_matches(name, own, 1)
    if not near:
        refuse(f"no dataset has a name like {name}", DATASETS, "name one of the same shape: --like migr_asyappctza")
    return near[0]
