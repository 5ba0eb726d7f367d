"""Extract an article that may be anything: whatever it does, it costs itself alone."""

import logging
from collections.abc import Collection

from dashboard.errors import ArticleFailed, BrokenInstallation
from dashboard.extraction.languages.language import codes
from dashboard.extraction.pipeline import extract
from dashboard.messages import LANGUAGE
from dashboard.model import Document, Extraction, Reading
from gazetteer.errors import GazetteerError
from gazetteer.index.index import Index
from gazetteer.reason import Reason

# An ordinary sentence that needs most of what we know of a language.
_ORDINARY = {
    "ar": "قتل ثلاثة مدنيين بقصف مدفعي على سوق مدينة الرقة أمس الأحد، وفق ما قاله مسعفون.",
    "en": "Three civilians were killed when shells hit a market in Raqqa on Sunday, medics said.",
}
_LONGEST = 200  # characters of what went wrong that are told
_log = logging.getLogger(__name__)


def extract_guarded(
    document: Document,
    name: str,
    index: Index,
    kinds: Collection[str] | None = None,
    reading: Reading = Reading.FAST,
) -> Extraction:
    """Extract as `extract` does; ArticleFailed says which article could not be worked through.

    What is true of every article is no article's fault and ends a run at once: GazetteerError
    without the index, BrokenInstallation where our own data cannot be read.
    """
    try:
        return extract(document, index, kinds, reading)
    except GazetteerError:
        raise
    except Exception as error:  # strangers' texts find every gap
        _log.warning("%s", name, exc_info=True)
        check_data(index, reading)
        raise ArticleFailed(Reason("article.failed", (name, _in_short(error)))) from error


def check_data(index: Index, reading: Reading = Reading.FAST) -> None:
    """Read an ordinary sentence of each language; BrokenInstallation where that fails."""
    for code in codes():
        document = Document("", _ORDINARY.get(code, ""), language=code)
        try:
            extract(document, index, reading=reading)
        except GazetteerError:
            raise
        except Exception as error:
            raise BrokenInstallation(
                Reason("data.broken", (Reason(LANGUAGE, (code,)), _in_short(error)))
            ) from error


def _in_short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:_LONGEST]
