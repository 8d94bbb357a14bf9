from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest
from litestar import Request
from litestar.testing import RequestFactory

from adapters.http import built, headers
from adapters.http.link_cache import Ready
from adapters.http.site import sent
from adapters.http.start_page import start_page
from adapters.settings import SAMPLE_SLUG
from domain.slug import RESERVED
from tests.adapters.http.owner import Service

LIVE = {
    "state": "live",
    "imageUrl": "http://cdn.example/a.webp?<script>",
    "imageThumbnailUrl": "http://cdn.example/b.webp",
}


class Strict(HTMLParser):
    """Collects what a strict policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if tag in ("script", "style", "iframe", "object") or "style" in names or any(n.startswith("on") for n in names):
            self.refused.append(tag)


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_pages_need_no_script_and_load_nothing_from_elsewhere(service: Service, path: str) -> None:
    page = service.client.get(path)
    assert page.headers["content-type"].startswith("text/html")
    strict = Strict()
    strict.feed(page.text)
    assert strict.refused == []
    assert not re.search(r"(?:src|href)=.https?://(?!cdn\.example)", page.text.replace("http://127.0.0.1", ""))
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_start_page_shows_the_sample_once_it_is_there(service: Service) -> None:
    settings = msgspec.structs.replace(service.parts.settings, data_dir="/somewhere/data")
    page, again = start_page(settings, ready({}), local=True)
    assert again
    assert "looks again" in page
    page, again = start_page(settings, ready(LIVE), local=True)
    assert not again
    assert f"/v/{SAMPLE_SLUG}?demo=1" in page
    assert "a.webp?&lt;script&gt;" in page
    assert "/somewhere/data" in page
    assert "/somewhere/data" not in start_page(settings, ready(LIVE), local=False)[0]


def test_a_code_is_shown_where_a_phone_could_follow_it(service: Service) -> None:
    plain = msgspec.structs.replace(service.parts.settings, public_url="http://127.0.0.1:8000")
    assert "/qr?" not in start_page(plain, ready(LIVE), local=True)[0]
    assert "LAN=1" in start_page(plain, ready(LIVE), local=True)[0]
    assert "</a> on a phone" not in start_page(plain, ready(LIVE), local=True)[0]
    lan = msgspec.structs.replace(plain, public_url="https://192.168.1.2:8000", lan_ca="/somewhere/ca.crt")
    page = start_page(lan, ready(LIVE), local=False)[0]
    assert f"/api/v1/links/{SAMPLE_SLUG}/qr?" in page
    assert "/ca.crt" in page
    assert "</a> on a phone" in page


def ready(link: dict[str, str]) -> Ready:
    return Ready(200, [], msgspec.json.encode(link), b"")


def test_the_list_of_routes_says_who_may_ask(service: Service) -> None:
    page = service.client.get("/docs").text
    assert "POST /api/v1/markers/generate</code></td><td>account" in page
    assert "POST /api/v1/analytics/track</code></td><td>anybody" in page
    answer = service.client.get("/schema")
    document = answer.json()
    assert document["openapi"].startswith("3.1")
    referred = set(re.findall(r'"#/components/schemas/([^"]+)"', answer.text))
    assert referred <= set(document["components"]["schemas"])
    assert "ProjectPage" in referred
    assert not [name for name in document["components"]["schemas"] if "." in name]
    assert all(
        set(operation["responses"]) & {"200", "201", "202", "204"} and operation["operationId"]
        for item in document["paths"].values()
        for operation in item.values()
    )


def test_every_name_at_the_root_is_reserved_for_us(service: Service) -> None:
    for name in ("api", "assets", "docs", "health", "schema", "static", "ca"):
        assert name in RESERVED


def test_files_that_are_not_ours_are_not_found(service: Service) -> None:
    for path in ("/static/start.html", "/static/__init__.py", "/assets/../__init__.py", "/assets/%2e%2e/ar/index.html"):
        assert service.client.get(path).status_code == 404, path
    assert service.client.get("/ca.crt").status_code == 404
    assert service.client.get("/static/style.css").headers["content-type"].startswith("text/css")


def test_built_files_are_sent_compressed_and_kept_for_ever(service: Service, tmp_path: Path) -> None:
    script = tmp_path / "a.js"
    script.write_text("let a = 1;" * 100)
    found = built.load(script, 0)
    assert (found.media_type, len(found.packed) < len(found.body)) == ("text/javascript", True)
    assert sent(found, asking(accept_encoding="gzip, br"), {}).headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in sent(found, asking(), {}).headers
    assert sent(found, asking(if_none_match=found.etag), {}).status_code == 304


def asking(**headers: str) -> Request[Any, Any, Any]:
    return RequestFactory().get("/", headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_a_core_is_sent_compressed_as_what_it_is(tmp_path: Path) -> None:
    core = tmp_path / "tracker-ab.wasm"
    core.write_bytes(b"\0asm" + bytes(1000))
    answer = sent(built.load(core, 0), asking(accept_encoding="gzip"), {})
    assert (answer.media_type, answer.headers["Content-Encoding"]) == ("application/wasm", "gzip")


def test_only_the_tracking_workers_may_make_code_from_text_or_bytes() -> None:
    engines = {name: built.engine_of(f"assets/{name}/worker-BrFMzfeK.js") for name in headers.WORKERS}
    assert engines == {"nft": "nft", "planar": "planar"}
    others = ("index-abc.js", "nft/1.7.7/worker-x.js", "nft/worker-a/b.js", "planar/engine-a.js", "other/worker-a.js")
    assert {headers.script(built.engine_of(f"assets/{name}")) for name in others} == {headers.SCRIPT}
    assert "unsafe" not in headers.SCRIPT


def test_the_tracking_workers_reach_no_network_and_get_no_more_than_they_need() -> None:
    assert headers.script("planar") == "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"
    assert "'unsafe-eval'" in headers.script("nft")
    assert "connect-src" not in headers.script("nft")


def test_the_viewer_may_use_the_camera_and_load_assets_from_where_they_are(service: Service) -> None:
    settings = msgspec.structs.replace(service.parts.settings, asset_base_url="https://cdn.example/media")
    policy = headers.viewer(settings)
    assert "media-src 'self' https://cdn.example;" in policy["Content-Security-Policy"]
    assert "camera=(self)" in policy["Permissions-Policy"]


def test_the_link_is_asked_for_before_the_script_is_there() -> None:
    wanted = "</api/v1/links/summer-24>; rel=preload; as=fetch; crossorigin=anonymous"
    assert headers.early("summer-24") == {"Link": wanted}
    assert headers.early("a>; rel=preload") == {}


def test_a_viewer_that_is_not_built_says_what_to_do(service: Service) -> None:
    page = service.client.get("/v/anything")
    if built.find(built.PAGE) is None:
        assert (page.status_code, page.json()["code"]) == (503, "viewer_not_built")
    else:
        assert page.status_code == 200
        assert "script-src 'self'" in page.headers["content-security-policy"]
        assert page.headers["link"].startswith("</api/v1/links/anything>")
