"""What can go wrong in the dashboard.

DashboardError
├─ UnreadableArticle (ValueError)   these bytes are no article we can read
├─ BadLanguageFile (ValueError)     a language or event type file has a mistake
└─ StoreUnavailable (OSError)       the store cannot be opened or is of a newer version
"""


class DashboardError(Exception):
    """Anything the dashboard cannot do; the message names the thing, the fault and the remedy."""


class UnreadableArticle(DashboardError, ValueError):
    """An article cannot be read; nothing of it was kept."""


class BadLanguageFile(DashboardError, ValueError):
    """A language or event type file has a mistake."""


class StoreUnavailable(DashboardError, OSError):
    """The store cannot be opened."""
