-- SPDX-License-Identifier: GPL-3.0-or-later
-- A lesson for a class: teams decide round by round, and each lives its decisions in one and the same world.
--
--   local lesson = require "lesson"
--   lesson.play("does_asking_pay", { { sighting = "sell" }, { sighting = "ask", fee = 30000, shock = "law" } })
--
-- is all that a team's file holds. It declares the lesson's scenario, as long as the rounds so far, a policy for each round,
-- round_1, round_2 ..., and that each follows on the one before it: `maru run team.lua --policy round_2` lives both. What a
-- round leaves out is the lever's default; `shock` is what the teacher sends.
--
--   lesson.ends("does_asking_pay", { fee = { 30000 } })
--                                       -- a policy for each end of each lever, the others at their defaults, for each shock, and
--                                       -- for the values between that are given: fee_least, fee_most, fee_at_30000, sighting_ask
--   lesson.what_if("does_asking_pay", { {}, { sighting = "ask" } }, "fee", { 10000, 30000 })
--                                       -- the last of the rounds with a lever elsewhere, each value a policy beside `as_played`, for
--                                       -- maru compare: fee_10000, fee_30000
--   lesson.describe("does_asking_pay")  -- all but the functions, as JSON, with what bots decide
--   lesson.decide("does_asking_pay", "maker", { fee = 20000 * 1.5 })
--                                       -- what a seat decides, checked, as JSON: numbers go to the next step of their lever
--
-- The lesson is a module, "does_asking_pay.lua" beside the file, that returns
--   name, title, question, goals, worksheet    texts are { en = "...", ko = "..." }; goals and worksheet lists of them
--   worlds     6: how many are lived apart, with the same families and the same luck, each by a team of every role
--   start, seed, world     the scenario's; world: the rest of scenario {}, a table or a function that returns it
--   rounds     { { title, months, days = 92, seconds = 180 }, ... }; practice = true: one before them, which does not count
--   roles      { { name, title, knows = { text, ... }, levers = { ... }, predicts = { ... } } }, at most six levers each:
--              { name, title, help, choices = { { value = "ask", title, help }, ... }, default = "ask" } or
--              { name, title, help, least, most, step, default, unit, of = "hanbit.lead_fee_won" }, and where it counts for
--              some choices of another lever only: counts = { lever = "sighting", is = { "ask" }, otherwise = text }
--              predicts: { measure = "profit", least, most, step } or { measure = "profit", direction = true }
--   measures   { { name, title, unit, digits, better = "more" or "less", beside = true, help, of = "money: hanbit", scale } }
--              unit: of words that count, the singular may stand first: "call|calls"
--              of: what `maru compare` calls it, or a list of such that are added up, taken off where "- " stands before it;
--              the value is that times scale (1); beside: less what it is under `reference`
--              the first one's curve grows day by day: it is of money, or of tokens that families hold at the end
--   shocks     { { name, title, help }, ... }
--   policy     function(choices, shock) return { consent = ..., set = ..., on_sighting = ... } end
--   reference  { sighting = "keep" }, choices beside which results are put
--   compared   what pages call that ("nothing leaves home"): texts that follow "compared with", in Korean before 와
--   bots       function(round, world) return { fee = 20000 } end, choices for an empty seat
local lesson = {}

local LEVERS_MOST, WORLDS, WORLDS_MOST = 6, 6, 12

local function fail(format, ...) error(string.format(format, ...), 0) end

local function show(value)
  if type(value) == "string" then return '"' .. value .. '"' end
  return type(value) == "table" and "a table" or tostring(value)
end

-- What a lesson may hold --------------------------------------------------------------------------------

local function is_name(value) return type(value) == "string" and value:find("^[a-z][a-z0-9_]*$") ~= nil end
local function is_whole(value) return math.type(value) == "integer" and value > 0 end
local function is_worlds(value) return is_whole(value) and value <= WORLDS_MOST end
local function is_date(value) return type(value) == "string" and value:find("^%d%d%d%d%-%d%d%-%d%d$") ~= nil end

local function is_text(value)
  if type(value) ~= "table" then return false end
  for key, words in pairs(value) do
    if key ~= "en" and key ~= "ko" or type(words) ~= "string" or words == "" then return false end
  end
  return value.en ~= nil and value.ko ~= nil
end

local function is_list_of(is_one, least)
  return function(value)
    if type(value) ~= "table" or #value < (least or 0) then return false end
    local count = 0
    for _ in pairs(value) do count = count + 1 end
    for _, one in ipairs(value) do if not is_one(one) then return false end end
    return count == #value
  end
end

local function is_a(kind) return function(value) return type(value) == kind end end
local function is_or(one, other) return function(value) return one(value) or other(value) end end
local function is_optional(is_one) return function(value) return value == nil or is_one(value) end end
local function is_digits(value) return math.type(value) == "integer" and value >= 0 and value <= 6 end
local function is_better(value) return value == "more" or value == "less" end

local is_number, is_table, is_string = is_a "number", is_a "table", is_a "string"
local texts, tables = is_list_of(is_text), is_list_of(is_table)

-- { key = { check, what is allowed } }
local parts = {
  lesson = {
    name = { is_name, "a name of small letters, digits and _" }, title = { is_text, 'a text, { en = "...", ko = "..." }' },
    question = { is_text, 'a text, { en = "...", ko = "..." }' }, start = { is_date, 'a date, "2018-03-01"' },
    compared = { is_optional(is_text), 'a text, { en = "...", ko = "..." }' },
    worlds = { is_optional(is_worlds), "1 to " .. WORLDS_MOST }, seed = { is_optional(is_whole), "a whole number" }, world = { is_or(is_table, is_a "function"), "a table or a function" },
    rounds = { is_list_of(is_table, 1), "a list of rounds, at least one" }, practice = { is_optional(is_a "boolean"), "true or false" },
    roles = { is_list_of(is_table, 1), "a list of roles, at least one" },
    measures = { is_list_of(is_table, 1), "a list of measures, at least one" }, shocks = { is_optional(tables), "a list of shocks" },
    goals = { texts, "a list of texts" }, worksheet = { texts, "a list of texts" }, policy = { is_a "function", "a function" },
    reference = { is_table, "choices, { lever = value }" }, bots = { is_a "function", "a function" },
  },
  round = {
    title = { is_text, "a text" }, months = { is_text, "a text" }, days = { is_whole, "a whole number of days" },
    seconds = { is_whole, "a whole number of seconds" },
  },
  role = {
    name = { is_name, "a name" }, title = { is_text, "a text" }, knows = { texts, "a list of texts" },
    levers = { is_list_of(is_table, 1), "a list of levers, at least one" }, predicts = { tables, "a list" },
  },
  lever = {
    name = { is_name, "a name" }, title = { is_text, "a text" }, help = { is_text, "a text" }, choices = { is_optional(tables), "a list of choices" },
    least = { is_optional(is_number), "a number" }, most = { is_optional(is_number), "a number" }, step = { is_optional(is_number), "a number" },
    default = { is_or(is_string, is_number), "one of the choices, or a number" }, unit = { is_optional(is_text), "a text" },
    counts = { is_optional(is_table), "{ lever, is, otherwise }" }, of = { is_optional(is_string), 'a setting, "hanbit.lead_fee_won"' },
  },
  choice = { value = { is_name, "a name" }, title = { is_text, "a text" }, help = { is_text, "a text" } },
  counts = {
    lever = { is_name, "a lever's name" }, is = { is_list_of(is_string, 1), "a list of its choices" }, otherwise = { is_text, "a text" },
  },
  measure = {
    name = { is_name, "a name" }, title = { is_text, "a text" }, unit = { is_text, "a text" }, digits = { is_digits, "0 to 6" },
    better = { is_better, '"more" or "less"' }, beside = { is_optional(is_a "boolean"), "true or false" }, help = { is_text, "a text" },
    of = { is_or(is_string, is_list_of(is_string, 1)), "an outcome's name, or a list of such" }, scale = { is_optional(is_number), "a number" },
  },
  prediction = {
    measure = { is_name, "a measure's name" }, least = { is_optional(is_number), "a number" }, most = { is_optional(is_number), "a number" },
    step = { is_optional(is_number), "a number" }, direction = { is_optional(is_a "boolean"), "true or false" },
  },
  shock = { name = { is_name, "a name" }, title = { is_text, "a text" }, help = { is_text, "a text" } },
}

local function names_of(table_of)
  local names = {}
  for name in pairs(table_of) do table.insert(names, name) end
  return table.concat(names, ", ")
end

local function check_parts(given, sort, where)
  for key in pairs(given) do
    if not parts[sort][key] then fail("%s has no part %s; allowed are %s", where, show(key), names_of(parts[sort])) end
  end
  for key, part in pairs(parts[sort]) do
    if not part[1](given[key]) then fail("%s: %s = %s: allowed is %s", where, key, show(given[key]), part[2]) end
  end
end

-- By name; what every one of the list is called.
local function check_all(list, sort, where)
  local named = {}
  for place, one in ipairs(list or {}) do
    local called = string.format("%s, %s %s", where, sort, one.name and show(one.name) or place)
    check_parts(one, sort, called)
    if one.name and named[one.name] then fail("%s is there twice", called) end
    if one.name then named[one.name] = one end
  end
  return named
end

-- Values of levers --------------------------------------------------------------------------------------

local function choice_names(lever)
  local names = {}
  for _, choice in ipairs(lever.choices) do table.insert(names, show(choice.value)) end
  return table.concat(names, ", ")
end

local function is_choice(lever, value)
  for _, choice in ipairs(lever.choices) do if choice.value == value then return true end end
  return false
end

local function is_step(lever, value)
  if type(value) ~= "number" or value < lever.least or value > lever.most then return false end
  local steps = (value - lever.least) / lever.step
  return math.abs(steps - math.floor(steps + 0.5)) < 1e-6
end

local function check_value(lever, value, where)
  if lever.choices then
    if not is_choice(lever, value) then fail("%s: %s = %s: allowed is %s", where, lever.name, show(value), choice_names(lever)) end
  elseif not is_step(lever, value) then
    fail("%s: %s = %s: allowed is %s to %s in steps of %s", where, lever.name, show(value), lever.least, lever.most, lever.step)
  end
end

local function check_lever(lever, where)
  local called = string.format('%s, lever "%s"', where, lever.name)
  if lever.choices then
    check_all(lever.choices, "choice", called)
    if #lever.choices < 2 then fail("%s: a lever has two choices or more", called) end
  else
    for _, key in ipairs { "least", "most", "step", "unit" } do
      if lever[key] == nil then fail("%s: a lever has choices, or least, most, step and unit; %s is missing", called, key) end
    end
    if lever.least >= lever.most or lever.step <= 0 or not is_step(lever, lever.most) then
      fail("%s: from %s to %s is no whole number of steps of %s", called, lever.least, lever.most, lever.step)
    end
  end
  check_value(lever, lever.default, called)
end

local function check_counts(lever, levers, where)
  if not lever.counts then return end
  local called = string.format('%s, lever "%s", counts', where, lever.name)
  check_parts(lever.counts, "counts", called)
  local other = levers[lever.counts.lever]
  if not other or not other.choices then fail("%s: %s is no lever with choices", called, show(lever.counts.lever)) end
  for _, value in ipairs(lever.counts.is) do check_value(other, value, called) end
end

-- Of all roles, by name and in order.
local function levers_of(found)
  local levers, order = {}, {}
  for _, role in ipairs(found.roles) do
    for _, lever in ipairs(role.levers) do
      levers[lever.name] = lever
      table.insert(order, lever)
    end
  end
  return levers, order
end

local function check_predicts(role, measures, where)
  for _, prediction in ipairs(role.predicts) do
    check_parts(prediction, "prediction", where .. ", predicts")
    if not measures[prediction.measure] then fail("%s, predicts: there is no measure %s", where, show(prediction.measure)) end
    local is_number = prediction.least and prediction.most and prediction.step
    if not is_number == not prediction.direction then
      fail("%s, predicts %s: allowed is either least, most and step, or direction = true", where, prediction.measure)
    end
  end
end

local function check_roles(found, measures, where)
  check_all(found.roles, "role", where)
  local all = {}
  for _, role in ipairs(found.roles) do
    local called = string.format('%s, role "%s"', where, role.name)
    check_all(role.levers, "lever", called)
    if #role.levers > LEVERS_MOST then fail("%s has %d levers: allowed are %d", called, #role.levers, LEVERS_MOST) end
    for _, lever in ipairs(role.levers) do
      if all[lever.name] or lever.name == "shock" then fail("%s, lever %s: the name is taken", called, show(lever.name)) end
      all[lever.name] = lever
      check_lever(lever, called)
    end
    check_predicts(role, measures, called)
  end
  for _, role in ipairs(found.roles) do
    for _, lever in ipairs(role.levers) do check_counts(lever, all, string.format('%s, role "%s"', where, role.name)) end
  end
end

-- Choices -----------------------------------------------------------------------------------------------

local function is_among(list, name)
  for _, one in ipairs(list or {}) do if one.name == name then return true end end
  return false
end

-- With defaults for what is left out; and the shock, if any.
local function complete(found, given, where)
  local levers, order = levers_of(found)
  local choices = {}
  if type(given) ~= "table" then fail("%s = %s: allowed is { lever = value }", where, show(given)) end
  for name, value in pairs(given) do
    if name ~= "shock" then
      if not levers[name] then fail("%s: there is no lever %s; allowed are %s", where, show(name), names_of(levers)) end
      check_value(levers[name], value, where)
    end
  end
  for _, lever in ipairs(order) do
    local value = given[lever.name]
    if value == nil then value = lever.default end
    choices[lever.name] = value
  end
  if given.shock ~= nil and not is_among(found.shocks, given.shock) then
    local known = {}
    for _, shock in ipairs(found.shocks or {}) do table.insert(known, show(shock.name)) end
    fail("%s: shock = %s: allowed is %s", where, show(given.shock), #known > 0 and table.concat(known, ", ") or "none")
  end
  return choices, given.shock
end

-- The first measure's curve grows while its life is lived, from what is told each day: money, and tokens that families hold.
local function check_curve(measure, where)
  local outcomes = type(measure.of) == "string" and { measure.of } or measure.of
  for _, outcome in ipairs(outcomes) do
    local name = outcome:gsub("^%- ", "")
    if not name:find("^money: ") and name ~= "tokens: held by households at the end" then
      fail('%s, measure %s: of = %s: allowed in the first measure, whose curve grows day by day, are "money: ..." and ' ..
           '"tokens: held by households at the end"', where, show(measure.name), show(outcome))
    end
  end
end

local function read(name)
  if not is_name(name) then fail("a lesson's name is %s: allowed are small letters, digits and _", show(name)) end
  local found, where = require(name), string.format('lesson "%s"', name)
  if type(found) ~= "table" then fail("%s returns %s: allowed is a table", where, show(found)) end
  check_parts(found, "lesson", where)
  if found.name ~= name then fail("%s: name = %s: allowed is the file's", where, show(found.name)) end
  for place, round in ipairs(found.rounds) do check_parts(round, "round", where .. ", round " .. place) end
  check_roles(found, check_all(found.measures, "measure", where), where)
  check_curve(found.measures[1], where)
  check_all(found.shocks, "shock", where)
  complete(found, found.reference, where .. ", reference")
  return found
end

-- Scenarios ---------------------------------------------------------------------------------------------

-- Days since 1970-01-01, and back: Howard Hinnant's algorithms for the Gregorian calendar (not read; test_lesson checks them).
local function days_of(date)
  local year, month, day = date:match("(%d+)-(%d+)-(%d+)")
  year, month, day = math.tointeger(year), math.tointeger(month), math.tointeger(day)
  if month <= 2 then year = year - 1 end
  local era = year // 400
  local of_era = year - era * 400
  local of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
  return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468
end

local function date_of(days)
  local shifted = days + 719468
  local era = shifted // 146097
  local of_era = shifted - era * 146097
  local year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
  local of_year = of_era - (365 * year + year // 4 - year // 100)
  local from_march = (5 * of_year + 2) // 153
  local month = from_march < 10 and from_march + 3 or from_march - 9
  local whole = year + era * 400 + (month <= 2 and 1 or 0)
  return string.format("%04d-%02d-%02d", whole, month, of_year - (153 * from_march + 2) // 5 + 1)
end

-- What the lesson says belongs to it: a world that says it, too, would be silently overruled.
local function declare_scenario(found, days)
  local world, made = found.world, {}
  if type(world) == "function" then world = world() end
  if type(world) ~= "table" then fail('lesson "%s": world gives %s: allowed is a table', found.name, show(world)) end
  for key, value in pairs(world) do made[key] = value end
  for key, value in pairs { name = found.name, title = found.title.en, start = found.start, seed = found.seed or 2018, days = days } do
    if made[key] ~= nil then fail('lesson "%s": world has %s, which the lesson says itself', found.name, key) end
    made[key] = value
  end
  scenario(made)
end

local function declare_policy(found, name, title, choices, shock, set)
  local made = {}
  local given = found.policy(choices, shock)
  if type(given) ~= "table" then fail('lesson "%s": policy gives %s: allowed is a table', found.name, show(given)) end
  for key, value in pairs(given) do made[key] = value end
  if made.name ~= nil or made.title ~= nil then fail('lesson "%s": policy gives a name or title, which rounds have', found.name) end
  if set then
    made.set = {}
    for key, value in pairs(given.set or {}) do made.set[key] = value end
    for key, value in pairs(set) do made.set[key] = value end
  end
  made.name, made.title = name, title
  policy(made)
end

local function check_rounds(found, rounds)
  if type(rounds) ~= "table" or #rounds < 1 or #rounds > #found.rounds then
    fail('lesson "%s" is played for 1 to %d rounds, not %s', found.name, #found.rounds, type(rounds) == "table" and #rounds or show(rounds))
  end
end

-- Of so many rounds.
local function days_until(found, rounds)
  local days = 0
  for place = 1, rounds do days = days + found.rounds[place].days end
  return days
end

-- Policies of a round, which follow on the round before.
local function follow(found, place, policies)
  if place == 1 then return end
  branch { at = date_of(days_of(found.start) + days_until(found, place - 1)), from = "round_" .. place - 1, policies = policies }
end

-- The first so many.
local function declare_rounds(found, rounds, count)
  for place = 1, count do
    local choices, shock = complete(found, rounds[place], "round " .. place)
    declare_policy(found, "round_" .. place, found.rounds[place].title.en, choices, shock)
    follow(found, place, { "round_" .. place })
  end
end

function lesson.play(name, rounds)
  local found = read(name)
  check_rounds(found, rounds)
  declare_rounds(found, rounds, #rounds)
  declare_scenario(found, days_until(found, #rounds))
end

function lesson.what_if(name, rounds, lever, values)
  local found = read(name)
  check_rounds(found, rounds)
  declare_rounds(found, rounds, #rounds - 1)
  local choices, shock = complete(found, rounds[#rounds], "round " .. #rounds)
  if choices[lever] == nil then fail("what_if: there is no lever %s; allowed are %s", show(lever), names_of((levers_of(found)))) end
  local others = {}
  declare_policy(found, "as_played", "As it was played", choices, shock)
  for _, value in ipairs(values) do
    local other = {}
    for key, chosen in pairs(choices) do other[key] = chosen end
    other[lever] = value
    local called = string.gsub(lever .. "_" .. tostring(value), "[^%w_]", "_")
    declare_policy(found, called, lever .. " = " .. tostring(value), complete(found, other, "what_if"), shock)
    table.insert(others, called)
  end
  local all = { "as_played", table.unpack(others) }
  follow(found, #rounds, all)
  compare { baseline = "as_played", policies = others, replications = 4 }
  declare_scenario(found, days_until(found, #rounds))
end

-- So that what is moved counts.
local function with_what_it_counts_for(lever, choices)
  if lever.counts then choices[lever.counts.lever] = lever.counts.is[1] end
  return choices
end

function lesson.ends(name, inside)
  local found = read(name)
  local _, order = levers_of(found)
  local function declare(called, choices, shock, set) declare_policy(found, called, called, complete(found, choices, called), shock, set) end
  declare("default", {})
  declare("reference", found.reference)
  for _, lever in ipairs(order) do
    for _, choice in ipairs(lever.choices or {}) do
      declare(lever.name .. "_" .. choice.value, with_what_it_counts_for(lever, { [lever.name] = choice.value }))
    end
    for _, key in ipairs(lever.choices and {} or { "least", "most" }) do
      local set = lever.of and { [lever.of] = lever[key] }
      declare(lever.name .. "_" .. key, with_what_it_counts_for(lever, { [lever.name] = lever[key] }), nil, set)
    end
    for _, value in ipairs(inside and inside[lever.name] or {}) do
      declare(lever.name .. "_at_" .. value, with_what_it_counts_for(lever, { [lever.name] = value }))
    end
  end
  for _, shock in ipairs(found.shocks or {}) do declare("shock_" .. shock.name, {}, shock.name) end
  declare_scenario(found, found.rounds[1].days)
end

-- JSON --------------------------------------------------------------------------------------------------

local escapes = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }
local function quote(text)
  return '"' .. text:gsub('[%c"\\]', function(letter) return escapes[letter] or string.format("\\u%04x", letter:byte()) end) .. '"'
end

-- In as few digits as say it.
local function number_to_json(value)
  for digits = 15, 17 do
    local text = string.format("%." .. digits .. "g", value)
    if tonumber(text) == value then return text end
  end
  fail("%s is no number that JSON has", value)
end

local to_json

local function list_to_json(list)
  local all = {}
  for _, one in ipairs(list) do table.insert(all, to_json(one)) end
  return "[" .. table.concat(all, ",") .. "]"
end

local function table_to_json(given)
  local all = {}
  for key, value in pairs(given) do
    if type(value) ~= "function" then
      table.insert(all, quote(key == "otherwise" and "else" or key) .. ":" .. to_json(value))
    end
  end
  return "{" .. table.concat(all, ",") .. "}"
end

function to_json(value)
  if type(value) == "string" then return quote(value) end
  if math.type(value) == "float" then return number_to_json(value) end
  if type(value) ~= "table" then return tostring(value) end
  return #value > 0 and list_to_json(value) or table_to_json(value)
end

-- By world, then by round.
local function bots_of(found)
  local bots = {}
  for world = 1, found.worlds or WORLDS do
    bots[world] = {}
    for round = 1, #found.rounds do
      bots[world][round] = complete(found, found.bots(round, world), string.format('lesson "%s", bots(%d, %d)', found.name, round, world))
    end
  end
  return bots
end

-- A list that may be empty is one even so, and no table.
local function list_or_none(list) return list and #list > 0 and to_json(list) or "[]" end

-- The nearest that the lever's steps reach; what is no number stays.
local function stepped(lever, value)
  if lever.choices or type(value) ~= "number" or value ~= value then return value end
  local steps = math.floor((value - lever.least) / lever.step + 0.5)
  return lever.least + steps * lever.step
end

function lesson.decide(name, role, given)
  local found, levers = read(name), {}
  for _, one in ipairs(found.roles) do
    if one.name == role then for _, lever in ipairs(one.levers) do levers[lever.name] = lever end end
  end
  if type(given) ~= "table" then fail("the rule gives %s: allowed is { lever = value }", show(given)) end
  local chosen = {}
  for lever, value in pairs(given) do
    if not levers[lever] then fail("the rule: there is no lever %s; allowed are %s", show(lever), names_of(levers)) end
    chosen[lever] = stepped(levers[lever], value)
    check_value(levers[lever], chosen[lever], "the rule")
  end
  declare_scenario(found, found.rounds[1].days)  -- every file has one
  return to_json(chosen)
end

function lesson.describe(name)
  local found = read(name)
  local described, roles = {}, {}
  for _, measure in ipairs(found.measures) do if type(measure.of) == "string" then measure.of = { measure.of } end end
  for _, key in ipairs { "name", "title", "question", "start", "rounds", "measures", "compared" } do
    if found[key] ~= nil then table.insert(described, quote(key) .. ":" .. to_json(found[key])) end
  end
  for _, role in ipairs(found.roles) do
    local members = {}
    for _, key in ipairs { "name", "title", "levers" } do table.insert(members, quote(key) .. ":" .. to_json(role[key])) end
    for _, key in ipairs { "knows", "predicts" } do table.insert(members, quote(key) .. ":" .. list_or_none(role[key])) end
    table.insert(roles, "{" .. table.concat(members, ",") .. "}")
  end
  table.insert(described, '"roles":[' .. table.concat(roles, ",") .. "]")
  table.insert(described, '"worlds":' .. (found.worlds or WORLDS))
  table.insert(described, '"practice":' .. tostring(found.practice ~= false))
  table.insert(described, '"reference":' .. to_json((complete(found, found.reference, "reference"))))
  table.insert(described, '"bots":' .. to_json(bots_of(found)))
  for _, key in ipairs { "shocks", "goals", "worksheet" } do table.insert(described, quote(key) .. ":" .. list_or_none(found[key])) end
  return "{" .. table.concat(described, ",") .. "}"
end

return lesson
