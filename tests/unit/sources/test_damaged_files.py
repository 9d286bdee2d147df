"""Whatever happens to a file on its way, it is read or refused; nothing else comes out."""

from __future__ import annotations

import gzip

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yearbook.errors import YearbookError

TSV = (
    "freq,citizen,unit,asyl_app,geo\\TIME_PERIOD\t2021 \t2022 \n"
    "A,TOTAL,PER,ASY_APP,LV\t615 \t620 p\n"
    "A,NA,PER,ASY_APP,LV\t0 n\t: c\n"
)
CSV = (
    "DATAFLOW,LAST UPDATE,freq,citizen,unit,applicant,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
    "ESTAT:MIGR_ASYAPPCTZA(1.0),27/03/25 23:00:00,A,TOTAL,PER,TOTAL,LV,2022,620,p,\n"
    "ESTAT:MIGR_ASYAPPCTZA(1.0),27/03/25 23:00:00,A,NA,PER,TOTAL,LV,2023,,,C\n"
)
SECOND = (
    "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq,Time frequency,citizen,Country of citizenship,unit,Unit of measure,"
    "asyl_app,Applicant type,geo,Geopolitical entity (reporting),TIME_PERIOD,Time,OBS_VALUE,Observation value\n"
    'dataflow,ESTAT:MIGR_ASYAPPCTZA(1.0),"Applicants, annual",A,Annual,NA,Namibia,PER,Person,ASY_APP,Asylum applicant,'
    "LV,Latvia,2022,,620,\n"
)
EXPLORER = (
    '"TIME","GEO","CITIZEN","ASYL_APP","UNIT","Value","Flag and Footnotes"\n'
    '"2015","Latvia","Total","Asylum applicant","Person","1,330","p"\n'
    '"2016","Latvia","Namibia","Asylum applicant","Person",":","c"\n'
)
PIECES = [
    "",
    "\t",
    ",",
    '"',
    "\n",
    "\r\n",
    "\\",
    " ",
    ":",
    "-",
    "'",
    "A",
    "2022",
    "\0",
    "ā",
    "\x1f",
    "\x1e",
    "{",
    "}",
    "#",
]
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(
    text=st.sampled_from([TSV, CSV, SECOND, EXPLORER]),
    place=st.integers(0, len(CSV)),
    length=st.integers(0, 12),
    piece=st.sampled_from(PIECES),
)
def test_an_edited_file_is_read_or_refused(read, text, place, length, piece):
    damaged = text[:place] + piece + text[place + length :]
    try:
        extract = read(damaged)
    except YearbookError as error:
        assert error.what
        assert error.where
    else:
        assert extract.read == extract.kept + sum(extract.dropped.values())


@quick
@given(place=st.integers(0, 120), byte=st.integers(0, 255))
def test_a_packed_file_with_a_wrong_byte_is_read_or_refused(read, place, byte):
    content = bytearray(gzip.compress(TSV.encode(), mtime=0))
    content[place % len(content)] = byte
    try:
        extract = read(bytes(content))
    except YearbookError as error:
        assert error.what
    else:
        assert extract.kept == 4
