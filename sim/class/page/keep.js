// SPDX-License-Identifier: GPL-3.0-or-later
// What this browser keeps, so that a reload or a lost network loses nothing: drafts, and decisions on their way.
const mine = name => "maru:class:" + name;

export function keep(name, value) {
  localStorage.setItem(mine(name), JSON.stringify(value));
}
export function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(mine(name)));
  } catch {
    return null;
  }
}
export function drop(name) {
  localStorage.removeItem(mine(name));
}
export function dropAll() {
  for (const name of Object.keys(localStorage)) if (name.startsWith(mine(""))) localStorage.removeItem(name);
}
