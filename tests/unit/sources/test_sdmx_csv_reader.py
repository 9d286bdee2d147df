from __future__ import annotations

import pytest

from yearbook.errors import UnknownName, YearbookError

CODES = """DATAFLOW,LAST UPDATE,freq,citizen,unit,applicant,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS
ESTAT:MIGR_ASYAPPCTZA(1.0),27/03/25 23:00:00,A,TOTAL,PER,TOTAL,LV,2022,620,p,
ESTAT:MIGR_ASYAPPCTZA(1.0),27/03/25 23:00:00,A,TOTAL,PER,TOTAL,LV,2023,1700,,
ESTAT:MIGR_ASYAPPCTZA(1.0),26/03/25 11:00:00,A,NA,PER,TOTAL,LV,2023,,,C
ESTAT:MIGR_ASYAPPCTZA(1.0),26/03/25 11:00:00,A,NA,PER,TOTAL,XK,2023,,,
"""
LABELS = """DATAFLOW,LAST UPDATE,freq,citizen,unit,asyl_app,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS
ESTAT:MIGR_ASYAPPCTZA$DEFAULTVIEW(1.0),,Annual,Total,Person,Asylum applicant,Latvia,2022,620,p,
ESTAT:MIGR_ASYAPPCTZA$DEFAULTVIEW(1.0),,Annual,Total,Person,Asylum applicant,Latvia,2023,1700,,
ESTAT:MIGR_ASYAPPCTZA$DEFAULTVIEW(1.0),,Annual,Namibia,Person,Asylum applicant,Latvia,2023,,,C
ESTAT:MIGR_ASYAPPCTZA$DEFAULTVIEW(1.0),,Annual,Namibia,Person,Asylum applicant,Kosovo*,2023,,,
"""
SECOND = (
    "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq,Time frequency,citizen,Country of citizenship,unit,Unit of measure,"
    "asyl_app,Applicant type,geo,Geopolitical entity (reporting),TIME_PERIOD,Time,OBS_VALUE,Observation value,"
    "OBS_FLAG,Observation status (Flag) V2 structure,CONF_STATUS,Confidentiality status (flag)\n"
    + "".join(
        f'dataflow,ESTAT:MIGR_ASYAPPCTZA(1.0),"Applicants, annual",A,Annual,{citizen},{name},PER,Person,'
        f"ASY_APP,Asylum applicant,{geo},{place},{year},,{value},,{flag},,{conf},\n"
        for citizen, name, geo, place, year, value, flag, conf in [
            ("TOTAL", "Total", "LV", "Latvia", 2022, 620, "p", ""),
            ("TOTAL", "Total", "LV", "Latvia", 2023, 1700, "", ""),
            ("NA", "Namibia", "LV", "Latvia", 2023, "", "", "C"),
            ("NA", "Namibia", "XK", "Kosovo*", 2023, "", "", ""),
        ]
    )
)


@pytest.mark.parametrize(
    ("text", "flavour", "update"),
    [
        pytest.param(CODES, "SDMX-CSV 1.0, codes", "2025-03-27T23:00:00", id="1.0 codes"),
        pytest.param(LABELS, "SDMX-CSV 1.0, labels", "", id="1.0 labels"),
        pytest.param(SECOND, "SDMX-CSV 2.0", "", id="2.0"),
    ],
)
def test_three_flavours_of_one_table_give_the_same_observations(read, text, flavour, update):
    extract = read(text)
    assert [tuple(row) for row in extract.frame.fillna({"value": -1}).itertuples(index=False)] == [
        ("NA", "TOTAL", "LV", "2023", -1, "", "C"),
        ("TOTAL", "TOTAL", "LV", "2022", 620, "p", ""),
        ("TOTAL", "TOTAL", "LV", "2023", 1700, "", ""),
    ]
    assert (extract.flavour, extract.stated_update) == (flavour, update)
    assert (extract.read, extract.dropped) == (4, {"not available (:)": 1})


def test_second_version_without_labels_is_read(read):
    text = (
        "STRUCTURE,STRUCTURE_ID,freq,citizen,unit,applicant,geo,TIME_PERIOD,OBS_VALUE\n"
        "dataflow,ESTAT:MIGR_ASYAPPCTZA(1.0),A,TOTAL,PER,FRST,LV,2023,5\n"
    )
    assert read(text).frame["value"].tolist() == [5]


@pytest.mark.parametrize(
    ("text", "old", "new", "message"),
    [
        (CODES, "ESTAT:MIGR_ASYAPPCTZA", "ESTAT:MIGR_ASYAPPCTZM", r"of the table ESTAT:MIGR_ASYAPPCTZM\(1.0\), not"),
        (SECOND, "ESTAT:MIGR_ASYAPPCTZA", "ESTAT:DEMO_GIND", r"of the table ESTAT:DEMO_GIND"),
        (CODES, "LV,2023,1700", "LV,2022,1700", r"the same key .*period=2022(.|\n)*lines 2 and 3"),
        (CODES, "NA,PER,TOTAL,LV", "ZZ,PER,TOTAL,LV", r"unknown code of citizen 'ZZ'\n  where: received.txt, line 4"),
        (
            LABELS,
            "Total,Person",
            "Totally,Person",
            r"unknown label of citizen 'Totally'\n  where: received.txt, line 2",
        ),
        (LABELS, "Annual,Total", "A,TOTAL", r"unknown code of freq 'Annual'(.|\n)*line 3"),
        (CODES, "A,NA,PER", "A,Namibia,PER", r"unknown code of citizen 'Namibia'"),
        (CODES, "LV,2022", "LV,2022-M13", r"'2022-M13' is not a period(.|\n)*line 2"),
        (CODES, "1700,,", '"1,700",,', r"'1,700' is not a number\n  where: received.txt, line 3, period 2023"),
        (CODES, "1700,,", "1700,y,", r"the flag 'y' does not exist\n  where: received.txt, line 3"),
        (CODES, "1700,,", "1700,", r"not the 11 cells(.|\n)*line 3"),
        (CODES, "1700,,", "1700,,,", r"not the 11 cells(.|\n)*line 3"),
        (CODES, "1700,,", "-1700,,", r"cannot be negative"),
        (CODES, "26/03/25 11", "26.03.25 11", r"LAST UPDATE cannot be read"),
    ],
)
def test_bad_content_is_refused_with_its_place(read, text, old, new, message):
    assert old in text
    with pytest.raises(YearbookError, match=message):
        read(text.replace(old, new, 1))


def test_a_header_alone_is_refused(read):
    with pytest.raises(YearbookError, match="a header and no rows"):
        read(CODES.partition("\n")[0] + "\n")


def test_a_label_in_the_file_with_codes_is_an_unknown_name(read):
    with pytest.raises(UnknownName):
        read(CODES.replace("XK,", "Kosovo*,"))


def test_a_file_without_the_leading_columns_is_read(read):
    """Figures typed over from a response have no column that states the table."""
    text = "freq,citizen,unit,applicant,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nA,TOTAL,PER,TOTAL,LV,2023,1700,ep\n"
    extract = read(text)
    assert extract.frame[["value", "status"]].values.tolist() == [[1700, "ep"]]
    assert extract.flavour == "SDMX-CSV 1.0, codes"


OECD = (
    "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,REF_AREA,Reference area,CITIZENSHIP,Citizenship,FREQ,Frequency,"
    "MEASURE,Measure,TIME_PERIOD,Time period,OBS_VALUE,Observation value,OBS_STATUS,Status,UNIT_MULT,Multiplier\n"
    "DATAFLOW,OECD.ELS.IMD:DSD_MIG@DF_MIG(1.0),Migration,I,GRC,Greece,W,World,A,Annual,B11,Inflows,2014,,29510,,A,"
    "Normal value,0,Units\n"
    "DATAFLOW,OECD.ELS.IMD:DSD_MIG@DF_MIG(1.0),Migration,I,LVA,Latvia,W,World,A,Annual,B11,Inflows,2014,,4500,,B,"
    "Break,0,Units\n"
)
INFLOWS = {
    "code": "DSD_MIG@DF_MIG",
    "dimensions": ("citizen", "geo"),
    "pinned": {"freq": "A", "MEASURE": "B11"},
    "renamed": {"FREQ": "freq", "REF_AREA": "geo", "CITIZENSHIP": "citizen"},
    "recoded": {"citizen": {"W": "TOTAL"}},
    "coding": {"geo": "iso3"},
    "keep": ({},),
}


def test_the_oecd_writes_countries_in_three_letters_and_states_the_normal(read):
    extract = read(OECD, **INFLOWS)
    found = extract.frame[["citizen", "geo", "value", "status"]]
    assert list(found.itertuples(index=False, name=None)) == [
        ("TOTAL", "EL", 29510, ""),
        ("TOTAL", "LV", 4500, "b"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("value,0,", "value,3,", r"not in units: UNIT_MULT is 3\n  where: received.txt, line 2"),
        ("DF_MIG(1.0)", "DF_MIGS(1.0)", "of the table OECD.ELS.IMD:DSD_MIG@DF_MIGS"),
        ("LVA", "LVX", r"'LVX'(.|\n)*line 3"),
        ("B11", "B14", r"unknown code of MEASURE 'B14'"),
    ],
)
def test_other_files_of_the_oecd_are_refused(read, old, new, message):
    with pytest.raises(YearbookError, match=message):
        read(OECD.replace(old, new, 1), **INFLOWS)
