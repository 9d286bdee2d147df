project = "The kitchen sink"
author = "Statistics Office"
language = "en"
extensions = ["myst_nb", "sphinx_design", "sphinxcontrib.bibtex", "yearbook.typst"]
bibtex_bibfiles = ["references.bib"]
myst_enable_extensions = [
    "colon_fence",
    "deflist",
    "dollarmath",
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "fieldlist",
    "tasklist",
]
nb_execution_mode = "off"
numfig = True
numfig_format = {"figure": "Figure %s", "table": "Table %s", "code-block": "Listing %s"}
typst_cover = {
    "title": "The kitchen sink",
    "subtitle": 'Quotes "here", a \\ backslash and 100 % #hash',
    "institution": "Statistics Office",
    "project_line": "Project 7",
    "grant_line": "Grant 8",
    "date": "1 January 2024",
}
typst_colophon = ["How to cite: https://example.org/report, page 3.", "Licence: CC BY 4.0"]
typst_marks = ["DRAFT"]
typst_permalink = "https://example.org/en/2023/"
typst_timestamp = 1704067200
exclude_patterns = ["_build"]
