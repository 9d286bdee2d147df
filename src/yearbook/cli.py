"""The command line: verbs, each with `--help`; a user's mistake is one message and exit code 1."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

INTERRUPTED = 130  # exit code after Ctrl-C, as of shells

app = typer.Typer(
    name="yearbook",
    help="The annual report on asylum and migration, rebuilt from official statistics.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def build(
    edition: Annotated[str, typer.Argument(help="Reference year; the newest edition if left out.")] = "",
    language: Annotated[list[str] | None, typer.Option(help="Language of the book, may be repeated.")] = None,
    country: Annotated[str, typer.Option(help="Code of the country, as Eurostat writes it (LV, EL).")] = "",
    formats: Annotated[list[str] | None, typer.Option("--format", help="html or pdf, may be repeated.")] = None,
    chapter: Annotated[str, typer.Option(help="Build this chapter alone, as a preview.")] = "",
    jobs: Annotated[int, typer.Option(help="Notebooks at once; 0 is one a core.", min=0)] = 0,
    output: Annotated[Path | None, typer.Option(help="Folder of the site instead of _build/site.")] = None,
    dask: Annotated[str, typer.Option(metavar="ADDRESS", help="Run the chapters on this Dask cluster.")] = "",
    *,
    watch: Annotated[
        bool, typer.Option("--watch", help="Build again whenever something is saved, until Ctrl-C.")
    ] = False,
    show_page: Annotated[bool, typer.Option("--open", help="Open what was built in a browser.")] = False,
) -> None:
    """Build an edition: run its chapters, publish them as HTML and PDF in every language."""
    if watch:
        from .commands.watch import watch_and_build  # noqa: PLC0415  every verb loads only what it needs

        watch_and_build(sys.argv[1:])
        return
    from .commands.build import run_build  # noqa: PLC0415

    page = run_build(edition, (language or [], formats or []), country, chapter, (jobs, output, dask))
    if show_page:
        typer.launch(page.as_uri())


@app.command()
def collect(
    datasets: Annotated[
        list[str] | None, typer.Argument(help="Datasets of data/datasets.toml; all that services offer if left out.")
    ] = None,
    source: Annotated[
        list[Path] | None,
        typer.Option("--from", help="A file downloaded from the provider; repeat it for the parts of one release."),
    ] = None,
    released: Annotated[str, typer.Option(help="Day on which the provider released it: 2025-03-27, 2025-05.")] = "",
    check: Annotated[bool, typer.Option("--check", help="Only list what is new, and when more is expected.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be asked for.")] = False,
    accept: Annotated[str, typer.Option(help="Doubts to let pass after you looked into them: reporters,totals.")] = "",
    report: Annotated[
        Path | None, typer.Option(help="Write what has changed, as Markdown, if there are new vintages.")
    ] = None,
) -> None:
    """Turn a provider's figures, or a received file, into a vintage; an existing vintage is never rewritten."""
    from .commands.collect import run_collect, run_live  # noqa: PLC0415

    if source:
        run_collect(datasets or [], source, released)
    else:
        run_live(datasets or [], "check" if check else "dry-run" if dry_run else "collect", (released, accept), report)


@app.command()
def check(
    edition: Annotated[str, typer.Argument(help="Reference year; every edition if left out.")] = "",
    style: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
    *,
    accept: Annotated[bool, typer.Option("--accept", help="Release this edition's figures as they are now.")] = False,
) -> None:
    """Look for everything that can be wrong before a build: pins, vintages, notebooks, figures; errors block it.

    Of one edition that is named it also says whether its figures are still those released.
    """
    from .commands.check import run_check  # noqa: PLC0415

    run_check(edition, style, accept=accept)


@app.command()
def status(
    edition: Annotated[str, typer.Argument(help="Reference year; every edition if left out.")] = "",
    country: Annotated[str, typer.Option(help="Code of the country whose figures count.")] = "",
    style: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
) -> None:
    """Say which chapters of an edition have the figures of its year, which wait for them and since when."""
    from .commands.status import run_status  # noqa: PLC0415

    run_status(edition, country, style)


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="Indicator or dataset; a list of all if left out.")] = "",
    edition: Annotated[str, typer.Option(help="Reference year; the newest edition if left out.")] = "",
    country: Annotated[str, typer.Option(help="Code of the country.")] = "",
    by: Annotated[str, typer.Option(help="Dimension to break it down by.")] = "",
    style: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
) -> None:
    """Show an indicator or a dataset of an edition, with flags and sources."""
    from .commands.show import run_show  # noqa: PLC0415

    run_show(name, (edition, country, by), style)


@app.command()
def export(
    name: Annotated[str, typer.Argument(help="Dataset, indicator, or chart or table of the built book.")],
    style: Annotated[str, typer.Option("--format", help="sdmx-csv, json-stat, csv or parquet.")] = "csv",
    edition: Annotated[str, typer.Option(help="Reference year; the newest edition if left out.")] = "",
    country: Annotated[str, typer.Option(help="Code of one country to keep to.")] = "",
    released: Annotated[str, typer.Option(help="Of a dataset: the vintage; the newest if left out.")] = "",
    by: Annotated[list[str] | None, typer.Option(help="Of an indicator: dimension to break it down by.")] = None,
    output: Annotated[Path | None, typer.Option(help="Folder instead of _build/export.")] = None,
) -> None:
    """Write figures for others: SDMX-CSV 2.0, JSON-stat 2.0, CSV in a data package, or Parquet."""
    from .commands.export import run_export  # noqa: PLC0415

    run_export(name, style, (edition, country, released, by or []), output)


@app.command()
def revisions(
    dataset: Annotated[str, typer.Argument(help="Dataset of data/datasets.toml.")],
    old: Annotated[str, typer.Argument(help="Release of the older vintage: 2023-03-29, 2025-05.")],
    new: Annotated[str, typer.Argument(help="Release of the newer vintage.")],
    country: Annotated[str, typer.Option(help="Code of one country to keep to.")] = "",
    limit: Annotated[
        int | None, typer.Option(help="Most rows to print; 20 of each kind in a table, else all.", min=1)
    ] = None,
    style: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
) -> None:
    """Compare two vintages of a dataset: changed, vanished and new cells, the largest first."""
    from .commands.revisions import run_revisions  # noqa: PLC0415

    run_revisions(dataset, (old, new), country, limit, style)


new = typer.Typer(
    no_args_is_help=True, help="Begin an edition, a chapter, an indicator or a dataset, and say what comes next."
)
app.add_typer(new, name="new")
Latvian = Annotated[str, typer.Option("--lv", help="Title in Latvian; made of the name if left out.")]
English = Annotated[str, typer.Option("--en", help="Title in English; made of the name if left out.")]


@new.command("edition")
def edition_(year: Annotated[int, typer.Argument(help="Reference year.")]) -> None:
    """Begin an edition with the pins of the newest one, newer vintages first; a draft under embargo."""
    from .commands.new import new_edition  # noqa: PLC0415

    new_edition(year)


@new.command("chapter")
def chapter_(
    name: Annotated[str, typer.Argument(help="Name of its file and page: labour-market.")],
    lv: Latvian = "",
    en: English = "",
    before: Annotated[str, typer.Option(help="Page before which it stands; after the chapters if left out.")] = "",
) -> None:
    """Begin a chapter: a notebook in every language, and its line in the contents."""
    from .commands.new import new_chapter  # noqa: PLC0415

    new_chapter(name, {"lv": lv, "en": en}, before)


@new.command("indicator")
def indicator_(
    name: Annotated[str, typer.Argument(help="Name of the function: applicants_from_syria.")],
    topic: Annotated[str, typer.Option(help="Module of src/yearbook/indicators: asylum.")],
    source: Annotated[str, typer.Option("--of", help="Dataset or indicator that it is taken from.")],
    only: Annotated[list[str] | None, typer.Option(help="Code to keep to: citizen=SY; may be repeated.")] = None,
    lv: Latvian = "",
    en: English = "",
) -> None:
    """Begin an indicator: a function in the module of its topic."""
    from .commands.new_figures import new_indicator  # noqa: PLC0415

    new_indicator(name, topic, (source, only or []), {"lv": lv, "en": en})


@new.command("dataset")
def dataset_(
    name: Annotated[str, typer.Argument(help="Its code at the provider: migr_asyappctzq.")],
    like: Annotated[str, typer.Option(help="Dataset with the same keys; that of the nearest name if left out.")] = "",
    lv: Latvian = "",
    en: English = "",
) -> None:
    """Begin a dataset: a block in data/datasets.toml, like that of another one."""
    from .commands.new_figures import new_dataset  # noqa: PLC0415

    new_dataset(name, like, {"lv": lv, "en": en})


def main() -> None:
    """Run the command line; a user's mistake is printed without a traceback."""
    from .errors import YearbookError  # noqa: PLC0415

    try:
        app()
    except YearbookError as error:
        typer.secho(f"error: {error}", fg="red", err=True)
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == INTERRUPTED:  # as Typer ends on Ctrl-C, without a word
            typer.secho("stopped; nothing was published or changed", fg="yellow", err=True)
        raise


if __name__ == "__main__":
    main()
