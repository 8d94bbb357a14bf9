from __future__ import annotations

from tests.own import own_settings, template

__all__ = ["own_settings", "template"]
