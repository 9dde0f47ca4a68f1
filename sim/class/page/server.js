// SPDX-License-Identifier: GPL-3.0-or-later
// The stream of events from the teacher's computer, and an outbox for decisions made without a network.
import { post } from "./http.js";
import { drop, keep, kept } from "./keep.js";

const AGAIN_MS = 2500,
  SILENCE_MS = 20000;

// The whole view at once and at every change; then days of running curves and maps. `onLine(up)` says when the line breaks and
// comes back.
export function listen(view, { onState, onDays, onMap, onLine }) {
  let stream,
    heard = 0;
  const open = () => {
    stream?.close();
    stream = new EventSource(`/events?view=${view}`);
    stream.addEventListener("state", e => {
      heard = Date.now();
      onLine(true);
      onState(JSON.parse(e.data));
    });
    stream.addEventListener("days", e => onDays(JSON.parse(e.data)));
    stream.addEventListener("map", e => onMap(JSON.parse(e.data)));
    stream.addEventListener("error", () => {
      onLine(false);
      if (stream.readyState === EventSource.CLOSED) setTimeout(open, AGAIN_MS);
    });
  };
  addEventListener("offline", () => onLine(false));
  addEventListener("online", open);
  // A phone that slept may hold a stream that is long dead.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - heard > SILENCE_MS) open();
  });
  open();
  return open;
}

// The last decision that has not arrived. It goes again until the server has it or says that it is too late.
let sending = false;
export const waiting = () => kept("outbox");
export function put(body) {
  keep("outbox", body);
}
// null: nothing went, or the line is still broken. Otherwise the server's answer.
export async function sendWaiting() {
  const body = waiting();
  if (!body || sending) return null;
  sending = true;
  const answer = await post("/api/decide", body);
  sending = false;
  if (answer.error === "offline") return answer;
  if (answer.error === "too_many") return answer;
  if (JSON.stringify(waiting()) === JSON.stringify(body)) drop("outbox");
  return answer;
}
