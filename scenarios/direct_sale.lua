-- SPDX-License-Identifier: GPL-3.0-or-later
-- Does taking data unasked pay when somebody looks?
--
-- Robot vacuums see cockroaches, refrigerators see what runs out, microwaves what is eaten, and products know what the
-- family owns. The maker can ask for each, or let it all go: sightings to a pest-control firm, stock to a grocery, food
-- and profile to its own desks. Families find out in time. A regulator may look: at complaints, by audits, and at what
-- the press reports; it fines by turnover, and orders to stop and ask. Same families, same luck. fines_at_stake is what
-- all takers together would owe if all were found out: taking pays if it brings more than that times the chance of it.
--
--   maru compare scenarios/direct_sale.lua
--   maru compare scenarios/direct_sale.lua --set pipc.audits_year=2          -- somebody looks hard
--   maru compare scenarios/direct_sale.lua --set pipc.related_only=false     -- fines by all of the maker's turnover
local korea = require "korea_2018"

scenario {
  name = "direct_sale", title = "Does taking data unasked pay when somebody looks?",
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
  regulator { name = "pipc" },
}

policy {
  name = "ask", title = "Ask for each, at installation or at each sighting",
  consent = {
    pest_sighting = "ask_each_time", food = "at_install", stock = "at_install", device_health = "at_install",
    profile = "at_install",
  },
}

local everything = { pest_sighting = "none", food = "none", stock = "none", device_health = "none", profile = "none" }

policy {
  name = "take", title = "Take everything, nobody looks and nobody writes of it",
  consent = everything, set = { pipc = { watches = false, press = false } },
}

policy {
  name = "take_fined", title = "The regulator looks, and fines",
  consent = everything, set = { pipc = { order = "none", press = false } },
}

policy {
  name = "take_stopped", title = "It fines, and orders to stop and ask",
  consent = everything, set = { pipc = { press = false } },
}

policy {
  name = "take_press", title = "The same, and the press reports",
  consent = everything,
}

compare { baseline = "ask", policies = { "take", "take_fined", "take_stopped", "take_press" }, replications = 4 }
