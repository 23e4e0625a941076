"""What axe-core finds on the page that is open: the engine comes in a package of the tests, nothing of it is ours."""

from collections.abc import Sequence
from importlib.resources import files

from playwright.sync_api import Page

ENGINE = files("axe_playwright_python").joinpath("axe.min.js")
COLOURS = ("color-contrast", "link-in-text-block")
LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """
async ([levels, rules]) => {
  const only = rules.length ? { type: "rule", values: rules } : { type: "tag", values: levels };
  const { violations } = await axe.run(document, { runOnly: only, resultTypes: ["violations"] });
  return violations.flatMap((found) => found.nodes.map((node) =>
    `${found.id}: ${node.html.slice(0, 120)} ${node.any.map((check) => check.message).join(" ").slice(0, 160)}`));
}
"""


def findings(page: Page, *, rules: Sequence[str] = ()) -> list[str]:
    """Return every finding, a minor one too: of all levels up to AA and of good practice, or of these rules alone."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(ENGINE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN, [LEVELS, list(rules)])
    return found
