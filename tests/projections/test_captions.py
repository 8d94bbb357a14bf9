from __future__ import annotations

from application import commands
from projections.media import get_media
from projections.public_links import public_link
from projections.usage import usage_of
from tests.projections.reading import Reading
from tests.story import published


def test_a_video_and_its_links_show_its_captions(read: Reading):
    story, ids = read.story, published(read.story)
    story.caption(story.caption(ids["video"], "ru", "Русский"), "en", "English")
    story.caption(ids["video"], "en", "English (CC)", 400)
    for languages in (["en", "ru"], ["en"]):
        read.catch_up()
        row, link = get_media(read.conn, story.account_id, ids["video"]), public_link(read.conn, str(ids["link"]))
        assert row
        assert link
        state = story.app.streams().media(ids["video"])
        assert sorted(row.captions) == languages
        assert (row.captions, row.version) == (state.captions, state.version)
        assert link.targets[0].videos[0].captions == state.captions
        if "ru" in languages:
            story.give(commands.RemoveCaptions, media_id=ids["video"], language="ru")


def test_captions_count_as_bytes_of_their_account_while_they_are_there(read: Reading):
    story, ids = read.story, published(read.story)

    def counted() -> int:
        read.catch_up()
        return usage_of(read.conn, story.account_id).rendition_bytes

    before = counted()
    story.caption(story.caption(ids["video"], "ru", size=70), "en", size=30)
    assert counted() == before + 100
    story.caption(ids["video"], "ru", size=20)
    assert counted() == before + 50
    story.give(commands.RemoveCaptions, media_id=ids["video"], language="en")
    assert counted() == before + 20
    story.give(commands.DeleteMedia, media_id=ids["video"])
    assert counted() == before - 9000
