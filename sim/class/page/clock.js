// SPDX-License-Identifier: GPL-3.0-or-later
// The time that is left, by the server's clock. Every element with data-clock shows it; few moments are read aloud.
import { say, speak } from "./dom.js";
import { minutes } from "./figures.js";
import { text } from "./words.js";

const ALOUD = [
    [60, "left_minute"],
    [30, "left_half"],
    [10, "left_ten"],
    [0, "time_up"],
  ],
  HURRY_MS = 30000;
let ahead = 0,
  closes = 0,
  paused = 0,
  spoken = 0;

export function setClock(state) {
  ahead = state.now - Date.now();
  if (closes !== state.closes) spoken = ALOUD.filter(([s]) => state.closes - state.now < s * 1000).length;
  closes = state.closes;
  paused = state.paused;
  showClock();
}
const left = () => closes - (Date.now() + ahead);

function showClock() {
  const words = paused ? text("paused", { left: minutes(paused) }) : !closes ? "" : left() > 0 ? minutes(left()) : text("closing");
  for (const node of document.querySelectorAll("[data-clock]")) {
    say(node, words);
    node.classList.toggle("hurry", closes > 0 && left() < HURRY_MS);
  }
}
function tick() {
  showClock();
  if (!closes || spoken >= ALOUD.length || left() > ALOUD[spoken][0] * 1000) return;
  speak(text(ALOUD[spoken][1]));
  spoken++;
}
setInterval(tick, 250);
