-- SPDX-License-Identifier: GPL-3.0-or-later
-- What test_lua_fuzz calls functions with. `large`, put before this text, is false in most sandboxes, because a step is
-- dear among large texts and a call soon refused. `values` are named by their number; `operators` are what a script can
-- do without a function of Lua's; `attempt` calls.
local function many(part, few, lots) return part:rep(large and lots or few) end

local names, list, border = {}, {}, { [5] = 1 }
local mixed = { 1, nil, 3, "x", [9] = {}, [-1] = 2, [2.5] = 3, name = 4 }
for i = 1, 300 do
  list[i] = i % 7 == 0 and "text " .. i or i
  names["name " .. i] = i
end
for i = 61, 0, -1 do border[1 << i] = "b" end  -- of which Lua says that it is 2^61 long

values = table.pack(
  nil, true, false,
  0, -1, 1, 2, 3, 7.5, 1e6, -1e6, 1e12, 1e308, -1e308, math.huge, -math.huge, 0 / 0, 2.0 ^ 53, math.maxinteger,
  math.mininteger,
  "", "a", "b", "\0", "\0010", "\0010:1: x", "the scenario:1: ", "12", "-3", "1e999", "nan",
  "0x" .. many("1", 60, 500), many("a", 90, 1000), many("\0", 90, 1000), many("ab", 45, 20000), many("(", 90, 1000),
  -- Formats,
  "%", "%d", "%s %s %s", "%p", "%99.99f", "%-99.99s", "%q", "%5%", "%%%%", "%c%i%u%a%g", many("%f", 40, 200),
  many("%s", 40, 300),
  -- patterns,
  ".", ".-", ".-.-.-b", "(.-)%1b", "((.-))%2", "[", "[^]", "[a-]", "[%", "%b", "%b()", "%b((", "%f[%w]", "%f",
  "^(a*)*$", "(", ")", "()", ("("):rep(40), ("a*"):rep(20), ("a?"):rep(20) .. ("a"):rep(20), "%1", "%9", "^", "$", "^^",
  "-", "*",
  -- tables,
  {}, { 1, 2, 3 }, { "a", "b", "c" }, { 3, "a", 1 }, list, names, mixed, border,
  -- and functions.
  function(...) return ... end, function() error("raised") end, function() error({}) end,
  function(a, b) return a < b end, function() return true end, function(a) return a .. a end,
  function() while true do end end, function(f) return pcall(f, f) end,
  string.rep, pcall, error, tostring, math.max, string.gmatch, table.unpack, print, pairs, require)

operators = {
  function(a, b) return a < b end, function(a, b) return a <= b end, function(a, b) return a == b end,
  function(a, b) return a .. b end, function(a, b) return a + b end, function(a, b) return a // b end,
  function(a, b) return a % b end, function(a, b) return a ^ b end, function(a, b) return a & b end,
  function(a, b) return a << b end, function(a) return #a end, function(a) return -a end, function(a) return ~a end,
  function(a, b) return a[b] end, function(a, b, c) a[b] = c end, function(a, b, c) return a(b, c) end,
  function(a, b, c) for _ = a, b, c do end end, function(a) for _ in ipairs(a) do end end,
  function(a) for k in pairs(a) do a[k] = nil end end, function(a, b) for _ in a:gmatch(b) do end end,
  function(a, b) local f = a:gmatch(b); while true do f() end end, function(a) while true do a = a .. a end end,
  function(a, b) while true do local _ = a < b end end, function(a, b) while true do local _ = a == b .. "" end end,
  function(a) local function f(...) return f(a, ...) end; f() end,
  function(a) local function f(n) return n, f(n) end; f(a) end,
  function(a) local t = {}; while true do t = { t, a } end end,
  function(a) local t = {}; while true do t[#t + 1] = a end end,
  function(a, b) while true do pcall(a, b) end end, function(a, b, c) while true do pcall(string.gsub, a, b, c) end end,
  function(a, b) return function() return a, b end end, function(a) goto again; ::again:: return a end,
  function(a, b) return _ENV[a][b] end, function(a, b) _ENV[a] = b end, function(a) string[a] = nil end,
}

local text_of, length_of, cut = tostring, select, string.sub  -- whatever the operators do to their tables
local join, least = table.concat, math.min
local function told(...)
  local texts = { length_of("#", ...) }
  for i = 1, least(texts[1], 6) do texts[i + 1] = cut(text_of((length_of(i, ...))), 1, 60) end
  return join(texts, " ")
end

-- Directly, caught, and from inside a function of Lua's.
local gsub, sort, pack, unpack = string.gsub, table.sort, table.pack, table.unpack
local ways = {
  function(f, ...) return told(f(...)) end,
  function(f, ...) return told(pcall(f, ...)) end,
  function(f, ...) return told(pcall(pcall, f, ...)) end,
  function(f, ...) local t = pack(...); return told(gsub("abc", ".", function() return f(unpack(t, 1, t.n)) end)) end,
  function(f, ...)
    local t = pack(...)
    return told(pcall(sort, { 3, 1, 2 }, function() return f(unpack(t, 1, t.n)) end))
  end,
  function(f) return told(pcall(gsub, "abc", ".", f)) end,
  function(f, ...) return told(pcall(sort, { ... }, f)) end,
}

function attempt(f, way, count, a, b, c, d)
  return ways[way % #ways + 1](f, unpack({ values[a], values[b], values[c], values[d] }, 1, count))
end
