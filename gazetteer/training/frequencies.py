"""How common the words of a language are, from wordfreq (CC BY-SA 4.0): needed at build time only.

`python -m gazetteer build words` writes those of languages without capitals that are not in the
index; a word's frequency tells a name from a word there better than anything.
"""

import lzma
from importlib.resources import as_file

from gazetteer.languages.knowledge import FREQUENCIES, folder
from gazetteer.sources.starter import zipf_frequencies

LANGUAGES = ("fa", "he")
MIN_ZIPF = 3.3  # rarer words are as likely names


def build() -> dict[str, int]:
    """Write the files into the folders of their languages; return how many words each has."""
    counts = {}
    for language in LANGUAGES:
        rows = list(zipf_frequencies(language, MIN_ZIPF))
        with (
            as_file(folder(language)) as path,
            lzma.open(path / FREQUENCIES, "wt", encoding="utf-8", preset=9) as file,
        ):
            file.writelines(f"{word}\t{zipf:.1f}\n" for word, zipf in rows)
        counts[language] = len(rows)
    return counts
