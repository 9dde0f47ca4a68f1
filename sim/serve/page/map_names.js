// SPDX-License-Identifier: GPL-3.0-or-later
// What who and what of a map are called.
import { householdsOf, outsideOf } from "./map_figures.js";
import { has, text } from "./words.js";

export const whoName = (place, who) =>
  who === householdsOf(place)
    ? text("map_homes")
    : who === outsideOf(place)
      ? text("map_outside")
      : place.who[who].name;
export const dataName = data => (has(`data_${data}`) ? text(`data_${data}`) : data.replaceAll("_", " "));
