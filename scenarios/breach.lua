-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who loses what when it gets out?
--
-- A maker knows of its customers' homes what its products notice: cockroaches, meals, the state of the products, a profile. On 1
-- July all that it holds gets out. The same breach, under the same luck, hits a maker that takes everything, one that takes
-- everything and deletes it after 30 days, one that asks, and one whose data stays on the devices. The regulator comes only after a
-- breach, and fines what had come without consent or was kept too long.
--
--   maru compare scenarios/breach.lua
--   maru compare scenarios/breach.lua --set leak.at=                         -- nothing gets out
--   maru compare scenarios/breach.lua --set leak.party=dongne                -- the grocery's data get out instead
--   maru compare scenarios/breach.lua --set leak.at= --set leak.a_year=0.5   -- at random
local korea = require "korea_2018"

scenario {
  name = "breach", title = "Who loses what when it gets out?",
  start = "2018-01-01", days = 365, seed = 2018,

  homes   = korea.homes { count = 2000 },
  friends = { model = "small_world", neighbours = 6, rewire = 0.1 },

  microwave { report = "label" },
  robot_vacuum { ownership = 0.5 },        -- a maker's customers, not the country: there 9 % own one
  refrigerator {},
  product_health {},

  maker { name = "hanbit", service_year = 0 },   -- after-service is modelled here, not assumed
  after_service { technicians = 2 },
  pest_control { name = "bugbye" },
  grocery { name = "dongne", riders = 8 },
  food_insight {}, statistics {}, media {},
  regulator { name = "pipc", audits_year = 0, complaints_open = 1000, press = false,
              investigation_days = 60 },   -- so that most of what it decides falls in the year,
  breach { name = "leak", party = "hanbit", at = "2018-07-01" },
}

local classes = { "pest_sighting", "food", "stock", "device_health", "profile" }
local function each(rule)
  local rules = {}
  for _, class in ipairs(classes) do rules[class] = rule end
  return rules
end

policy { name = "sell", title = "Take everything, keep it for good", consent = each("none") }

policy {
  name = "kept_30", title = "Take everything, delete it after 30 days",
  consent = each { rule = "none", kept_days = 30 },
}

policy {
  name = "ask", title = "Ask for each, at installation or at each sighting, keep it for good",
  consent = {
    pest_sighting = "ask_each_time", food = "at_install", stock = "at_install", device_health = "at_install",
    profile = "at_install",
  },
}

policy { name = "on_device", title = "All stays on the devices", consent = each("never") }

compare { baseline = "sell", policies = { "kept_30", "ask", "on_device" }, replications = 4 }
