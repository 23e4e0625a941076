"""What axe would find that a script of ours can find, too: names, labels, headings, contrast, sizes of targets.

It is not axe: nothing here looks at ARIA roles that do not fit, at focus order, or at what a screen reader says.
"""

from playwright.sync_api import Page

PROBE = r"""
() => {
  const faults = [];
  const say = (what, node) => faults.push(what + ": " + node.outerHTML.slice(0, 90));
  const seen = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const name = (node) => (node.getAttribute("aria-label") || node.innerText || node.title
    || [...node.querySelectorAll("img[alt]")].map((image) => image.alt).join("") || node.textContent || "").trim();

  document.querySelectorAll("img:not([alt])").forEach((node) => say("picture without alt", node));
  document.querySelectorAll("a[href], button, summary").forEach((node) => {
    if (seen(node) && !name(node)) say("nothing to call it by", node);
  });
  document.querySelectorAll("input:not([type=hidden]), select, textarea").forEach((node) => {
    if (!node.labels?.length && !node.getAttribute("aria-label")) say("field without label", node);
  });
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  ids.filter((id, at) => ids.indexOf(id) !== at).forEach((id) => faults.push("id twice: " + id));
  document.querySelectorAll("[aria-labelledby], [aria-describedby]").forEach((node) => {
    const named = (node.getAttribute("aria-labelledby") || node.getAttribute("aria-describedby")).split(/\s+/);
    named.filter((id) => !document.getElementById(id)).forEach((id) => say("names no " + id, node));
  });

  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].filter(seen).map((node) => Number(node.tagName[1]));
  levels.forEach((level, at) => {
    if (at && level > levels[at - 1] + 1) faults.push("heading leaps from " + levels[at - 1] + " to " + level);
  });
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  if (document.querySelectorAll("main").length !== 1) faults.push("not one main");
  if (!document.documentElement.lang || !document.title) faults.push("no language or title");

  const channels = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const light = (rgb) => rgb.slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  function ground(node) {
    for (let each = node; each; each = each.parentElement) {
      const style = getComputedStyle(each), rgb = channels(style.backgroundColor);
      if (style.backgroundImage !== "none") return null;
      if (rgb.length === 3 || rgb[3] === 1) return rgb;
    }
    return [255, 255, 255];
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const node = text.parentElement;
    if (!text.data.trim() || !seen(node) || node.closest("[disabled], [aria-hidden=true], svg, option")) continue;
    const style = getComputedStyle(node), behind = ground(node);
    if (!behind || node.getBoundingClientRect().width < 2) continue;
    const pair = [light(channels(style.color)), light(behind)].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (ratio < (large ? 3 : 4.5)) say("contrast " + ratio.toFixed(2), node);
  }

  document.querySelectorAll("a[href], button, summary, input, select").forEach((node) => {
    const box = node.getBoundingClientRect(), inText = node.closest("p, dd, figcaption, .meta, h1, h2, h3, h4");
    if (seen(node) && box.width > 1 && !inText && box.height < 24) say("target of " + box.height + " px", node);
  });
  return faults;
}
"""


def faults(page: Page) -> list[str]:
    """Return what stands in the way of somebody on the page that is open."""
    found: list[str] = page.evaluate(PROBE)
    return found
