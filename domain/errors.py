"""The errors that a decision can raise. Status codes live in adapters/http/errors.py.

    ArgumentError
    ├── NotFound          it is not there, or not yours: the two look the same
    ├── Conflict          somebody else was first
    │   ├── VersionConflict   the caller's version is not the current one
    │   └── SlugTaken         the slug belongs to another link
    └── Invalid           the command breaks a rule

An expected outcome of work (a picture without features) is an event, not an error.
"""

from __future__ import annotations

from uuid import UUID


class ArgumentError(Exception):
    """The root. ``code`` is stable and shown to clients, ``detail`` says what to do."""

    code = "error"

    def __init__(self, detail: str, code: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or type(self).code


class NotFound(ArgumentError):
    """Not there, or another account's."""

    code = "not_found"

    @classmethod
    def of(cls, kind: str, id: UUID) -> NotFound:
        """For the thing of this kind ("project") with this id."""
        return cls(f"There is no {kind} {id} in this account.", f"{kind}_not_found")


class Conflict(ArgumentError):
    """The state moved on; the caller should look again."""

    code = "conflict"


class VersionConflict(Conflict):
    """The version in If-Match is not the current one."""

    code = "version_conflict"


class SlugTaken(Conflict):
    """The slug belongs to another link."""

    code = "slug_taken"


class Invalid(ArgumentError):
    """A rule is broken; the same command will fail again."""

    code = "invalid"
