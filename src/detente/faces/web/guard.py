"""The guard: who may ask the workbench, for what, and what a browser may do with the answer.

A page on the loopback is reachable by every page that the same browser has open. So only known host names are
answered (a foreign name may be made to point here), whatever changes something must come from a page of ours,
and on any other host a token is asked for. Answers forbid scripts, styles and connections from elsewhere.
"""

import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from detente.shelf.read_text import LARGEST as DOCUMENT

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = frozenset({"same-origin", "none"})
COOKIE, QUERY = "detente", "token"
LARGEST = 4 * 2**20  # bytes of a request: above that of a document, which a form makes larger
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True)
class Guard:
    """Stands before the pages.

    hosts  names under which this server is known, without ports; empty: any
    token  what whoever asks has to know; empty: nobody is asked
    """

    app: ASGIApp
    hosts: frozenset[str] = LOOPBACK
    token: str = field(default="", repr=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse with a sentence."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refused(scope)
        if refusal is not None:
            await _as_asked(scope, refusal)(scope, receive, _guarded(send))
            return
        await self.app(scope, _bounded(receive), _guarded(send))

    def _refused(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if self.hosts and _name(headers.get("host", "")) not in self.hosts:
            known = ", ".join(sorted(self.hosts))
            return _sentence(f"This workbench answers under {known} only.", 421)
        if self.token and not self._known(scope, headers):
            return self._let_in(scope)
        if scope["method"] not in SAFE and not _own(headers):
            return _sentence("This was sent from a page of another site, and is not done.", 403)
        return _too_large() if _length(headers) > LARGEST else None

    def _known(self, scope: Scope, headers: Headers) -> bool:
        given = [headers.get("authorization", "").removeprefix("Bearer "), _cookie(headers)]
        return any(_same(one, self.token) for one in given) and QUERY not in _asked(scope)

    def _let_in(self, scope: Scope) -> Response:
        """Take a token out of the address into a cookie, or say that one is needed."""
        asked = _asked(scope)
        if not _same(asked.pop(QUERY, ""), self.token):
            return _sentence("Open the address that `detente serve` has printed: it holds a token.", 401)
        path = scope["path"] if scope["path"].startswith("/") and scope["path"][1:2] not in "/\\" else "/"
        answer = RedirectResponse(path + (f"?{urlencode(asked)}" if asked else ""), 303)
        answer.set_cookie(COOKIE, self.token, httponly=True, samesite="strict")
        return answer


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(24)


def _name(host: str) -> str:
    """Return the name in a Host header, without its port.

    >>> _name("localhost:8300"), _name("[::1]:8300"), _name("127.0.0.1")
    ('localhost', '::1', '127.0.0.1')
    """
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _length(headers: Headers) -> int:
    """Return how long a request says that it is; one that may have a body and does not say is too long."""
    said = headers.get("content-length", "" if "transfer-encoding" in headers else "0")
    return int(said) if said.isdigit() else LARGEST + 1


def _own(headers: Headers) -> bool:
    """Say whether a request comes from a page of this server, or from no page at all.

    Browsers say where a request comes from; programs say nothing, and hold no cookie that could be misused.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in OURS
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host", "")


def _asked(scope: Scope) -> dict[str, str]:
    return dict(parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True))


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode(), other.encode())


def _sentence(words: str, status: int) -> Response:
    return PlainTextResponse(words + "\n", status)


def _as_asked(scope: Scope, refusal: Response) -> Response:
    """Return a sentence as the document that the JSON interface refuses by."""
    if not isinstance(refusal, PlainTextResponse) or not scope["path"].startswith("/api/"):
        return refusal
    what = bytes(refusal.body).decode().rstrip("\n")
    told = {"file": "", "line": 0, "column": 0, "what": what, "why": "", "fix": ""}
    return JSONResponse({"errors": [told]}, refusal.status_code)


def _too_large() -> Response:
    most = LARGEST // 2**20
    return _sentence(
        f"That is larger than {most} MB. Documents and files are taken up to {DOCUMENT // 10**6} MB.", 413
    )


def _guarded(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sending


def _bounded(receive: Receive) -> Receive:
    """Return the same, ending as if the other side had gone where more comes than was announced."""
    seen = [0]

    async def receiving() -> Message:
        message = await receive()
        seen[0] += len(message.get("body", b""))
        return {"type": "http.disconnect"} if seen[0] > LARGEST else message

    return receiving
