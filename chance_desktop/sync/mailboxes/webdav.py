"""A WebDAV mailbox, loaded at its first use: its line follows a server no further than its own place, and knows a page made for
a browser.

httpx's own redirects are left aside: its WebDAV library asks for them in listings and downloads, which lets a server, or the network
on the way, lead a poste anywhere; and they turn a listing into a plain download.
"""

from __future__ import annotations

import ssl
from typing import Any, cast
from xml.etree.ElementTree import ParseError

import httpx
from webdav4.client import Client, ClientError  # type: ignore[import-untyped]
from webdav4.fsspec import WebdavFileSystem  # type: ignore[import-untyped]
from webdav4.http import Client as HttpClient  # type: ignore[import-untyped]

from chance_desktop.sync.mailboxes.failures import MailboxRefuses, SentElsewhere, SignInPage
from chance_desktop.sync.mailboxes.systems import ANSWER, CONNECT, Access, Files, System, may_go_by_proxy

_MOST_TURNS = 5
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_FOR_NOW = frozenset((302, 303, 307))
_SIGN_IN_FIRST = 511
"""RFC 6585: network authentication required."""
_NEVER_A_PAGE = frozenset(("PROPFIND", "GET", "PUT", "MOVE", "MKCOL"))
"""What no WebDAV server answers with 200 and a page: 207, the file itself, 201 or 204."""
_LONGEST_HOST = 80


def webdav_errors() -> tuple[type[Exception], ...]:
    """What a WebDAV server raises."""
    return (OSError, httpx.HTTPError, httpx.InvalidURL, ClientError, ParseError)


def open_webdav(access: Access) -> System:
    """A WebDAV server."""
    address = access.address
    line = Line(
        auth=(access.user, access.password) if access.user or access.password else None,
        timeout=httpx.Timeout(ANSWER, connect=CONNECT),
        verify=ssl.create_default_context(),  # the certificates the computer trusts, those of an organisation included
        trust_env=may_go_by_proxy(address),
    )
    try:
        base = settled(line, address.web)
    except BaseException:
        line.close()
        raise
    files = WebdavFileSystem(base, client=Client(base, http_client=line, retry=False), skip_instance_cache=True)

    def rename(former: str, new: str) -> None:
        files.client.move(former, new, overwrite=True)

    return System(cast("Files", files), "", "/", line.close, rename)


class Line(HttpClient):  # type: ignore[misc]
    """An HTTP client whose every answer is checked. Raises `SentElsewhere` or `SignInPage` besides what httpx raises."""

    def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        """Send, again where the same server says that the place has another path."""
        options["follow_redirects"] = False
        for _turn in range(_MOST_TURNS):
            response: httpx.Response = super().send(request, **options)
            try:
                target = _target(request, response)
                if target is None:
                    return response
                following = self._sent_there(request, target)
            except BaseException:
                response.close()
                raise
            response.close()
            request = following
        raise MailboxRefuses

    def _sent_there(self, request: httpx.Request, target: httpx.URL) -> httpx.Request:
        """The same request for another place of the same server; what was poured out already cannot be sent again."""
        if not isinstance(request.stream, httpx.ByteStream):
            raise SentElsewhere(_host(target))
        headers = [
            (name, value)
            for name, value in request.headers.multi_items()
            if name not in ("host", "authorization", "content-length")
        ]
        made: httpx.Request = self.build_request(
            request.method, target, headers=headers, content=request.read(), extensions=request.extensions
        )
        return made


def settled(line: Line, address: str) -> str:
    """Where the folder of the mailbox really is, on the same server, for a server that gave it another path."""
    response = line.propfind(address, headers={"Depth": "0"})
    return str(response.url).rstrip("/") if response.status_code == httpx.codes.MULTI_STATUS else address


def _target(request: httpx.Request, response: httpx.Response) -> httpx.URL | None:
    """Where an answer leads on the same server; nothing when it is the answer."""
    status = response.status_code
    if status == _SIGN_IN_FIRST:
        raise SignInPage
    if status in _REDIRECTS and "location" in response.headers:
        target = response.url.join(response.headers["location"])
        if _same_place(request.url, target):
            return target
        # behind TLS that was checked, no network stands between: the server itself says so
        portal = request.url.scheme == "http" and status in _FOR_NOW
        raise SignInPage(_host(target)) if portal else SentElsewhere(_host(target))
    page = response.headers.get("content-type", "").startswith("text/html")
    if page and status == httpx.codes.OK and request.method in _NEVER_A_PAGE:
        raise SignInPage
    return None


def _same_place(here: httpx.URL, there: httpx.URL) -> bool:
    """The same host, never from an encrypted link to one in clear."""
    if here.raw_host != there.raw_host or there.userinfo:
        return False
    if here.scheme == "http" and there.scheme == "https":
        return True
    return here.scheme == there.scheme and here.port == there.port


def _host(url: httpx.URL) -> str:
    return url.raw_host.decode("ascii")[:_LONGEST_HOST]
