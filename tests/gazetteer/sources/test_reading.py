"""ReadOptions source files of any size and any state: what is whole comes, what is not is named."""

import bz2
import gzip
import lzma
import os
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gazetteer.errors import BadSource
from gazetteer.sources.files import json_stream
from gazetteer.sources.files.json_stream import items
from gazetteer.sources.files.reading import Part, ReadOptions, lines, opened, parts

TEXT = "one\nدير\n\nthree\n"


def packed_zip(data: bytes, member: str = "inner.txt") -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(member, data)

    return write


def whole(path: Path, reading: ReadOptions | None = None) -> list[str]:
    return [line.text for part in parts([path]) for line in lines(part, reading or ReadOptions())]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plain.txt", TEXT.encode()),
        ("mark.txt", TEXT.encode("utf-8-sig")),
        ("windows.txt", TEXT.replace("\n", "\r\n").encode()),
        ("utf16.txt", TEXT.encode("utf-16")),
        ("packed.gz", gzip.compress(TEXT.encode())),
        ("packed.bz2", bz2.compress(TEXT.encode())),
        ("packed.xz", lzma.compress(TEXT.encode())),
        ("wrongly named.txt", gzip.compress(TEXT.encode())),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_is_read_however_it_is_packed(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert whole(tmp_path / name) == ["one", "دير", "three"]


def test_the_members_of_a_zip_are_read_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
        archive.writestr("folder/b.txt", "b")
        archive.writestr("__MACOSX/a.txt", "junk")
    assert [part.name for part in parts([path])] == ["two.zip: a.txt", "two.zip: folder/b.txt"]
    assert whole(path) == ["a", "b"]
    assert list(tmp_path.iterdir()) == [path]


def test_an_encoding_can_be_told(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_bytes("دير الزور".encode("cp1256"))
    assert whole(tmp_path / "old.csv", ReadOptions(encoding="cp1256")) == ["دير الزور"]


def test_lines_in_another_encoding_are_told_apart_from_the_good_ones(tmp_path: Path) -> None:
    path = tmp_path / "mixed.txt"
    path.write_bytes("حلب\n".encode() + "حلب\n".encode("cp1256") + "حمص\n".encode())
    found = list(lines(Part(path), ReadOptions()))
    assert [(line.number, bool(line.error)) for line in found] == [
        (1, False),
        (2, True),
        (3, False),
    ]
    assert "byte 1 of the line (0xCD)" in found[1].error


def test_a_line_without_end_is_passed_over_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.write(b"good\n")
        for _ in range(100):
            file.write(b"x" * (1 << 20))
        file.write(b"\nlast\n")
    tracemalloc.start()
    found = list(lines(Part(path), ReadOptions()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [line.error for line in found] == ["", "longer than 1 MB", ""]
    assert found[2].text == "last"
    assert peak < 8 << 20


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


RANDOM = "".join(f"{n * 2654435761 % 4294967296:x}\n" for n in range(20_000)).encode()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("cut.gz", cut(gzip.compress(RANDOM)), "cut short or damaged"),
        ("cut.bz2", cut(bz2.compress(RANDOM)), "cut short or damaged"),
        ("cut.xz", cut(lzma.compress(RANDOM)), "cut short or damaged"),
        ("fake.zip", b"PK\x03\x04 and no more", "not a whole zip"),
        ("a.zst", b"(\xb5/\xfd rest of it", "unpack it first"),
        ("a.7z", b"7z\xbc\xaf'\x1c", "unpack it first"),
        ("a.parquet", b"PAR1....", "Parquet"),
        ("a.gpkg", b"SQLite format 3\x00", "GeoPackage"),
        ("a.tar", b"\0" * 257 + b"ustar" + b"\0" * 300, "tar archive"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(BadSource, match=rf"{name}.*{said}"):
        whole(path)


def test_a_zip_cut_short_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cut.zip"
    packed_zip(RANDOM)(path)
    path.write_bytes(cut(path.read_bytes()))
    with pytest.raises(BadSource, match=r"cut\.zip: cut short or damaged"):
        whole(path)


def test_a_damaged_member_of_a_zip_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.zip"
    packed_zip(RANDOM)(path)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))
    with pytest.raises(BadSource, match=r"bad\.zip: inner\.txt: cut short or damaged"):
        whole(path)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, None])
@pytest.mark.slow
def test_a_file_that_unpacks_without_end_is_refused(
    tmp_path: Path, pack: Callable[[bytes], bytes] | None
) -> None:
    path = tmp_path / "bomb"
    bomb = (b"x" * 4095 + b"\n") * (16 << 10)
    if pack:
        path.write_bytes(pack(bomb))
    else:
        packed_zip(bomb)(path)
    with pytest.raises(BadSource, match=r"bomb.* times its size.*refused"):
        whole(path)


def test_there_is_an_end_to_what_may_be_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "large.gz"
    path.write_bytes(gzip.compress(RANDOM))
    with pytest.raises(BadSource, match="unpacks to more than"):
        whole(path, ReadOptions(most_unpacked=1000))


def test_missing_files_folders_and_pipes_are_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, said in (("none", "no such file"), ("", "a folder"), ("pipe", "no ordinary file")):
        with pytest.raises(BadSource, match=said):
            whole(tmp_path / name)


def test_a_file_that_we_may_not_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("we may read everything")
    with pytest.raises(BadSource, match="may not read"):
        whole(path)


def test_bytes_heard_of_add_up_to_the_size_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "big.gz"
    path.write_bytes(gzip.compress(RANDOM))
    heard: list[int] = []
    whole(path, ReadOptions(heard=heard.append))
    assert sum(heard) == path.stat().st_size


def test_json_objects_come_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"features": [{"a": 1}, {"a": [2.5]}]}')
    found = list(items(Part(path), "features.item", ReadOptions()))
    assert found == [(1, {"a": 1}), (2, {"a": [2.5]})]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"features": [{"a": 1}, {"a"', "after 1 objects"),
        ("name,lat", "at its start"),
        ('{"features": [{"a": NaN}]}', "no whole JSON"),
        ('{"features": [' + "[" * 100_000, "no whole JSON"),
    ],
)
def test_broken_json_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(BadSource, match=said):
        list(items(Part(path), "features.item", ReadOptions()))


def test_an_object_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "FEATURE", 1 << 20)
    path = tmp_path / "a.json"
    with path.open("w") as file:
        file.write('{"features": [{"a": "')
        for _ in range(3):
            file.write("x" * (1 << 20))
        file.write('"}]}')
    with pytest.raises(BadSource, match="more than 1 MB"):
        list(items(Part(path), "features.item", ReadOptions()))


def test_a_stream_holds_no_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}')
    with opened(Part(path), ReadOptions()) as stream:
        assert stream.read() == b'{"a": 1}'
