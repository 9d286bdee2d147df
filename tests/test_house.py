"""The rules of the house, held by the machine. A rule that hinders a better way is changed here, with a reason."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from yearbook.codes import load_codes
from yearbook.dataset import load_datasets
from yearbook.edition import load_edition
from yearbook.grammar import vocabulary
from yearbook.indicators import Results, all_indicators
from yearbook.language import LANGUAGES, language
from yearbook.lint import lint_notebooks
from yearbook.project import Project
from yearbook.vintage import list_vintages
from yearbook.years import edition_years

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "yearbook"
REAL = Project(ROOT)
MODULES = sorted(PACKAGE.rglob("*.py"))

# From the bottom to the top: a module may import from its own row and from the rows above it in this table.
LAYERS = (
    "errors looked warm_kernels",
    "palette night",
    "project years grammar layout observations workbook json_stat",
    "cache",
    "language codes",
    "phrases",
    "dataset",
    "sources retrieval",
    "vintage corrections",
    "collect revisions providers guards",
    "live",
    "news",
    "edition",
    "indicators",
    "moments",
    "exhibit sourcing view charts released",
    "facts tables drawing cards changes prose exhibits breakdowns comparisons key_numbers commentary glossary",
    "notebook prepared",
    "chapter execution consistency explorer",
    "cluster kept_chapters",
    "site typst",
    "lint pages book",
    "checks status release_report exchange",
    "commands",
    "cli",
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names.split()}
# What any Jupyter Book, or any notebook, may use, so it knows nothing of statistics.
ALONE = {"typst": {"errors"}, "site": {"errors", "language"}, "warm_kernels": set()}
WORDS_THAT_NAME_NOTHING = {"utils", "util", "helpers", "helper", "manager", "context", "pipeline", "engine", "common"}
MODULE_LINES, MEDIAN_LINES, LARGEST_FILE = 300, 140, 5_000_000


def part_of(path: Path) -> str:
    """Return the module or folder of the package that a file belongs to: "edition", "sources"."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[str]:
    """Yield the parts of the package that a file imports from, wherever in it the import stands."""
    folder = ("yearbook", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = folder[: len(folder) - node.level + 1] if node.level else ()
            names = (*base, *(node.module or "").split(".")) if node.module else base
            targets = [names] if len(names) > 1 else [(*names, alias.name) for alias in node.names]
        elif isinstance(node, ast.Import):
            targets = [tuple(alias.name.split(".")) for alias in node.names]
        else:
            continue
        yield from (target[1] for target in targets if target[0] == "yearbook" and len(target) > 1)


def module_id(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


each_module = pytest.mark.parametrize("path", MODULES, ids=module_id)


@each_module
def test_a_module_imports_only_from_below(path):
    own = part_of(path)
    if own == "__init__":
        assert list(imports(path)) == []
        return
    unlisted = sorted({own, *imports(path)} - set(LEVEL))
    assert unlisted == [], f"no row in LAYERS of {Path(__file__).name}: put it below all that it imports"
    wrong = sorted({name for name in imports(path) if LEVEL[name] > LEVEL[own]})
    assert wrong == [], f"{own} stands below {', '.join(wrong)}: hand over what it needs, or move the code"
    if own in ALONE:
        assert set(imports(path)) <= ALONE[own] | {own}


def test_no_part_imports_itself_in_a_circle():
    needs: dict[str, set[str]] = {}
    for path in MODULES:
        needs.setdefault(part_of(path), set()).update(set(imports(path)) - {part_of(path)})
    while leaves := {name for name, wanted in needs.items() if not wanted}:
        needs = {name: wanted - leaves for name, wanted in needs.items() if name not in leaves}
    assert needs == {}


def test_every_row_of_the_layers_is_there():
    assert set(LEVEL) - {part_of(path) for path in MODULES} == set()


def test_the_command_line_starts_without_heavy_libraries():
    code = (
        "import sys, yearbook.cli; print(*sorted({'pandas', 'matplotlib', 'duckdb', 'papermill'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_modules_are_small():
    lines = {module_id(path): path.read_text("utf-8").count("\n") for path in MODULES}
    assert {name: count for name, count in lines.items() if count > MODULE_LINES} == {}
    assert statistics.median(count for count in lines.values() if count > 1) <= MEDIAN_LINES


@each_module
def test_everything_public_is_documented_and_typed(path):
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree) or not tree.body, "the module does not say what it is"
    for node in public(tree):
        assert ast.get_docstring(node), f"{node.name} does not say what it is"
        if isinstance(node, ast.ClassDef):
            continue
        arguments = [a for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs) if a.arg not in ("self", "cls")]  # fmt: skip  # noqa: E501
        assert node.returns, f"{node.name} does not say what it returns"
        assert [a.arg for a in arguments if not a.annotation] == [], f"{node.name} has arguments without a type"


def public(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Yield public classes, functions and methods; a function inside a function is nobody else's."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


def tracked() -> list[Path]:
    """Return the files of the repository: those that git knows and those that it would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Return the text files of the repository by path."""
    found = {}
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content[:2000]:
            found[path.relative_to(ROOT).as_posix()] = content.decode("utf-8", "replace")
    return found


def test_names_of_files_and_folders_name_something():
    names = {word for path in tracked() for word in re.split(r"[/._-]", path.relative_to(ROOT).as_posix().casefold())}
    assert names & WORDS_THAT_NAME_NOTHING == set()


def test_no_file_names_a_registry_or_a_place_on_somebodys_machine(texts):
    hosts = ["py" + "pi.org", "python" + "hosted", "registry." + "npm", "ana" + "conda.org", "--index" + "-url"]
    places = [f"/{folder}/" for folder in ("ro" + "ot", "ho" + "me", "Us" + "ers", "wo" + "rk")]
    mark = re.compile("|".join([*map(re.escape, hosts), *(rf"(?<![\w./:-]){re.escape(place)}\w" for place in places)]))
    found = {name: hit[0] for name, text in texts.items() if (hit := mark.search(text))}
    assert found == {}


def test_nothing_is_left_for_later(texts):
    mark = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + r")\b")
    own = {name: text for name, text in texts.items() if name.startswith(("src/", "tests/")) and name.endswith(".py")}
    assert [name for name, text in own.items() if mark.search(text)] == []


def test_no_file_is_large():
    assert [path.name for path in tracked() if path.stat().st_size > LARGEST_FILE] == []


def test_the_lock_file_has_hashes_and_no_addresses():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    entries = re.split(r"\n(?=[a-zA-Z0-9])", lock.strip())
    assert len(entries) > 50
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert [entry.split()[0] for entry in entries if not re.match(r"[\w.\[\]-]+==\S+", entry)] == []
    assert "://" not in lock


NOTEBOOKS = sorted(REAL.notebooks.glob("*.ipynb"))


def test_notebooks_are_clean():
    assert len(NOTEBOOKS) >= 3
    assert [str(found) for found in lint_notebooks(REAL)] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_hold_nothing_of_a_run(path):
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        assert not cell.get("outputs")
        assert not cell.get("execution_count")
        assert not cell.get("attachments")
    assert "papermill" not in notebook.metadata


@pytest.mark.parametrize("path", sorted(REAL.book.glob("*.md")), ids=lambda path: path.stem)
def test_written_pages_have_a_twin_of_each_text(path):
    tags = re.findall(r'^\+\+\+ \{"tags": \[(.*)\]\}$', path.read_text("utf-8"), re.MULTILINE)
    spoken = [tag for group in tags for tag in re.findall(r"lang-(\w+)", group)]
    assert {code: spoken.count(code) for code in LANGUAGES} == dict.fromkeys(LANGUAGES, len(spoken) // len(LANGUAGES))
    assert spoken


@pytest.mark.parametrize("table", ["note", "caveat", "word", "noun"])
def test_every_word_has_every_language(table):
    lacking = [
        f"{table}.{name}.{code}"
        for name, texts in vocabulary()[table].items()
        for code in LANGUAGES
        if not (texts.get(code) if isinstance(texts, dict) else texts)
    ]
    assert lacking == []


@pytest.mark.parametrize("indicator", all_indicators().values(), ids=lambda one: one.name)
def test_an_indicator_says_all_that_its_exhibits_need(indicator):
    for code in LANGUAGES:
        assert indicator.title[code]
        assert indicator.definition[code].endswith(".")
        assert not indicator.title[code].endswith(".")
        assert (
            language(code).noun(indicator.noun, 5)
            if indicator.noun in vocabulary()["noun"]
            else language(code).word(indicator.noun)
        )
        assert all(language(code).caveat(caveat) for caveat in indicator.caveats)
    assert indicator.compute.__doc__


def test_every_dataset_of_an_indicator_is_declared():
    used = {name for one in all_indicators().values() for name in one.inputs} - set(all_indicators())
    assert used - set(load_datasets(REAL)) == set()


def test_every_indicator_rests_on_datasets_alone():
    results = Results.__new__(Results)
    assert all(results.datasets_of(name) for name in all_indicators())


@pytest.mark.parametrize("year", edition_years(REAL))
def test_every_edition_loads(year):
    assert load_edition(REAL, year).year == int(year)


@pytest.mark.parametrize("vintage", list_vintages(REAL), ids=lambda one: one.name)
def test_every_code_of_a_vintage_has_a_label_in_both_languages(vintage):
    codes, dataset = load_codes(REAL), load_datasets(REAL)[vintage.dataset]
    frame = vintage.read()
    lacking = [
        (dimension, code)
        for dimension in dataset.dimensions
        if dimension in codes
        for code in frame[dimension].unique()
        if code not in codes.known(dimension) or not all(codes.label(dimension, code, one) for one in LANGUAGES)
    ]
    assert lacking == []


def test_editions_hold_nothing_that_the_program_does_not_read():
    for path in REAL.editions.rglob("*.toml"):
        assert path.name == "edition.toml"
        assert tomllib.loads(path.read_text("utf-8"))
