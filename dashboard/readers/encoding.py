"""Turn bytes into text: which encoding they are in, Arabic ones above all."""

import codecs
import re

from charset_normalizer import from_bytes

from dashboard.readers.layout.arabic import plausibility

_BOMS = (  # longest first: UTF-32's begins like UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ARABIC = ("cp1256", "iso8859_6")
_SURELY_ARABIC = 0.4  # of plausibility: below, other languages are asked first
_WINDOWS_BONUS = 0.3  # ISO-8859-6 is a hundred times rarer; only a clear win counts
_SHORT = 40  # non-ASCII bytes; below, statistics over all the world's encodings go astray
_ALPHABETS = ["cp1251", "cp1253", "cp1255", "koi8_r", "cp874"]
_NOT_NEWS = ["mac_cyrillic", "mac_greek", "mac_iceland", "mac_latin2", "mac_roman", "mac_turkish"]
_SPACES = 0.03  # of characters, at least, in any UTF-16 text
_SAMPLE = 100_000  # bytes that decide
_BROKEN_SHARE = 0.02  # of UTF-8 sequences that may be damaged before it is no UTF-8
_BYTE_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
# Names that browsers read as a wider encoding; the WHATWG standard says the same.
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text of `data`; `declared` is what its own header says, if anything.

    Never fails: what no encoding explains comes out with replacement characters.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    if b"\x00" in data[:_SAMPLE] and (guess := _utf16(data)):
        return data.decode(guess, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_legacy(data, declared), "replace")


def _utf16(data: bytes) -> str | None:
    """Recognise UTF-16 without its mark: spaces and line ends have one zero byte each."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    # NULs everywhere, or next to none, are a binary file.
    if min(even, odd) * 10 > max(even, odd) or max(even, odd) < len(sample) * _SPACES / 2:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _legacy(data: bytes, declared: str | None) -> str:
    """Choose among UTF-8 with damage, the declared encoding, Arabic ones and all others."""
    sample = data[:_SAMPLE]
    if _is_damaged_utf8(sample):
        return "utf-8"
    stated = _known(declared)
    if stated and stated not in _WIDER.values() and _decodes(sample, stated):
        return stated
    # A Western encoding is what a server says that says it of everything: see whether it is Arabic.
    if stated and _is_mixed(sample) and _decodes(sample, stated):
        return stated
    name, score = _best_arabic(sample)
    if score >= _SURELY_ARABIC:
        return name
    if stated and _decodes(sample, stated):
        return stated
    return _any(sample)


def _is_mixed(sample: bytes) -> bool:
    """Return whether accented letters stand in words of plain ones: no Arabic is written so."""
    accented = [word for word in _BYTE_WORD.findall(sample) if not word.isascii()]
    mixed = sum(1 for word in accented if any(byte < 128 for byte in word))
    return mixed * 3 > len(accented)


def _any(sample: bytes) -> str:
    """Choose among the encodings of all other languages."""
    high = sum(byte > 127 for byte in sample)
    if high > _SHORT:
        best = from_bytes(sample, cp_exclusion=_NOT_NEWS).best()
    elif high * 2 < sum(bytes([byte]).isalpha() for byte in sample):
        return "cp1252"
    else:
        best = from_bytes(sample, cp_isolation=_ALPHABETS).best()
    return best.encoding if best is not None else "cp1252"


def _is_damaged_utf8(sample: bytes) -> bool:
    """Return whether nearly all non-ASCII bytes are UTF-8: cut short, or a bad byte in it."""
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for _ in re.finditer("[^\x00-\x7f\ufffd]", text))
    return sound >= 3 and broken <= max(1, sound * _BROKEN_SHARE)


def _known(name: str | None) -> str | None:
    """Return Python's name for a declared encoding, None for one it does not know."""
    try:
        found = codecs.lookup((name or "").strip().lower())
    except (LookupError, ValueError):
        return None
    # base64 and the like are codecs too, but not of text.
    if not getattr(found, "_is_text_encoding", True):
        return None
    return _WIDER.get(found.name, found.name)


def _decodes(sample: bytes, name: str) -> bool:
    """Return whether `name` explains (nearly) every byte."""
    try:
        text = sample.decode(name, "replace")
    except (UnicodeError, LookupError, ValueError):
        return False
    return text.count("\ufffd") <= len(text) * _BROKEN_SHARE


def _best_arabic(sample: bytes) -> tuple[str, float]:
    """Return the Arabic encoding that makes the most Arabic words of these bytes."""
    scores = {
        name: plausibility(sample.decode(name, "replace"))
        for name in _ARABIC
        if _decodes(sample, name)
    }
    windows, iso = (scores.get(name, 0.0) for name in _ARABIC)
    return ("iso8859_6", iso) if iso > windows + _WINDOWS_BONUS else ("cp1256", windows)
