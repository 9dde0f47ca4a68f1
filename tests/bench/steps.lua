-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a script can spend its steps on that costs the processor most, each by itself: steps.c calls the one that `wanted`,
-- put before this text, names, over and over. Each makes what it works on first, since a step is dear among large things.
local subjects = {
  ["nothing"] = function() return function() end end,
  ["% of numbers far apart"] = function()
    local large, small = 1.7e308, 2.3e-308
    return function()
      local a, b, c, d, e, f = large % small, large % small, large % small, large % small, large % small, large % small
      local a, b, c, d, e, f = large % small, large % small, large % small, large % small, large % small, large % small
      local a, b, c, d, e, f = large % small, large % small, large % small, large % small, large % small, large % small
      local a, b, c, d, e, f = large % small, large % small, large % small, large % small, large % small, large % small
      local a, b, c, d, e, f = large % small, large % small, large % small, large % small, large % small, large % small
      local a, b, c, d, e, f = large % small, large % small, large % small, large % small, large % small, large % small
      return a, b, c, d, e, f
    end
  end,
  ["^"] = function()
    local a, b = 1.000001, 1e7 / 3
    return function() return a ^ b, a ^ b, a ^ b, a ^ b, a ^ b, a ^ b end
  end,
  ["new tables"] = function() return function() return { {}, {} } end end,
  ["texts made of numbers"] = function()
    local i = 0.1
    return function()
      i = i + 1
      return i .. ""
    end
  end,
  ["comparing long texts"] = function()
    local a, b = ("a"):rep(4000) .. "b", ("a"):rep(4000) .. "c"
    return function() return a < b end
  end,
  ["names that are looked up"] = function()
    local t = {}
    for i = 1, 500 do t["name " .. i] = i end
    return function() return t["name 1"], t["name 250"], t["none"] end
  end,
  ["pcall of error"] = function() return function() pcall(error, "no") end end,
  ["tostring"] = function() return function() return tostring(1.1e-300) end end,
  ["tonumber"] = function()
    local text = "0x1." .. ("7"):rep(200) .. "p-1000"
    return function() return tonumber(text) end
  end,
  ["math.fmod"] = function() return function() return math.fmod(1e308, 1.1e-308) end end,
  ["math.sin"] = function() return function() return math.sin(1e308) end end,
  ["select"] = function() return function() return select(-1, 1, 2, 3) end end,
  ["next"] = function()
    local t = {}
    for i = 1, 4000 do t[i .. ""] = 1 end
    for i = 1, 4000 do t[i .. ""] = nil end
    return function() return next(t) end
  end,
  ["string.byte"] = function()
    local text = ("a"):rep(200)
    return function() return text:byte(1, -1) end
  end,
  ["string.char"] = function() return function() return string.char(1, 2, 3, 4, 5, 6, 7, 8) end end,
  ["string.find, plain"] = function()
    local text, part = ("a"):rep(400), ("a"):rep(200) .. "b"
    return function() return text:find(part, 1, true) end
  end,
  ["string.find, pattern"] = function()
    local text = ("a"):rep(24)
    return function() return text:find(".-.-b") end
  end,
  ["string.match"] = function()
    local text = ("a"):rep(80)
    return function() return text:match("^(a*)(a*)b") end
  end,
  ["string.gmatch"] = function()
    local text = ("ab"):rep(100)
    return function()
      for _ in text:gmatch("()b()") do end
    end
  end,
  ["string.gsub"] = function()
    local text = ("a"):rep(200)
    return function() return text:gsub("", "%0%0%0") end
  end,
  ["string.gsub, function"] = function()
    local text, same = ("a"):rep(30), function(a) return a end
    return function() return text:gsub("()a", same) end
  end,
  ["string.format, numbers"] = function() return function() return ("%99.99f%99.99f"):format(1e308, -1e308) end end,
  ["string.format, %q"] = function()
    local text = ("\0"):rep(1000)
    return function() return ("%q"):format(text) end
  end,
  ["string.rep"] = function() return function() return ("ab"):rep(200, ",") end end,
  ["string.rep, long"] = function() return function() return ("a"):rep(4000) end end,
  ["string.upper"] = function()
    local text = ("a"):rep(1000)
    return function() return text:upper() end
  end,
  ["string.sub"] = function()
    local text = ("a"):rep(2000)
    return function() return text:sub(2, -2) end
  end,
  ["table.concat"] = function()
    local list = {}
    for i = 1, 20 do list[i] = i + 0.1 end
    return function() return table.concat(list, ", ") end
  end,
  ["table.insert"] = function()
    local list = {}
    for i = 1, 500 do list[i] = i end
    return function()
      table.insert(list, 1, 0)
      list[#list] = nil
    end
  end,
  ["table.remove"] = function()
    local list = {}
    for i = 1, 500 do list[i] = i end
    return function() list[500] = table.remove(list, 1) end
  end,
  ["table.unpack"] = function()
    local list = {}
    for i = 1, 200 do list[i] = i end
    return function() return table.unpack(list) end
  end,
  ["table.pack"] = function() return function() return table.pack(1, 2, 3, 4, 5, 6, 7, 8) end end,
}

local subject = subjects[wanted]()
function spend()
  while true do subject() end
end
