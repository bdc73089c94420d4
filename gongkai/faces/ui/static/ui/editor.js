// Makes every <textarea data-editor> a small editor; without this file the textarea does the work.
import { cleanHtml, paragraphs } from "./wordpaste.js";

const TABLE = "<table><thead><tr><th scope=\"col\">列一</th><th scope=\"col\">列二</th><th scope=\"col\">列三</th></tr></thead>"
  + "<tbody><tr><td><br></td><td><br></td><td><br></td></tr><tr><td><br></td><td><br></td><td><br></td></tr></tbody></table><p><br></p>";
// document.execCommand is old, but it alone keeps the browser's own undo history.
const TOOLS = [
  { label: "标题", run: () => document.execCommand("formatBlock", false, "h3") },
  { label: "正文", run: () => document.execCommand("formatBlock", false, "p") },
  { label: "加粗", state: "bold", run: () => document.execCommand("bold") },
  { label: "列表", state: "insertUnorderedList", run: () => document.execCommand("insertUnorderedList") },
  { label: "编号", state: "insertOrderedList", run: () => document.execCommand("insertOrderedList") },
  { label: "插入表格", run: () => document.execCommand("insertHTML", false, TABLE) },
  { label: "表格加一行", run: addRow },
  { label: "撤销", run: () => document.execCommand("undo") },
];

for (const textarea of document.querySelectorAll("textarea[data-editor]")) enhance(textarea);

function enhance(textarea) {
  const area = writingArea(textarea);
  const bar = toolbar(textarea, area);
  const box = document.createElement("div");
  box.className = "editor";
  box.append(bar, area);
  textarea.after(box);
  handOver(textarea, area);
  const save = () => { textarea.value = area.textContent.trim() || area.querySelector("table") ? cleanHtml(area.innerHTML) : ""; };
  area.addEventListener("focusout", save);
  area.addEventListener("paste", paste);
  // A reset form shows its first text again, so the area must too.
  textarea.form?.addEventListener("reset", () => setTimeout(() => { area.innerHTML = asHtml(textarea.value); }));
  textarea.form?.addEventListener("submit", save);
  document.addEventListener("selectionchange", () => showState(bar, area));
}

function writingArea(textarea) {
  const area = document.createElement("div");
  area.contentEditable = "true";
  area.className = "writing";
  area.setAttribute("role", "textbox");
  area.setAttribute("aria-multiline", "true");
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) area.setAttribute(name, textarea.getAttribute(name));
  }
  area.innerHTML = asHtml(textarea.value);
  area.addEventListener("focus", () => {
    document.execCommand("defaultParagraphSeparator", false, "p");
    document.execCommand("styleWithCSS", false, "false");
  });
  return area;
}

function asHtml(value) {
  return /<[a-z][^>]*>/i.test(value) ? cleanHtml(value) : paragraphs(value);
}

// The area takes the id, so that the label and the links of the error list lead to it.
function handOver(textarea, area) {
  const label = textarea.labels?.[0];
  if (textarea.required) area.setAttribute("aria-required", "true");
  textarea.required = false;
  textarea.hidden = true;
  area.id = textarea.id;
  textarea.id = `${area.id}_source`;
  if (!label) return;
  label.id = label.id || `${area.id}_label`;
  label.addEventListener("click", () => area.focus());
  area.setAttribute("aria-labelledby", label.id);
}

function toolbar(textarea, area) {
  const bar = document.createElement("div");
  bar.className = "tools";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", `${textarea.labels?.[0]?.textContent || "正文"}的排版`);
  for (const tool of TOOLS) bar.append(button(tool, area));
  return bar;
}

function button(tool, area) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn";
  made.textContent = tool.label;
  if (tool.state) { made.dataset.state = tool.state; made.setAttribute("aria-pressed", "false"); }
  made.addEventListener("mousedown", (event) => event.preventDefault());
  made.addEventListener("click", () => { area.focus(); tool.run(area); });
  return made;
}

function showState(bar, area) {
  if (!area.contains(document.getSelection()?.anchorNode)) return;
  for (const one of bar.querySelectorAll("[data-state]")) {
    one.setAttribute("aria-pressed", String(document.queryCommandState(one.dataset.state)));
  }
}

function paste(event) {
  const html = event.clipboardData?.getData("text/html");
  const text = event.clipboardData?.getData("text/plain") || "";
  if (!html && !text.includes("\n")) return;
  event.preventDefault();
  document.execCommand("insertHTML", false, html ? cleanHtml(html) : paragraphs(text));
}

function addRow(area) {
  const at = document.getSelection()?.anchorNode;
  const inside = (at?.nodeType === Node.ELEMENT_NODE ? at : at?.parentElement)?.closest("tr");
  if (!inside || !area.contains(inside)) return;
  const row = document.createElement("tr");
  for (const cell of inside.cells) {
    const empty = document.createElement("td");
    if (cell.colSpan > 1) empty.colSpan = cell.colSpan;
    empty.append(document.createElement("br"));
    row.append(empty);
  }
  if (inside.parentElement.tagName === "THEAD") (inside.closest("table").tBodies[0] || inside.closest("table").createTBody()).prepend(row);
  else inside.after(row);
}
