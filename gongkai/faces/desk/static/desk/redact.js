// Boxes drawn with the mouse or a pen on the picture of a page; they fill the fields below it.
// Without script the fields are filled by hand along the grid.
const sheet = document.querySelector("[data-sheet]");
const image = sheet?.querySelector("img");
const fields = document.querySelector("[data-boxes]");
const EDGES = ["left", "top", "right", "bottom"];
const SMALLEST = 0.5;

const rows = () => [...fields.querySelectorAll(".box")];
const inputs = (row) => EDGES.map((edge) => row.querySelector(`[name="${edge}"]`));
const values = (row) => inputs(row).map((input) => Number.parseFloat(input.value));

function emptyRow() {
  const free = rows().find((row) => inputs(row).every((input) => !input.value.trim()));
  if (free) return free;
  const last = rows().at(-1);
  const row = last.cloneNode(true);
  row.setAttribute("aria-label", `第 ${rows().length + 1} 个方框`);
  for (const input of inputs(row)) input.value = "";
  last.after(row);
  return row;
}

function place(shade, [left, top, right, bottom]) {
  const high = image.clientHeight;
  const wide = image.clientWidth;
  shade.style.left = `${(left * wide) / 100}px`;
  shade.style.top = `${(top * high) / 100}px`;
  shade.style.width = `${((right - left) * wide) / 100}px`;
  shade.style.height = `${((bottom - top) * high) / 100}px`;
}

function shade() {
  const made = document.createElement("div");
  made.className = "drawn";
  sheet.append(made);
  return made;
}

function show() {
  for (const old of sheet.querySelectorAll(".drawn")) old.remove();
  for (const row of rows()) {
    const box = values(row);
    if (box.every(Number.isFinite) && box[0] < box[2] && box[1] < box[3]) place(shade(), box);
  }
}

function spot(event) {
  const area = image.getBoundingClientRect();
  const part = (value, whole) => Math.min(100, Math.max(0, (100 * value) / whole));
  return [part(event.clientX - area.left, area.width), part(event.clientY - area.top, area.height)];
}

function box([x0, y0], [x1, y1]) {
  return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
}

function begin(event) {
  if (event.button !== 0) return;
  event.preventDefault();
  const first = spot(event);
  const drawn = shade();
  image.setPointerCapture(event.pointerId);
  const move = (next) => place(drawn, box(first, spot(next)));
  const stop = () => {
    image.removeEventListener("pointermove", move);
    image.removeEventListener("pointerup", end);
    image.removeEventListener("pointercancel", stop);
    show();
  };
  const end = (last) => {
    const made = box(first, spot(last));
    if (made[2] - made[0] > SMALLEST && made[3] - made[1] > SMALLEST) {
      inputs(emptyRow()).forEach((input, at) => {
        input.value = made[at].toFixed(1);
      });
    }
    stop();
  };
  image.addEventListener("pointermove", move);
  image.addEventListener("pointerup", end);
  image.addEventListener("pointercancel", stop);
}

if (sheet && image && fields) {
  sheet.classList.add("live");
  sheet.querySelector("[data-hint]").hidden = false;
  image.draggable = false;
  image.addEventListener("pointerdown", begin);
  fields.addEventListener("input", show);
  window.addEventListener("resize", show);
  show();
}
