"""The watched folder says that a file was saved."""

import asyncio

import pytest

from consent_tui.tui.studio.watching import changes

pytest.importorskip("watchfiles")


async def saved(folder, save):
    """Return once a change is told; the save is repeated until somebody listens."""
    told = asyncio.ensure_future(anext(changes(folder)))
    for _ in range(200):
        save()
        done, _ = await asyncio.wait({told}, timeout=0.1)
        if done:
            return await told
    raise AssertionError("nothing was told")


@pytest.mark.parametrize("how", ["written", "moved into place"])
async def test_a_save_is_told_however_an_editor_does_it(tmp_path, how):
    page = tmp_path / "en/pages/touch.md"
    page.parent.mkdir(parents=True)
    page.write_text("one")
    times = iter(range(1000))

    def save():
        if how == "written":
            page.write_text(f"two {next(times)}")
        else:
            beside = page.with_name("touch.md~new")
            beside.write_text(f"two {next(times)}")
            beside.replace(page)

    told = await saved(tmp_path, save)
    assert any(path.endswith("touch.md") for _, path in told)
