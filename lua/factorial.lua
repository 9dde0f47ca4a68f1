-- SPDX-License-Identifier: GPL-3.0-or-later
-- Switches in every combination: what does each make, and what do they make only together?
--
--   local factorial = require "factorial"
--   factorial {
--     switches = {
--       { name = "ai",    off = { set = { ["microwave.recognition"] = "none" } } },
--       { name = "token", on  = { set = { ["hanbit.reward_tokens"] = 1000 } },
--                         off = { set = { ["hanbit.reward_tokens"] = 0 } } },
--     },
--     sums = { { name = "firms [won]", ["money: hanbit"] = 1 } },     -- weight of each measure of the comparison
--     replications = 5,
--   }
--
-- makes 2^n policies, named by what is on ("ai_token"; "nothing"), and compares them against nothing. `on` and `off` hold
-- what a policy may hold: set and consent. Where two switches speak of the same setting or data class, what is off wins,
-- since a part that is missing cannot be used; of two that are alike, the later one.

local function put(into, from)
  for key, value in pairs(from or {}) do into[key] = value end
end

local function combine(switches, number)
  local names, parts = {}, { on = {}, off = {} }
  for place, switch in ipairs(switches) do
    local on = number // 2 ^ (place - 1) % 2 == 1
    if on then table.insert(names, switch.name) end
    local state = on and "on" or "off"
    table.insert(parts[state], switch[state] or {})
  end
  local made = { name = #names > 0 and table.concat(names, "_") or "nothing", set = {}, consent = {} }
  for _, state in ipairs { "on", "off" } do
    for _, part in ipairs(parts[state]) do
      put(made.set, part.set)
      put(made.consent, part.consent)
    end
  end
  return made
end

return function(study)
  local names, policies = {}, {}
  for _, switch in ipairs(study.switches) do table.insert(names, switch.name) end
  for number = 0, math.tointeger(2 ^ #names) - 1 do
    local made = combine(study.switches, number)
    policy(made)
    if number > 0 then table.insert(policies, made.name) end
  end
  compare {
    baseline = "nothing", policies = policies, factors = names, sums = study.sums,
    replications = study.replications,
  }
end
