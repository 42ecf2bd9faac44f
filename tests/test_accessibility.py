"""No page that people are sent has a serious finding of axe-core, and no page loads anything from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import needs_chromium, open_page, serious_findings

from analysis.article import Article
from analysis.reports import page_of
from analysis.reports.log import index_page

ROOT = Path(__file__).resolve().parent.parent
pytestmark = needs_chromium


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, Path]:
    """Every notebook with its stored outputs as the page that `report` makes of one, and the index of reports."""
    folder = tmp_path_factory.mktemp("pages")
    pages = {"index": folder / "index.html"}
    for notebook in (ROOT / "notebooks").glob("*.ipynb"):
        pages[notebook.stem] = folder / f"{notebook.stem}.html"
        pages[notebook.stem].write_text(page_of(notebook, Article(notebook.stem, "Talks."), {}), "utf-8")
    (folder / "a.json").write_text('{"article_id": "a", "made_at": "2024-05-07T10:00:00", "counts": {}}', "utf-8")
    (folder / "b.failed.ipynb").write_text("{}", "utf-8")
    pages["index"].write_text(index_page(folder), "utf-8")
    return pages


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index", "report", "explore", "compare", "agreement"])
def test_a_page_has_no_serious_finding_and_stands_alone(pages, name, scheme):
    requested = []
    with open_page() as browser:
        browser.emulate_media(color_scheme=scheme)
        browser.on("request", lambda request: requested.append(request.url.partition(":")[0]))
        browser.goto(pages[name].as_uri())
        scripts = browser.evaluate("document.scripts.length")
        findings = serious_findings(browser)
    assert findings == []
    assert scripts == 0
    assert set(requested) <= {"file", "data"}


def test_a_serious_finding_is_noticed():
    with open_page() as browser:
        browser.set_content('<html lang="en"><title>x</title><img src="data:,"><p style="color:#ddd">pale</p></html>')
        assert len(serious_findings(browser)) == 2
