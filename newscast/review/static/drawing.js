// Drawing over a picture with a pen, arrows and boxes, in shares of the picture; what review/episode/drawn.py shows on pages.

/** @typedef {{shape: "pen" | "arrow" | "box", points: [number, number][]}} Shape */

const HEAD = 0.04;
const SPREAD = 0.45;
const MOST_SHAPES = 100;
const MOST_POINTS = 4000;
/** Shares of the picture's width: points of a line that are nearer are one, and what is shorter is a touch. */
const NEAR = 0.003;
const SHORTEST = 0.01;

/**
 * All shapes as the data of one SVG path, for a picture of so many pixels.
 * @param {Shape[]} drawing @param {number} width @param {number} height
 */
export function pathsOf(drawing, width, height) {
  return drawing.map((shape) => pathOf(shape, width, height)).join(" ");
}

/** A drawing that somebody makes in a frame: an element with a picture and an SVG with two paths above it. */
export class Drawing extends EventTarget {
  /** @type {Shape[]} */
  shapes = [];
  /** @type {Shape["shape"] | null} */
  tool = null;
  /** @type {Shape | null} */
  #begun = null;

  /** @param {HTMLElement} frame @param {number} width @param {number} height */
  constructor(frame, width, height) {
    super();
    this.frame = frame;
    this.width = width;
    this.height = height;
    this.svg = /** @type {SVGSVGElement} */ (frame.querySelector("svg"));
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    frame.addEventListener("pointerdown", (event) => this.#begins(event));
    frame.addEventListener("pointermove", (event) => this.#goesOn(event));
    for (const name of ["pointerup", "pointercancel"]) frame.addEventListener(name, () => this.#ends());
  }

  /** @param {Shape["shape"] | null} tool */
  take(tool) {
    this.tool = tool;
    this.frame.classList.toggle("drawn-on", tool !== null);
  }

  undo() {
    this.shapes.pop();
    this.#shows();
  }

  clear() {
    this.shapes = [];
    this.#begun = null;
    this.#shows();
  }

  /** @param {PointerEvent} event */
  #begins(event) {
    if (!this.tool || event.button !== 0 || this.#begun || this.shapes.length >= MOST_SHAPES) return;
    event.preventDefault();
    this.frame.setPointerCapture(event.pointerId);
    const point = this.#point(event);
    this.#begun = { shape: this.tool, points: [point, point] };
  }

  /** @param {PointerEvent} event */
  #goesOn(event) {
    const begun = this.#begun;
    if (!begun) return;
    const point = this.#point(event);
    const last = begun.points[begun.points.length - 1];
    if (begun.shape !== "pen") begun.points[1] = point;
    else if (distance(last, point) > NEAR && this.#points() < MOST_POINTS) begun.points.push(point);
    this.#shows();
  }

  #ends() {
    const begun = this.#begun;
    this.#begun = null;
    if (begun && long(begun.points) > SHORTEST) this.shapes.push(begun);
    this.#shows();
  }

  #points() {
    return this.shapes.reduce((count, shape) => count + shape.points.length, this.#begun?.points.length ?? 0);
  }

  #shows() {
    const all = this.#begun ? [...this.shapes, this.#begun] : this.shapes;
    const data = pathsOf(all, this.width, this.height);
    for (const path of this.svg.querySelectorAll("path")) path.setAttribute("d", data);
    this.dispatchEvent(new Event("change"));
  }

  /** @param {PointerEvent} event @returns {[number, number]} */
  #point(event) {
    const box = this.frame.getBoundingClientRect();
    return [share(event.clientX - box.left, box.width), share(event.clientY - box.top, box.height)];
  }
}

/** @param {Shape} shape @param {number} width @param {number} height */
function pathOf(shape, width, height) {
  /** @type {[number, number][]} */
  const points = shape.points.map(([x, y]) => [x * width, y * height]);
  if (shape.shape === "box") return line(corners(points));
  return shape.shape === "arrow" ? `${line(points)} ${line(head(points, Math.max(width, height)))}` : line(points);
}

/** @param {[number, number][]} points @returns {[number, number][]} */
function corners([[left, top], [right, bottom]]) {
  return [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]];
}

/** @param {[number, number][]} points @param {number} longer @returns {[number, number][]} */
function head([[x0, y0], [x1, y1]], longer) {
  const turned = Math.atan2(y1 - y0, x1 - x0) + Math.PI;
  const length = HEAD * longer;
  /** @param {number} side @returns {[number, number]} */
  const end = (side) => [x1 + length * Math.cos(side), y1 + length * Math.sin(side)];
  return [end(turned - SPREAD), [x1, y1], end(turned + SPREAD)];
}

/** @param {[number, number][]} points */
function line(points) {
  return `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
}

/** @param {number} at @param {number} whole */
function share(at, whole) {
  return Math.round(Math.min(1, Math.max(0, at / whole)) * 10000) / 10000;
}

/** @param {[number, number]} one @param {[number, number]} other */
function distance([x0, y0], [x1, y1]) {
  return Math.hypot(x1 - x0, y1 - y0);
}

/** @param {[number, number][]} points */
function long(points) {
  return Math.max(...points.map((point) => distance(points[0], point)));
}
