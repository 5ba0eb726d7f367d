"""The token that the server was started with: who holds it may come in, as with Jupyter.

The address that the start prints carries it; it becomes a cookie of that browser, and the address
goes on without it. Other users of the machine, who reach the port as well, do not have it.
"""

from hmac import compare_digest
from html import escape
from urllib.parse import quote, urlencode

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from dashboard.translations import ENGLISH, languages, translator

FIELD, COOKIE, BEARER = "token", "dateline-token", "Bearer "
LANGUAGE = "dateline-language"  # the cookie that remembers which one was chosen
PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
{again}
<title>Dateline</title>
<style>
  :root {{ color-scheme: light dark; font: 1rem/1.5 sans-serif; }}
  body {{ max-width: 34rem; margin: 15vh auto; padding: 0 1rem; }}
  input, button {{ font: inherit; padding: 0.3rem 0.6rem; }}
</style>
<h1>Dateline</h1>
<p>{why}</p>
<form>{hidden}<label>{label} <input name="token" autocomplete="off" autofocus></label>
<button>{button}</button></form>
"""
HIDDEN = '<input type="hidden" name="{}" value="{}">'
AGAIN = '<meta http-equiv="refresh" content="0; url={address}">'


def holds(asked: HTTPConnection, token: str) -> bool:
    """Return whether a request brings the token, as a cookie or in its Authorization header."""
    authorization = asked.headers.get("authorization", "")
    given = (asked.cookies.get(_cookie(asked), ""), authorization.removeprefix(BEARER))
    return any(_same(one, token) for one in given)


def answer(asked: HTTPConnection, token: str) -> Response | None:
    """Answer who comes without the token, or with it in the address; None lets a request in."""
    visit = _is_visit(asked)
    given = asked.query_params.get(FIELD) if visit else None
    if given is None and holds(asked, token):
        return None
    if not visit:
        return PlainTextResponse("this needs the token that Dateline printed at its start", 401)
    if given is not None and (_same(given, token) or holds(asked, token)):
        return _admitted(asked, token)
    return _question(asked, wrong=bool(given))


def _admitted(asked: HTTPConnection, token: str) -> Response:
    """Go on to the address without the token, which from now on is a cookie."""
    response = RedirectResponse(_address(asked), 303)
    response.set_cookie(
        _cookie(asked),
        token,
        httponly=True,
        samesite="strict",
        secure=asked.scope["scheme"] == "https",
    )
    return response


def _question(asked: HTTPConnection, *, wrong: bool) -> Response:
    """Ask for the token."""
    _ = translator(_language(asked))
    if wrong:
        why = _("This is not the token of the Dateline that runs now. Each start has a new one.")
    else:
        why = _(
            "Only who has its token may open this Dateline. It is in the address that Dateline "
            "printed when it was started."
        )
    # A browser keeps a strict cookie back when a link of another site, or of a file, leads here;
    # asked once more from this page, it sends the cookie.
    again = asked.headers.get("sec-fetch-site") == "cross-site" and FIELD not in asked.query_params
    page = PAGE.format(
        language=_.language,
        direction="rtl" if _.rtl else "ltr",
        again=AGAIN.format(address=escape(_address(asked, token=""))) if again else "",
        why=escape(why),
        hidden="".join(HIDDEN.format(*map(escape, pair)) for pair in _query(asked)),
        label=escape(_("Token")),
        button=escape(_("Open")),
    )
    return HTMLResponse(page, 401, {"Cache-Control": "no-store"})


def _address(asked: HTTPConnection, **fields: str) -> str:
    """Return the path and the query that are asked for, with another token or none."""
    # of our own, whatever the path: //elsewhere would be another machine
    path = quote("/" + asked.scope["path"].lstrip("/\\"))
    return f"{path}?{urlencode([*_query(asked), *fields.items()])}".rstrip("?")


def _query(asked: HTTPConnection) -> list[tuple[str, str]]:
    return [pair for pair in asked.query_params.multi_items() if pair[0] != FIELD]


def _language(asked: HTTPConnection) -> str:
    """Return the language of who asks: chosen before, else the first that the browser wishes."""
    wished = [asked.query_params.get("lang", ""), asked.cookies.get(LANGUAGE, "")]
    for part in asked.headers.get("accept-language", "").split(","):
        wished.append(part.split(";")[0].strip()[:2].lower())
    return next((code for code in wished if code in languages()), ENGLISH)


def _is_visit(asked: HTTPConnection) -> bool:
    """Return whether somebody opens an address, rather than a page fetching something."""
    method, accepted = asked.scope.get("method"), asked.headers.get("accept", "")
    return method == "GET" and "text/html" in accepted


def _cookie(asked: HTTPConnection) -> str:
    """Name the cookie by the port: a browser sends the cookies of all ports of a host."""
    port = asked.headers.get("host", "").rpartition(":")[2]
    return f"{COOKIE}-{port}" if port.isdecimal() else COOKIE


def _same(given: str, token: str) -> bool:
    return compare_digest(given.encode(), token.encode())
