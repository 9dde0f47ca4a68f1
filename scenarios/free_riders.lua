-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who games it, what does each earn, and what stops it?
--
-- A maker pays families for what their microwaves say is eaten, and sells the shares of foods. Three in ten families know how to
-- game that: agree for the reward and let the oven make up what it sends, or register accounts that stand for no home. The
-- maker can game the families: it goes on taking what they took back, or uses for one purpose what they allowed for another.
-- Against each something can be done, at a cost: audits of reports against the oven's log, proofs or fees for accounts, a
-- regulator's audits and fines. Everybody knows what is done, and weighs it: who stops does so before being caught.
-- nobody_games is the measure: as if all audits were free and saw everything.
--
--   maru compare scenarios/free_riders.lua
--   maru compare scenarios/free_riders.lua --policies nobody_games,riders --set eats.audits_month=0.1   # too seldom
--   maru compare scenarios/free_riders.lua --set eats.audit_least=9           # more honest homes are excluded
--   maru compare scenarios/free_riders.lua --set microwave.report=noised     # noise hides who makes it up
--   maru compare scenarios/free_riders.lua --set token_programme.paid_for=data   # false accounts send none
--   maru compare scenarios/free_riders.lua --set token_programme.account_fee_won=6800   # a fee stops them, and others
--   maru compare scenarios/free_riders.lua --set hanbit.heeds_fines=true     # a maker that weighs fines
local korea = require "korea_2018"

scenario {
  name = "free_riders", title = "Who games it, what does each earn, and what stops it?",
  start = "2018-01-01", days = 365, seed = 2018,
  homes = korea.homes { count = 1000 },
  friends = { model = "small_world", neighbours = 6, rewire = 0.1 },

  microwave { report = "label", connected = 1 },
  product_health {},
  maker { name = "hanbit", service_year = 0 },
  after_service { technicians = 1 },
  food_insight { name = "eats", report_won = 1000000, buyers_learn = 0.5 },
  token_programme { reward_food = 500, reward_device_health = 0, reward_profile = 0, knows_tricks = 0.3 },
  fault_diagnosis {}, statistics {}, personal_service {}, media { reward_won = 0 },
  regulator { name = "pipc", watches = false, press = false },
}

local asked = { food = "at_install", device_health = "at_install", profile = "at_install" }

-- What is done against whom. An audit that costs nothing and is made of everybody stops all free riders.
local no_riders = { eats = { audits_month = 1, audit_least = 3, audit_won = 0 }, token_programme = { forfeit_months = 3 } }
local function with(...)
  local all = {}
  for _, set in ipairs { ... } do
    for party, levers in pairs(set) do
      all[party] = all[party] or {}
      for name, value in pairs(levers) do all[party][name] = value end
    end
  end
  return all
end

policy { name = "nobody_games", title = "Nobody games it: whoever would is found out at once, at no cost", consent = asked, set = no_riders }

policy { name = "riders", title = "Free riders send noise, and nobody looks", consent = asked }

policy {
  name = "riders_audited", title = "One home in five is audited a month; who fails pays three months' rewards back",
  consent = asked, set = { eats = { audits_month = 0.2 }, token_programme = { forfeit_months = 3 } },
}

local five = { token_programme = { accounts_most = 5 } }

policy { name = "sybils", title = "Five accounts an address, and nobody asks for a product", consent = asked, set = with(no_riders, five) }

policy {
  name = "sybils_proved", title = "... and one account in five must show its product a month",
  consent = asked, set = with(no_riders, five, { token_programme = { proof_share = 0.2, proof_won = 500 } }),
}

local ignores = { hanbit = { ignores_withdrawn = 1 } }

policy { name = "ignored", title = "The maker goes on taking what was taken back, and nobody looks", consent = asked, set = with(no_riders, ignores) }

policy {
  name = "ignored_audited", title = "... and the regulator audits four times a year",
  consent = asked, set = with(no_riders, ignores, { pipc = { watches = true, audits_year = 4, investigation_days = 60 } }),
}

policy {
  name = "stretched", title = "What is allowed for one purpose goes out for all, and nobody looks",
  consent = asked, set = with(no_riders, { hanbit = { stretches_purpose = true } }),
}

compare {
  baseline = "nobody_games",
  policies = { "riders", "riders_audited", "sybils", "sybils_proved", "ignored", "ignored_audited", "stretched" },
  replications = 5,
}
