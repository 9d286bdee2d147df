project = "Virtuves izlietne"
author = "Statistikas pārvalde"
language = "lv"
extensions = ["myst_nb", "yearbook.typst"]
myst_enable_extensions = ["colon_fence", "attrs_block"]
myst_heading_anchors = 2
nb_execution_mode = "off"
numfig = True
numfig_format = {"figure": "%s. attēls.", "table": "%s. tabula."}
typst_cover = {
    "title": "Patvērums un migrācija Latvijā",
    "subtitle": "2023. gads",
    "institution": "Statistikas pārvalde",
}
typst_marks = ["PROJEKTS", "nav jaunākais izdevums"]
typst_timestamp = 1704067200
exclude_patterns = ["_build"]
