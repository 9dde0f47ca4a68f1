-- SPDX-License-Identifier: GPL-3.0-or-later
-- One year with everything in the home: who gains from what appliances notice?
--
-- Air conditioners, microwaves, robot vacuums and refrigerators that see; pest control, a grocery and a diet service that
-- would like to be told; a maker whose cloud keeps a twin of each product, finds faults before they happen, sends
-- technicians, learns what is eaten, sells advertisements, and plans. The same families live the same year under three
-- ways with what is noticed: it stays in the home, it leaves when the family agrees, or it is taken.
--
--   maru run scenarios/seven_systems.lua --policy ask
--   maru run scenarios/seven_systems.lua --policy ask --homes 10000     (the size that the benchmark measures)
--   maru compare scenarios/seven_systems.lua
local korea = require "korea_2018"

scenario {
  name = "seven_systems", title = "One year with everything in the home",
  start = "2018-01-01", days = 365, seed = 2018,

  homes   = korea.homes { count = 2000 },
  friends = { model = "small_world", neighbours = 6, rewire = 0.1 },

  korea.air_conditioner { placement = "device" },
  microwave { report = "label" },
  robot_vacuum {},
  refrigerator {},
  diet_app { ownership = 0.3 },
  product_health { not_products = "sensor product_link robot_vacuum" },   -- robots end and are replaced in the shop

  maker { name = "hanbit", service_year = 0 },   -- after-service is modelled here, not assumed
  pest_control { name = "bugbye" },
  grocery { name = "dongne", riders = 8 },
  diet_seller { name = "goodfood" },
  electricity {},
  remote_control {}, product_cloud {},
  retailer { name = "vacuum_shop", sells = "robot_vacuum", p = 0.0005, q = 0.24, market = 0.8, years_on_sale = 15 },
  after_service { technicians = 2 },
  food_insight {}, fault_diagnosis {}, statistics {}, personal_service {}, media {}, strategy_report {},
}

policy {
  name = "stays_home", title = "What appliances notice stays in the home",
  consent = {
    pest_sighting = "never", presence = "never", food = "never", stock = "never", telemetry = "never",
    device_health = "never", profile = "never",
  },
}

policy {
  name = "ask", title = "Ask at installation, and before each sighting",
  consent = {
    pest_sighting = "ask_each_time", presence = "at_install", food = "at_install", stock = "at_install",
    telemetry = "at_install", device_health = "at_install", profile = "at_install",
  },
}

policy {
  name = "take", title = "Take everything, ask nobody",
  consent = {
    pest_sighting = "none", presence = "none", food = "none", stock = "none", telemetry = "none",
    device_health = "none", profile = "none",
  },
}

compare { baseline = "stays_home", policies = { "ask", "take" }, replications = 3 }
