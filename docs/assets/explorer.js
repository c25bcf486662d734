// The explorer page: three pictures and the controls beside them. What it computes stands in descent.js.

import { batches, cost, curvature, gradient, minimum, standardised, step } from "./descent.js";

// Every 66th of the Sacramento sales: area in thousands of square feet, price in $100,000.
const HOUSES = [[1.18, 0.91], [1.66, 2.06], [1.83, 3.88], [0.9, 1.58], [1.45, 2.86], [0.62, 0.62], [1.28, 1.67],
  [2.17, 2.61], [2.27, 4.7], [1.48, 1.62], [1.34, 2.22], [1.5, 3.1], [3.38, 5.33], [1.61, 1.66], [1.36, 2.36]];
const AROUND_ZERO = [[-2.6, -1.9], [-2.1, -0.6], [-1.6, -1.4], [-1.1, 0.2], [-0.6, -0.5], [-0.2, 0.9], [0.3, 0.4],
  [0.8, 1.8], [1.2, 1.1], [1.7, 2.6], [2.1, 1.7], [2.6, 3.1]];
const DATA = {
  "around zero": { points: AROUND_ZERO, start: [-2.2, -1.2] },
  "far from zero": { points: AROUND_ZERO.map(([x, y]) => [x + 4, y]), start: [2.5, -1] },
  "houses: area and price": { points: HOUSES, start: [5, -1] },
  "one far point": { points: [...AROUND_ZERO.slice(0, -1), [2.6, -4.5]], start: [-2.2, 2] },
};
const REACH = 1.3; // the slider ends at this multiple of 2/L
const MOST_STEPS = 5000;
const SIZE = { width: 340, height: 260, left: 40, right: 10, top: 10, bottom: 34 };

const state = { dataset: "around zero", standardise: false, batch: 0, running: false };

// ------------------------------------------------------------------------------------------------ what is computed

function load(name) {
  state.dataset = name;
  state.points = DATA[name].points.map((point) => [...point]);
  state.start = [...DATA[name].start];
  design();
  state.most = (REACH * 2) / state.L;
  state.alpha = (0.25 * 2) / state.L;
  restart();
}

/** What follows from the data: the design matrix, the curvature and the minimum. */
function design() {
  const x = state.points.map(([value]) => value);
  state.X = (state.standardise ? standardised(x) : x).map((value) => [1, value]);
  state.y = state.points.map(([, value]) => value);
  Object.assign(state, curvature(state.X));
  state.best = minimum(state.X, state.y);
}

/** Back to the start, with nothing kept of the way. */
function restart() {
  state.running = false;
  state.path = [[...state.start]];
  state.costs = [cost(state.start, state.X, state.y)];
  state.taken = [];
  state.order = batches(state.X.length, state.batch || state.X.length, 1);
  render();
}

function advance() {
  const theta = state.path.at(-1);
  const all = state.X.map((_, i) => i);
  const rows = state.batch ? state.order.next().value : all;
  const next = step(theta, gradient(theta, state.X, state.y, rows), state.alpha);
  const value = cost(next, state.X, state.y);
  if (!Number.isFinite(value)) return stop();
  state.taken.push(rows);
  state.path.push(next);
  state.costs.push(value);
  if (state.path.length > MOST_STEPS || settled()) stop();
  return render();
}

const stop = () => { state.running = false; render(); };

/** Nothing moves any more, or everything has run away. */
function settled() {
  const g = gradient(state.path.at(-1), state.X, state.y, state.X.map((_, i) => i));
  return Math.hypot(...g) < 1e-13 || state.costs.at(-1) > 1e30;
}

function verdict() {
  const threshold = 2 / state.L;
  if (state.alpha > threshold) return ["diverges", `α = ${short(state.alpha)} is beyond 2/L = ${short(threshold)}: it diverges.`];
  if (state.alpha === threshold) return ["jumps", "α is 2/L: it jumps from side to side for ever."];
  if (state.batch) return noise();
  const rho = Math.max(Math.abs(1 - state.alpha * state.L), Math.abs(1 - state.alpha * state.mu));
  return ["converges", `It converges: each step shrinks the distance to the minimum to ${short(rho)} of it, or less.`];
}

/** Over a few samples at a time 2/L is no threshold: docs/convergence.md#equation-sample-contraction. */
function noise() {
  const longest = 2 / Math.max(...state.X.map(([one, x]) => one * one + x * x));
  if (state.alpha <= longest) return ["noise", "Over a few samples at a time it settles into a ball of noise."];
  return ["noise", `Over a few samples at a time 2/L is no threshold: beyond 2/max‖x‖² = ${short(longest)} a step can overshoot,
    and it may settle into a wide ball of noise or run away.`];
}

// ---------------------------------------------------------------------------------------------------- the controls

const root = document.getElementById("explorer-app");
root.innerHTML = `
  <div class="pictures">
    <figure><svg id="data" role="group" aria-label="The data and the line"></svg><figcaption>the data and the line</figcaption></figure>
    <figure><svg id="bowl" role="group" aria-label="The cost over intercept and slope, and the path"></svg><figcaption>the bowl from above, and the path</figcaption></figure>
    <figure><svg id="fall" role="img" aria-label="The cost above its minimum at each step"></svg><figcaption>cost above its minimum, J − J*, per step</figcaption></figure>
  <div class="controls">
    <p class="buttons"><button id="step">step</button> <button id="run">run</button> <button id="reset">reset</button></p>
    <p class="rate"><label for="alpha">learning rate α = <output id="alpha-value"></output></label>
      <span class="track"><input id="alpha" type="range" min="0"><span class="mark" aria-hidden="true">2/L</span></span>
      <button id="best">best step, 2/(L + μ)</button></p>
    <p><label for="dataset">data</label> <select id="dataset">${Object.keys(DATA).map((name) => `<option>${name}</option>`).join("")}</select>
      <label><input id="standardise" type="checkbox"> standardise</label></p>
    <p><label for="batch">samples per step</label> <select id="batch"><option value="0">all</option><option>4</option><option>1</option></select></p>
    <p id="verdict" aria-live="polite"></p>
  </div>
  </div>
  <table><tbody>
    <tr><th scope="row">step k</th><td id="k"></td><th scope="row">cost J</th><td id="J"></td></tr>
    <tr><th scope="row">intercept θ₀</th><td id="intercept"></td><th scope="row">slope θ₁</th><td id="slope"></td></tr>
    <tr><th scope="row">2/L</th><td id="threshold"></td><th scope="row">κ = L/μ</th><td id="kappa"></td></tr>
  </tbody></table>`;
const $ = (id) => document.getElementById(id);

$("step").onclick = () => { state.running = false; advance(); };
$("run").onclick = () => { state.running = !state.running; render(); if (state.running) requestAnimationFrame(tick); };
$("reset").onclick = restart;
$("best").onclick = () => { state.alpha = 2 / (state.L + state.mu); restart(); };
$("alpha").oninput = (event) => { state.alpha = Math.max(Number(event.target.value), state.most / 1000); restart(); };
$("dataset").onchange = (event) => load(event.target.value);
$("batch").onchange = (event) => { state.batch = Number(event.target.value); restart(); };
$("standardise").onchange = (event) => { state.standardise = event.target.checked; load(state.dataset); };

let last = 0;
function tick(time) {
  if (!state.running) return;
  if (time - last > 60) { last = time; advance(); }
  requestAnimationFrame(tick);
}

// ---------------------------------------------------------------------------------------------------- the pictures

const SVG = "http://www.w3.org/2000/svg";
const views = {};

/** From numbers to pixels and back, for a picture over the given ranges. */
function view(id, xs, ys) {
  const pad = ([low, high], share) => { const gap = (high - low || 1) * share; return [low - gap, high + gap]; };
  const [x0, x1] = pad([Math.min(...xs), Math.max(...xs)], 0.08);
  const [y0, y1] = pad([Math.min(...ys), Math.max(...ys)], 0.08);
  const { width, height, left, right, top, bottom } = SIZE;
  const [w, h] = [width - left - right, height - top - bottom];
  views[id] = {
    x: (v) => left + ((v - x0) / (x1 - x0)) * w, y: (v) => top + h - ((v - y0) / (y1 - y0)) * h,
    toX: (px) => x0 + ((px - left) / w) * (x1 - x0), toY: (py) => y0 + ((top + h - py) / h) * (y1 - y0),
    range: [x0, x1, y0, y1],
  };
  return views[id];
}

function draw(parent, tag, attributes, text) {
  const node = parent.appendChild(document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

/** An empty picture with axes; what is drawn into the group it returns is cut off at the frame. */
function frame(id, xlabel, ylabel, ticks) {
  const { width, height, left, right, top, bottom } = SIZE;
  const svg = $(id);
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.replaceChildren();
  const [w, h] = [width - left - right, height - top - bottom];
  draw(draw(draw(svg, "defs", {}), "clipPath", { id: `${id}-frame` }), "rect", { x: left, y: top, width: w, height: h });
  draw(svg, "rect", { x: left, y: top, width: w, height: h, class: "frame" });
  for (const [text, x, y, anchor] of ticks) draw(svg, "text", { x, y, "text-anchor": anchor, class: "tick" }, text);
  draw(svg, "text", { x: left + w / 2, y: height - 4, "text-anchor": "middle" }, xlabel);
  draw(svg, "text", { x: 11, y: top + h / 2, "text-anchor": "middle", transform: `rotate(-90 11 ${top + h / 2})` }, ylabel);
  return draw(svg, "g", { "clip-path": `url(#${id}-frame)` });
}

/** Round numbers along both axes. */
function ticks(v) {
  const [x0, x1, y0, y1] = v.range;
  const [below, beside] = [SIZE.height - SIZE.bottom + 13, SIZE.left - 4];
  return [...round(x0, x1).map((value) => [short(value), v.x(value), below, "middle"]),
    ...round(y0, y1).map((value) => [short(value), beside, v.y(value) + 4, "end"])];
}

/** Three to seven multiples of 1, 2 or 5 times a power of ten. */
function round(low, high) {
  const unit = 10 ** Math.floor(Math.log10((high - low) / 3));
  const gap = [5, 2, 1].map((n) => n * unit).find((size) => (high - low) / size >= 3);
  const first = Math.ceil(low / gap);
  return Array.from({ length: Math.floor(high / gap) - first + 1 }, (_, i) => Number(((first + i) * gap).toPrecision(12)));
}

/** Powers of ten beside a logarithmic axis. */
function powers(v) {
  const [, , y0, y1] = v.range;
  const every = Math.ceil((y1 - y0) / 6);
  const all = Array.from({ length: Math.max(0, Math.floor(y1) - Math.ceil(y0) + 1) }, (_, i) => Math.ceil(y0) + i);
  return all.filter((power) => power % every === 0).map((power) => [`10${raised(power)}`, SIZE.left - 4, v.y(power) + 4, "end"]);
}

const raised = (power) => [...String(power)].map((c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]).join("");
const line = (points, v) => points.map(([x, y]) => `${clamp(v.x(x))},${clamp(v.y(y))}`).join(" ");
const clamp = (pixel) => Math.max(-1e4, Math.min(1e4, pixel));

/** A point that can be dragged, or moved with the arrow keys. */
function handle(id, group, [x, y], name, moved) {
  const v = views[id];
  const text = `${name}: ${short(x)}, ${short(y)}`;
  const dot = draw(group, "circle", { cx: clamp(v.x(x)), cy: clamp(v.y(y)), r: 6, class: "handle", tabindex: 0, role: "button",
    "aria-label": text, "data-name": name });
  dot.onkeydown = (event) => {
    const [right, up] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key] || [0, 0];
    if (!right && !up) return;
    event.preventDefault();
    const [x0, x1, y0, y1] = v.range;
    moved([x + (right * (x1 - x0)) / 50, y + (up * (y1 - y0)) / 50]);
    $(id).querySelector(`[data-name="${name}"]`).focus();
  };
  dot.onpointerdown = (event) => {
    event.preventDefault();
    const follow = (to) => {
      const box = $(id).getBoundingClientRect();
      const px = ((to.clientX - box.left) / box.width) * SIZE.width;
      const py = ((to.clientY - box.top) / box.height) * SIZE.height;
      moved([v.toX(px), v.toY(py)]);
    };
    const release = () => { removeEventListener("pointermove", follow); removeEventListener("pointerup", release); };
    addEventListener("pointermove", follow);
    addEventListener("pointerup", release);
  };
}

function drawData() {
  const v = view("data", ...columns(DATA[state.dataset].points, 0.35));
  const group = frame("data", "x", "y", ticks(v));
  const theta = state.path.at(-1);
  const [x0, x1] = v.range;
  const standard = scaling();
  const at = (x) => theta[0] + theta[1] * ((x - standard.mean) / standard.scale);
  draw(group, "polyline", { points: line([[x0, at(x0)], [x1, at(x1)]], v), class: "path" });
  state.points.forEach((point, i) => handle("data", group, point, `point ${i + 1}`, (to) => {
    state.points[i] = to;
    design();
    restart();
  }));
}

/** The lists of both coordinates, with room for dragging. */
function columns(points, room) {
  return [0, 1].map((j) => {
    const values = points.map((point) => point[j]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return [low - (high - low) * room, high + (high - low) * room];
  });
}

/** The mean and deviation with which the line is drawn over the data: 0 and 1 unless they are standardised. */
function scaling() {
  if (!state.standardise) return { mean: 0, scale: 1 };
  const x = state.points.map(([value]) => value);
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  return { mean, scale: Math.sqrt(x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length) || 1 };
}

function drawBowl() {
  const centre = state.best || state.start;
  const reach = Math.max(...[0, 1].map((j) => Math.abs(state.start[j] - centre[j])), 0.5) * 1.6;
  const v = view("bowl", [centre[0] - reach * 1.2, centre[0] + reach * 1.2], [centre[1] - reach, centre[1] + reach]);
  const group = frame("bowl", "intercept θ₀", "slope θ₁", ticks(v));
  if (state.best) ellipses(group, v, reach);
  draw(group, "polyline", { points: line(state.path.slice(-400), v), class: "path" });
  for (const [x, y] of state.path.slice(-400)) draw(group, "circle", { cx: clamp(v.x(x)), cy: clamp(v.y(y)), r: 2, class: "mark" });
  if (state.best) draw(group, "text", { x: v.x(state.best[0]), y: v.y(state.best[1]) + 5, "text-anchor": "middle", class: "star" }, "★");
  handle("bowl", group, state.start, "start", (to) => { state.start = to; restart(); });
}

/** Curves of equal cost: J − J* = c is an ellipse with the half-axes √(2c/L) and √(2c/μ) along the eigenvectors. */
function ellipses(group, v, reach) {
  const [c, s] = state.top;
  for (let ring = 1; ring <= 12; ring++) {
    const level = state.L * (reach * ring * 0.13) ** 2;
    const [a, b] = [Math.sqrt(level / state.L), Math.sqrt(level / state.mu)];
    const points = Array.from({ length: 97 }, (_, i) => {
      const [p, q] = [a * Math.cos((i * Math.PI) / 48), b * Math.sin((i * Math.PI) / 48)];
      return [state.best[0] + c * p - s * q, state.best[1] + s * p + c * q];
    });
    draw(group, "polyline", { points: line(points, v), class: "contour" });
  }
}

function drawFall() {
  const lowest = state.best ? cost(state.best, state.X, state.y) : 0;
  const gaps = state.costs.map((value, k) => [k, value - lowest]).filter(([, gap]) => gap > 1e-16 * (1 + lowest));
  const logs = gaps.map(([k, gap]) => [k, Math.log10(gap)]);
  const heights = logs.length ? logs.map(([, value]) => value) : [0];
  const top = Math.max(...heights);
  const v = view("fall", [0, Math.max(10, state.costs.length - 1)], [Math.min(...heights, top - 2), top]);
  const along = ticks(v).filter(([, , , anchor]) => anchor === "middle");
  const group = frame("fall", "step k", "", [...along, ...powers(v)]);
  draw(group, "polyline", { points: line(logs, v), class: "path" });
  if (logs.length < 60) for (const [x, y] of logs) draw(group, "circle", { cx: v.x(x), cy: v.y(y), r: 2, class: "mark" });
}

/** Three digits, and a true minus sign. */
function short(value) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  const text = size >= 1e-3 && size < 1e5 ? String(Number(value.toPrecision(3))) : value.toExponential(2);
  return text.replaceAll("-", "−");
}

function render() {
  drawData();
  drawBowl();
  drawFall();
  const [kind, sentence] = verdict();
  const [theta, k] = [state.path.at(-1), state.path.length - 1];
  $("verdict").textContent = sentence;
  $("verdict").className = kind;
  $("run").textContent = state.running ? "pause" : "run";
  Object.assign($("alpha"), { max: state.most, step: state.most / 520, value: state.alpha });
  $("alpha-value").textContent = short(state.alpha);
  root.querySelector(".track .mark").style.setProperty("--share", Math.min(1, 2 / state.L / state.most));
  const shown = { k, J: short(state.costs.at(-1)), intercept: short(theta[0]), slope: short(theta[1]),
    threshold: short(2 / state.L), kappa: state.best ? short(state.L / state.mu) : "∞: every x is the same" };
  for (const [id, text] of Object.entries(shown)) $(id).textContent = text;
  // All digits, for whoever wants to compute it again.
  root.dataset.state = JSON.stringify({ X: state.X, y: state.y, start: state.start, alpha: state.alpha, k, theta,
    J: state.costs.at(-1), L: state.L, mu: state.mu, batches: state.taken.slice(0, 200), running: state.running });
}

load(state.dataset);
