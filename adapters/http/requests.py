"""Requests whose text is no text: the framework lets the decoder's error through, which would look like our fault."""

from __future__ import annotations

from typing import Any

from litestar import Request
from litestar.datastructures import FormMultiDict

from adapters.http.problems import Problem


def no_text() -> Problem:
    """A new one each time: a raised exception holds on to the frames that it passed."""
    return Problem(400, "invalid_request", "The body is not UTF-8 text.")


class StrictRequest(Request[Any, Any, Any]):
    """Refuses bodies that are not in the encoding that they claim."""

    async def json(self) -> Any:
        """Raises a problem for bytes that are not UTF-8."""
        try:
            return await super().json()
        except UnicodeDecodeError:
            raise no_text() from None

    async def form(self) -> FormMultiDict:
        """Raises a problem for a field that is not in its charset, or whose charset there is not."""
        try:
            return await super().form()
        except (UnicodeDecodeError, LookupError):
            raise no_text() from None


async def read_form(request: Request[Any, Any, Any]) -> None:
    """Before a handler that takes a form: reads it through ``form``, which the framework would go around."""
    await request.form()
