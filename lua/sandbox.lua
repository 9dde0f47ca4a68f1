-- SPDX-License-Identifier: GPL-3.0-or-later
-- The words of Lua that a scenario can use. Loaded once into every sandbox (sandbox.c) before the scenario.
-- What is listed at the end is there; what is not listed (io, os, debug, load, coroutine, ...) is not.
--
-- Three promises are kept here:
--   the order of pairs() and sort() is the same on every run and every machine;
--   no address of memory can be read as a text;
--   whatever takes long inside C is charged to the script's budget of steps.
local raw, machine = ...
local charge, random, write = machine.charge, machine.random, machine.write
local type, error, select = raw.type, raw.error, raw.select

-- A table without hidden behaviour, as Lua's own table functions expect it.
local function plain(value, what)
  if type(value) ~= "table" or raw.getmetatable(value) ~= nil then
    error(what .. " needs a plain table, not " .. type(value), 3)
  end
  charge(#value)
  return value
end

-- Texts ---------------------------------------------------------------------------------------------

local function tostring(value)
  local kind = type(value)
  if kind ~= "table" and kind ~= "function" and kind ~= "userdata" then return raw.tostring(value) end
  local meta = kind == "table" and raw.getmetatable(value)
  if type(meta) == "table" and meta.__tostring then return meta.__tostring(value) end
  return kind
end

local text = {}
for _, name in raw.ipairs { "byte", "char", "len", "lower", "reverse", "sub", "upper" } do
  local original = raw.string[name]
  text[name] = function(first, ...)
    if type(first) == "string" then charge(#first // 16) end
    return original(first, ...)
  end
end

function text.rep(part, count, between)
  local length = count * (#part + #(between or ""))
  if length > 1000000 then error(raw.string.format("string.rep makes at most 1000000 characters, not %.0f", length), 2) end
  charge(length // 16)
  return raw.string.rep(part, count, between)
end

function text.format(pattern, ...)
  if raw.string.find(raw.string.gsub(pattern, "%%%%", ""), "%%[^%a]*p") then
    error("string.format: %p is not available", 2)
  end
  local values = raw.table.pack(...)
  for i = 1, values.n do
    local kind = type(values[i])
    if kind == "table" or kind == "function" or kind == "userdata" then values[i] = tostring(values[i]) end
  end
  return raw.string.format(pattern, raw.table.unpack(values, 1, values.n))
end

-- The ways to divide n characters among q repetitions and a starting point: what the worst pattern tries.
local function ways(n, q)
  local product = 1.0
  for i = 1, q + 1 do product = product * (n + i) / i end
  return product
end

local function charge_pattern(subject, pattern)
  subject, pattern = raw.tostring(subject), raw.tostring(pattern)
  if #pattern > 200 then error("a pattern has at most 200 characters", 3) end
  local _, repetitions = raw.string.gsub(pattern, "[-*+?]", "")
  local _, balances = raw.string.gsub(pattern, "%%b", "")
  charge(ways(#subject, repetitions + balances))
end

for _, name in raw.ipairs { "match", "gmatch", "gsub" } do
  local original = raw.string[name]
  text[name] = function(subject, pattern, ...)
    charge_pattern(subject, pattern)
    return original(subject, pattern, ...)
  end
end

function text.find(subject, pattern, start, exact)
  if exact then charge(#subject) else charge_pattern(subject, pattern) end
  return raw.string.find(subject, pattern, start, exact)
end

local function print(...)
  local parts = {}
  for i = 1, select("#", ...) do parts[i] = tostring((select(i, ...))) end
  write(raw.table.concat(parts, "\t") .. "\n")
end

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
local function sort(list, before)
  plain(list, "table.sort")
  before = before or function(a, b) return a < b end
  local count, run = #list, 1
  local from, to = raw.table.move(list, 1, count, 1, {}), {}
  while run < count do
    for first = 1, count, 2 * run do
      local middle, last = first + run, first + 2 * run
      merge(from, to, first, middle <= count and middle or count + 1, last <= count and last or count + 1, before)
    end
    from, to, run = to, from, 2 * run
  end
  raw.table.move(from, 1, count, 1, list)
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
  for key in raw.next, value do
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
      local found = raw.rawget(value, key)
      if found ~= nil then return key, found end
    end
  end, value, nil
end

local function next(value, key)
  if key ~= nil then error("next(t, key) has no fixed order; use pairs(t)", 2) end
  local first = sorted_keys(value, "next")[1]
  return first, value[first]
end

local list = { sort = sort, pack = raw.table.pack }

function list.insert(value, ...) return raw.table.insert(plain(value, "table.insert"), ...) end
function list.remove(value, ...) return raw.table.remove(plain(value, "table.remove"), ...) end
function list.concat(value, ...) return raw.table.concat(plain(value, "table.concat"), ...) end
function list.unpack(value, ...) return raw.table.unpack(plain(value, "table.unpack"), ...) end

local function setmetatable(value, meta)
  for _, name in raw.ipairs { "__gc", "__mode", "__close" } do
    if type(meta) == "table" and raw.rawget(meta, name) ~= nil then
      error(name .. " is not available in a scenario", 2)
    end
  end
  return raw.setmetatable(value, meta)
end

-- Numbers -------------------------------------------------------------------------------------------

local numbers = {}
for _, name in raw.ipairs { "abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp", "floor", "fmod", "huge", "log",
  "max", "maxinteger", "min", "mininteger", "modf", "pi", "rad", "sin", "sqrt", "tan", "tointeger", "type", "ult" } do
  numbers[name] = raw.math[name]
end

-- As Lua's, but drawn from the run's own chance; only hooks may draw.
function numbers.random(least, most)
  if not least then return random() end
  if not most then least, most = 1, least end
  if least > most then error("math.random: the interval is empty", 2) end
  return least + raw.math.floor(random() * (most - least + 1))
end

return {
  assert = raw.assert, error = error, getmetatable = raw.getmetatable, ipairs = raw.ipairs, next = next, pairs = pairs,
  pcall = raw.pcall, print = print, rawequal = raw.rawequal, rawget = raw.rawget, rawlen = raw.rawlen,
  rawset = raw.rawset, select = select, setmetatable = setmetatable, tonumber = raw.tonumber, tostring = tostring,
  type = type, xpcall = raw.xpcall, string = text, table = list, math = numbers,
}
