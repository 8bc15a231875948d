"""The watched folder says that a file was saved."""

import asyncio

import pytest

from consent_tui.tui.studio.watching import changes
from tests.content.small_pack import edited, write
from tests.tui.stage import text_of
from tests.tui.studio.bench import studying, until

pytest.importorskip("watchfiles")


async def saved(folder, save):
    """Return what is told once the folder is watched and something was saved."""
    telling = changes(folder)
    await anext(telling)
    save()
    try:
        return await asyncio.wait_for(anext(telling), timeout=60)
    finally:
        await telling.aclose()


@pytest.mark.parametrize("how", ["written", "moved into place"])
async def test_a_save_is_told_however_an_editor_does_it(tmp_path, how):
    page = tmp_path / "en/pages/touch.md"
    page.parent.mkdir(parents=True)
    page.write_text("one")

    def save():
        if how == "written":
            page.write_text("two")
        else:
            beside = page.with_name("touch.md~new")
            beside.write_text("two")
            beside.replace(page)

    told = await saved(tmp_path, save)
    assert any(path.endswith("touch.md") for _, path in told)


async def test_what_is_saved_while_the_studio_starts_is_shown(tmp_path):
    """Between reading the pack and watching its folder a save is told by nobody."""
    pack = write(tmp_path)

    async def standing(folder):
        write(folder, edited("en/pages/touch.md", "What gentle touch is", "Of gentle touch"))
        yield ()
        await asyncio.Event().wait()

    async with studying(pack, changes=standing) as (pilot, app, _):
        await until(pilot, lambda: "Of gentle touch" in text_of(app))
        assert "What gentle touch is" not in text_of(app)
