// Gradient descent on one feature and an intercept: the formulas of derivation.md and convergence.md, and no drawing.
// Rows of the design matrix are [1, x]; θ is [intercept, slope].

export const predict = (theta, row) => theta[0] * row[0] + theta[1] * row[1];

/** J = (1/2m) Σ rᵢ² */
export const cost = (theta, X, y) =>
  X.reduce((sum, row, i) => sum + (predict(theta, row) - y[i]) ** 2, 0) / (2 * X.length);

/** ∂J/∂θⱼ = (1/m) Σ rᵢ xᵢⱼ, over the given rows */
export function gradient(theta, X, y, rows) {
  const g = [0, 0];
  for (const i of rows) {
    const r = predict(theta, X[i]) - y[i];
    g[0] += r * X[i][0];
    g[1] += r * X[i][1];
  }
  return g.map((sum) => sum / rows.length);
}

/** θ ← θ − α∇J */
export const step = (theta, g, alpha) => theta.map((t, j) => t - alpha * g[j]);

/** H = XᵀX/m, its eigenvalues L ≥ μ, and the unit eigenvectors that belong to them. */
export function curvature(X) {
  const mean = (f) => X.reduce((sum, row) => sum + f(row), 0) / X.length;
  const [a, b, c] = [mean((row) => row[0] ** 2), mean((row) => row[0] * row[1]), mean((row) => row[1] ** 2)];
  const L = (a + c + Math.hypot(a - c, 2 * b)) / 2;
  const mu = Math.max(0, (a * c - b * b) / L); // their product is the determinant
  const angle = Math.atan2(2 * b, a - c) / 2;
  return { H: [[a, b], [b, c]], L, mu, top: [Math.cos(angle), Math.sin(angle)] };
}

/** θ* by the normal equation, or null where the columns are dependent. */
export function minimum(X, y) {
  const m = X.length;
  const { H, L, mu } = curvature(X);
  if (mu <= 1e-12 * L) return null;
  const b = [0, 1].map((j) => X.reduce((sum, row, i) => sum + row[j] * y[i], 0) / m);
  const determinant = H[0][0] * H[1][1] - H[0][1] ** 2;
  return [(H[1][1] * b[0] - H[0][1] * b[1]) / determinant, (H[0][0] * b[1] - H[0][1] * b[0]) / determinant];
}

/** x less its mean, over its standard deviation. */
export function standardised(x) {
  const mean = x.reduce((sum, v) => sum + v, 0) / x.length;
  const scale = Math.sqrt(x.reduce((sum, v) => sum + (v - mean) ** 2, 0) / x.length) || 1;
  return x.map((v) => (v - mean) / scale);
}

/** Batches of `size` rows, each sample once per epoch in a new order; the same for the same seed (mulberry32). */
export function* batches(m, size, seed) {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const order = Array.from({ length: m }, (_, i) => i);
  for (;;) {
    for (let i = m - 1; i > 0; i--) {
      const k = Math.floor(random() * (i + 1));
      [order[i], order[k]] = [order[k], order[i]];
    }
    for (let start = 0; start < m; start += size) yield order.slice(start, start + size);
  }
}
