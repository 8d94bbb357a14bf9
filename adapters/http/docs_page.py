"""The page at /docs: every route in a table, made from the OpenAPI document. No script, nothing from elsewhere."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import Any

from litestar import Litestar

from adapters.http.documented import ABOUT
from adapters.http.pages import Markup, render

METHODS = ("get", "post", "put", "patch", "delete")
SAID = re.sub("`([^`]+)`", r"<code>\1</code>", escape(ABOUT))
INTRO = f"<h1>The API</h1><p class='lead'>{SAID} <a href='/schema'>OpenAPI 3.1</a> has every field.</p>"


@cache
def docs_page(app: Litestar) -> str:
    """The page."""
    schema: dict[str, Any] = app.openapi_schema.to_schema()
    rows = [
        row(method, path, operation)
        for path, item in sorted(schema["paths"].items())
        for method, operation in item.items()
        if method in METHODS
    ]
    table = f"<tr><th>Request</th><th>Who</th><th>What</th></tr>{''.join(rows)}"
    content = Markup(f"{INTRO}<section class='wide'><table>{table}</table></section>")
    return render("frame.html", {"title": "ARgument API", "content": content})


def row(method: str, path: str, operation: dict[str, Any]) -> str:
    """One route; one that is public has a security of its own, which asks for nothing."""
    said = (operation.get("description") or operation.get("summary") or "").replace("``", "")
    who = "anybody" if {} in operation.get("security", ()) else "account"
    return f"<tr><td><code>{method.upper()} {escape(path)}</code></td><td>{who}</td><td>{escape(said)}</td></tr>"
