"""An analyst asks the address that `argument status` prints, with queries from the documents."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from clickhouse_connect.driver.exceptions import DatabaseError

from tests.analyst import rows
from tests.stack import Stack, eventually

PAGE = (Path(__file__).parents[2] / "docs" / "analysts.md").read_text()
FIRST_QUERY = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)[0]
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1"


def printed_address(stack: Stack) -> str:
    front = json.loads(stack.run("status", "--json").stdout)["clickhouse"]
    scheme, host = front["url"].split("://")
    return f"{scheme}://{front['user']}:{front['password']}@{host}/{front['database']}"


@pytest.fixture
def view(stack: Stack, published: dict[str, Any]) -> None:
    """Somebody opened the link."""
    token = httpx.get(f"{stack.url}/api/v1/links/{published['slug']}").json()["telemetryToken"]
    event = {"linkId": published["linkId"], "eventType": "view_started", "token": token}
    event |= {"sessionId": str(uuid4()), "eventId": str(uuid4())}
    sent = httpx.post(f"{stack.url}/api/v1/analytics/track", json=event, headers={"User-Agent": PHONE})
    assert sent.status_code == httpx.codes.ACCEPTED


def test_a_documented_query_answers_at_the_printed_address(stack: Stack, published: dict[str, Any], view: None):
    def views_today() -> int:
        found = rows(printed_address(stack), FIRST_QUERY)
        return sum(row["total_views"] for row in found if row["name"] == "Opened often")

    assert eventually(views_today) >= 1


@pytest.mark.parametrize("sql", ["DROP TABLE view_events", "INSERT INTO catalogue_positions VALUES ('x', 1)"])
def test_the_printed_address_cannot_write(stack: Stack, sql: str):
    with pytest.raises(DatabaseError, match=r"(?i)readonly|not enough privileges|read-only"):
        rows(printed_address(stack), sql)
