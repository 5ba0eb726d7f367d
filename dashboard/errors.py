"""What can go wrong in the dashboard.

DashboardError
├─ UnreadableArticle (ValueError)   these bytes are no article we can read
├─ BadLanguageFile (ValueError)     a language or event type file has a mistake
└─ StoreUnavailable (OSError)       the store cannot be opened or is of a newer version
"""

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


class BadLanguageFile(DashboardError, ValueError):
    """A language or event type file has a mistake."""


class StoreUnavailable(DashboardError, OSError):
    """The store cannot be opened."""
