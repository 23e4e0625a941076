// Puts newer HTML into a part of the page without losing what a person is at: focus, open details, sound that plays.
"use strict";

const keyOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.id || node.dataset?.key || "" : "");

function isAlike(old, fresh) {
  return old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName && keyOf(old) === keyOf(fresh);
}

function partner(parent, at, fresh) {
  const key = keyOf(fresh);
  if (!key) return at && isAlike(at, fresh) ? at : null;
  for (let node = at; node; node = node.nextSibling) if (isAlike(node, fresh)) return node;
  return null;
}

function freshenAttributes(old, fresh) {
  const kept = old.nodeName === "DETAILS" ? ["open"] : [];
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !kept.includes(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && !kept.includes(name)) old.setAttribute(name, value);
  }
}

function freshenNode(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  if (old.nodeName === "AUDIO" && old.getAttribute("src") === fresh.getAttribute("src")) return;
  freshenAttributes(old, fresh);
  freshenChildren(old, fresh);
}

function freshenChildren(old, fresh) {
  let at = old.firstChild;
  for (const child of [...fresh.childNodes]) {
    const match = partner(old, at, child);
    if (!match) {
      old.insertBefore(child, at);
      continue;
    }
    if (match === at) at = at.nextSibling;
    else old.insertBefore(match, at);
    freshenNode(match, child);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

function freshen(root, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const focused = document.activeElement;
  freshenChildren(root, template.content);
  if (focused && focused !== document.activeElement && root.contains(focused)) focused.focus({ preventScroll: true });
}
