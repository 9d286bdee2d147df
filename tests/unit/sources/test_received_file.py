from __future__ import annotations

import gzip
import hashlib

import pytest

from yearbook.errors import YearbookError
from yearbook.sources.received import CHUNK, unpack

LONG = "".join(f"line {number}\n" for number in range(100_000))


def write(tmp_path, content):
    path = tmp_path / "file.tsv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(LONG.encode(), id="plain"),
        pytest.param(gzip.compress(LONG.encode()), id="gzip"),
        pytest.param(gzip.compress(LONG[:5000].encode()) + gzip.compress(LONG[5000:].encode()), id="two members"),
        pytest.param(gzip.compress(LONG.encode()) + bytes(512), id="zero padding"),
        pytest.param(LONG.replace("\n", "\r\n").encode("utf-8-sig"), id="CRLF and byte order mark"),
    ],
)
def test_text_is_unpacked_whole_and_the_bytes_fingerprinted(tmp_path, content):
    unpacked = unpack(write(tmp_path, content), tmp_path)
    assert unpacked.text.read_bytes() == LONG.encode()
    assert unpacked.received.sha256 == hashlib.sha256(content).hexdigest()
    assert unpacked.received.bytes == len(content)
    assert (unpacked.header, unpacked.line(3), unpacked.line(10**6)) == ("line 0", "line 2", "")


@pytest.mark.parametrize("shift", range(3))
def test_a_letter_or_line_end_across_the_edge_of_a_chunk_survives(tmp_path, shift):
    text = "x" * (CHUNK - 2 + shift) + "ā\r\nē\r\n"
    assert unpack(write(tmp_path, text.encode()), tmp_path).text.read_text() == text.replace("\r\n", "\n")


@pytest.mark.parametrize("missing", [1, 4, 8, 200])
def test_a_gzip_file_cut_anywhere_near_its_end_is_refused(tmp_path, missing):
    with pytest.raises(YearbookError, match="cut off"):
        unpack(write(tmp_path, gzip.compress(LONG.encode())[:-missing]), tmp_path)


def test_a_damaged_gzip_file_is_refused(tmp_path):
    content = bytearray(gzip.compress(LONG.encode()))
    content[-6] ^= 255
    with pytest.raises(YearbookError, match="damaged"):
        unpack(write(tmp_path, bytes(content)), tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (gzip.compress(b""), "the file is empty"),
        (b"\n<!DOCTYPE html>\n<html><body>Maintenance</body></html>\n", "an HTML page"),
        (gzip.compress(b"<html lang='en'>\n"), "an HTML page"),
        (b"<?xml version='1.0'?><fault/>\n", "an XML document"),
        (b'{"error": [{"status": 413}]}\n', "this is JSON"),
        (b"PK\x03\x04rest of a workbook\n", "a workbook"),
        (b"PK\x03\x04\xff\xfe\n", "a workbook"),
        (b"PAR1\x00\x01\n", "a Parquet file"),
        (b"geo\t2022\nL\x00V\t1\n", "control characters"),
        (b"geo\t2022\nL\x1fV\t1\n", "control characters"),
        ("geo\tvērtība\n".encode("latin-1", "replace") + b"\xe9\n", "not UTF-8"),
        (b"\na\tb\n1\t2\n", "an empty line inside"),
        (b"a\tb\n1\t2", "ends in the middle of a line"),
    ],
)
def test_what_is_not_a_whole_table_is_refused(tmp_path, content, message):
    with pytest.raises(YearbookError, match=message):
        unpack(write(tmp_path, content), tmp_path)


def test_a_folder_and_a_missing_file_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "nothing.tsv"):
        with pytest.raises(YearbookError, match="no such file"):
            unpack(path, tmp_path)


def test_an_unknown_table_is_refused_with_what_it_begins_with(read):
    with pytest.raises(YearbookError, match='it begins with \'"A","B"'):
        read('"A","B","Value"\n"2016","Latvia","350"\n')
