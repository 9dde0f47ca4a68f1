-- SPDX-License-Identifier: GPL-3.0-or-later
-- The words of Lua that a scenario can use. Loaded once into every sandbox (sandbox.c) before the scenario.
-- What is listed at the end is there, beside print, require and math.random (sandbox.c); what is not listed is not.
--
-- Four promises are kept here and in charges.c:
--   the order of pairs() and sort() is the same on every run and every machine;
--   no address of memory can be read as a text;
--   whatever takes long inside C is charged to the script's budget of steps before it begins;
--   a table is a plain table: without setmetatable no comparison, length or field is a function in disguise.
local lua = ...
local base, text, list, numbers = lua.base, lua.string, lua.table, lua.math
local type, error = base.type, base.error

-- Tables --------------------------------------------------------------------------------------------

-- Merges the runs [first, middle) and [middle, last) of `from` into `to`; of equals, the left one comes first.
local function merge(from, to, first, middle, last, before)
  local left, right = first, middle
  for i = first, last - 1 do
    if left < middle and (right >= last or not before(from[right], from[left])) then
      to[i], left = from[left], left + 1
    else
      to[i], right = from[right], right + 1
    end
  end
end

-- Merge sort, stable: Lua's own sort picks pivots by the clock, so its order of equals could differ.
local move = list.move
local function sort(items, before)
  if type(items) ~= "table" then error("table.sort needs a table, not " .. type(items), 2) end
  before = before or function(a, b) return a < b end
  local count, run = #items, 1
  local from, to = move(items, 1, count, 1, {}), {}
  while run < count do
    for first = 1, count, 2 * run do
      local middle, last = first + run, first + 2 * run
      merge(from, to, first, middle <= count and middle or count + 1, last <= count and last or count + 1, before)
    end
    from, to, run = to, from, 2 * run
  end
  move(from, 1, count, 1, items)
end

-- Numbers come before texts, texts before true and false; nothing else has an order.
local rank = { number = 1, string = 2, boolean = 3 }

local function key_before(a, b)
  local rank_a, rank_b = rank[type(a)], rank[type(b)]
  if rank_a ~= rank_b then return rank_a < rank_b end
  if rank_a == 3 then return a and not b end
  return a < b
end

local function sorted_keys(value, what)
  if type(value) ~= "table" then error(what .. " needs a table, not " .. type(value), 3) end
  local keys = {}
  for key in base.next, value do
    if not rank[type(key)] then error(what .. ": a " .. type(key) .. " as key has no order", 3) end
    keys[#keys + 1] = key
  end
  sort(keys, key_before)
  return keys
end

local function pairs(value)
  local keys, place = sorted_keys(value, "pairs"), 0
  return function()
    while true do
      place = place + 1
      local key = keys[place]
      if key == nil then return nil end
      local found = value[key]
      if found ~= nil then return key, found end
    end
  end, value, nil
end

local function next(value, key)
  if key ~= nil then error("next(t, key) has no fixed order; use pairs(t)", 2) end
  local first = sorted_keys(value, "next")[1]
  if first ~= nil then return first, value[first] end
end

list.sort, list.move = sort, nil

-- What a scenario has not, and what is there instead: the message when it is used. -------------------

local plain = "tables are plain here; write a function that is given the table"
local closed = "a scenario names its data files in its settings, and opens none"
local at_once = "hooks answer at once; the simulation does the waiting"
local only_text = "a scenario is text that stands in files; use require"

local left_out = {
  setmetatable = plain, getmetatable = plain, rawequal = "use ==", rawget = "use t[key]", rawset = "use t[key] = value",
  rawlen = "use #t", xpcall = "use pcall", coroutine = at_once, io = closed, os = closed, package = "use require",
  load = only_text, loadstring = only_text, dofile = only_text, loadfile = only_text, ["string.dump"] = only_text,
  collectgarbage = "memory is taken care of", debug = "errors are told with their line; print shows values",
  utf8 = "texts are bytes here", ["string.pack"] = "use string.format", ["string.unpack"] = "use tonumber",
  ["string.packsize"] = "use string.format", ["table.move"] = "use a loop", _G = "write the name itself",
  warn = "use print", ["math.randomseed"] = "chance follows the scenario's seed",
}

return {
  assert = base.assert, error = error, ipairs = base.ipairs, next = next, pairs = pairs, pcall = base.pcall,
  select = base.select, tonumber = base.tonumber, tostring = base.tostring, type = type,
  string = text, table = list, math = numbers,
}, left_out
