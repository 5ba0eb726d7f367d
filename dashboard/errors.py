"""What can go wrong in the dashboard.

DashboardError
├─ UnreadableArticle (ValueError)   these bytes are no article we can read
├─ ArticleFailed (ValueError)       an article could be read, but not worked through
├─ BrokenInstallation (OSError)     our own data cannot be read: no article can
├─ BadLanguageFile (ValueError)     a language or event type file has a mistake
└─ StoreUnavailable (OSError)       the store cannot be opened or is of a newer version
   └─ StoreDamaged                   it is ours, and part of it cannot be read
"""

from pathlib import Path

from dashboard.messages import english
from gazetteer.reason import Reason, as_reason


class DashboardError(Exception):
    """Anything the dashboard cannot do; `reason` names the thing, the error and the remedy.

    A sentence in English stands for itself, where only the command line says it.
    """

    def __init__(self, reason: Reason | str) -> None:
        super().__init__(reason)
        self.reason = as_reason(reason)

    def __str__(self) -> str:
        return english(self.reason)


class UnreadableArticle(DashboardError, ValueError):
    """An article cannot be read; nothing of it was kept."""


def unreadable_file(path: Path, error: OSError) -> UnreadableArticle:
    """Return the error for a file that the system does not let us read."""
    if isinstance(error, FileNotFoundError):
        return UnreadableArticle(Reason("file.missing", (str(path),)))
    if isinstance(error, PermissionError):
        return UnreadableArticle(Reason("file.forbidden", (str(path),)))
    said = error.strerror or type(error).__name__
    return UnreadableArticle(Reason("file.unreadable", (str(path), said)))


class ArticleFailed(DashboardError, ValueError):
    """An article cannot be worked through; the others go on."""


class BrokenInstallation(DashboardError, OSError):
    """Our own data cannot be read: models, tables of languages."""


class BadLanguageFile(DashboardError, ValueError):
    """A language or event type file has a mistake."""


class StoreUnavailable(DashboardError, OSError):
    """The store cannot be opened."""


class StoreDamaged(StoreUnavailable):
    """Part of the store cannot be read; what can be is to be saved."""
