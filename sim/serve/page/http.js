// SPDX-License-Identifier: GPL-3.0-or-later
// Requests to the computer that the page came from: an answer's JSON, or { error }.
const PATIENCE_MS = 8000;

async function answered(path, { patience = PATIENCE_MS, ...options }) {
  try {
    const answer = await fetch(path, { cache: "no-store", signal: AbortSignal.timeout(patience), ...options });
    const body = await answer.json();
    return answer.ok ? body : { ...body, error: body.error ?? "unknown" };
  } catch (e) {
    return { error: e instanceof SyntaxError ? "unknown" : "offline" };
  }
}
export const get = (path, patience) => answered(path, { patience });
export const post = (path, body) =>
  answered(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
