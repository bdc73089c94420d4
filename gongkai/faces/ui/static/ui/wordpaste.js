// Turns any HTML, that of Word and WPS above all, into the few elements a document needs.

const RENAMED = { B: "STRONG", I: "EM", H1: "H3", H2: "H3", H5: "H4", H6: "H4" };
const INLINE = new Set(["STRONG", "EM", "A", "SUP", "SUB", "BR"]);
const BLOCK = new Set(["P", "H3", "H4", "UL", "OL", "LI", "TABLE", "CAPTION", "THEAD", "TBODY", "TFOOT", "TR", "TH", "TD"]);
const DROPPED = new Set(["SCRIPT", "STYLE", "META", "LINK", "TITLE", "IMG", "SVG", "OBJECT", "IFRAME", "TEMPLATE", "INPUT", "BUTTON"]);
const KEPT = { TD: ["colspan", "rowspan"], TH: ["colspan", "rowspan", "scope"], A: ["href"], OL: ["start"] };
const FRAMES = new Set(["TABLE", "THEAD", "TBODY", "TFOOT", "TR", "UL", "OL"]);
const EMPTY_GOES = new Set(["P", "H3", "H4", "LI", "UL", "OL", "STRONG", "EM", "A", "SUP", "SUB"]);
const PARTS = "p,h1,h2,h3,h4,h5,h6,ul,ol,table,div,section,article,blockquote,pre";

// The HTML of `source` (an HTML text) with nothing left but the elements above.
export function cleanHtml(source) {
  const parsed = new DOMParser().parseFromString(source, "text/html");
  gatherLists(parsed.body);
  const holder = document.implementation.createHTMLDocument("").createElement("div");
  copyChildren(parsed.body, holder);
  wrapLooseText(holder);
  return holder.innerHTML;
}

// Plain text as paragraphs, one a line.
export function paragraphs(text) {
  const holder = document.createElement("div");
  for (const line of text.split(/\r?\n/)) {
    if (!line.trim()) continue;
    const part = document.createElement("p");
    part.textContent = line.trim();
    holder.append(part);
  }
  return holder.innerHTML;
}

function copyChildren(from, to) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) copyText(node.data.replace(/[\t\r\n ]+/g, " "), to);
    else if (node.nodeType === Node.ELEMENT_NODE) copyElement(node, to);
  }
}

// Line ends between rows and items are layout of the source, not text.
function copyText(text, to) {
  if (text.trim() || !FRAMES.has(to.tagName)) to.append(text);
}

function copyElement(element, to) {
  const name = RENAMED[element.tagName] || element.tagName;
  const ignored = /mso-list:\s*ignore/i.test(element.getAttribute("style") || "");
  if (DROPPED.has(name.toUpperCase()) || ignored) return;
  const known = INLINE.has(name) || BLOCK.has(name);
  // An unknown block (div) with text of its own becomes a paragraph, anything else is unwrapped.
  const paragraph = element.matches(PARTS) && !element.querySelector(PARTS);
  if (!known && !(paragraph && !to.closest("p,li,td,th,h3,h4"))) return copyChildren(element, to);
  const copy = to.ownerDocument.createElement(known ? name : "P");
  copyAttributes(element, copy);
  if (name === "A" && !copy.hasAttribute("href")) return copyChildren(element, to);
  copyChildren(element, copy);
  // Empty paragraphs are Word's way to make room; empty cells are cells.
  if (copy.textContent.trim() || !EMPTY_GOES.has(copy.tagName)) to.append(copy);
}

function copyAttributes(from, to) {
  for (const name of KEPT[to.tagName] || []) {
    const value = from.getAttribute(name);
    if (value && (name !== "href" || /^(https?:|mailto:|\/(?!\/)|#)/i.test(value.trim()))) to.setAttribute(name, value.trim());
  }
}

function wrapLooseText(holder) {
  let loose = null;
  for (const node of [...holder.childNodes]) {
    if (node.nodeType === Node.ELEMENT_NODE && BLOCK.has(node.tagName)) { loose = null; continue; }
    if (!loose && !node.textContent.trim()) { node.remove(); continue; }
    if (!loose) { loose = holder.ownerDocument.createElement("p"); node.before(loose); }
    loose.append(node);
  }
}

// Word writes a list as paragraphs whose style names the list and whose first span is the mark.
function gatherLists(body) {
  for (const item of body.querySelectorAll("p[style*='mso-list' i]")) {
    const mark = item.querySelector("[style*='mso-list' i]");
    const name = mark && /^\s*[(（]?[0-9a-z]/i.test(mark.textContent) && !/^\s*[ol]\s/i.test(mark.textContent) ? "OL" : "UL";
    let list = item.previousElementSibling;
    if (!list || list.tagName !== name || !list.hasAttribute("data-gathered")) {
      list = body.ownerDocument.createElement(name);
      list.setAttribute("data-gathered", "");
      item.before(list);
    }
    const entry = body.ownerDocument.createElement("li");
    entry.append(...item.childNodes);
    list.append(entry);
    item.remove();
  }
}
