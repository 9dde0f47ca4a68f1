-- SPDX-License-Identifier: GPL-3.0-or-later
-- One whole year with everything there is: homes, schools, firms and the city. What is each one's year worth?
--
-- Everything of seven_systems.lua, and around it: schools that measure their classrooms' air, makers of air purifiers that
-- hear from their own customers, a programme that pays for data in tokens, advertisers in the maker's app, people who look
-- at what the machines are unsure of, a service of the maker's own people, a competitor without tokens, a city that cleans
-- where the air is worst, and a regulator that looks at what is taken unasked.
-- Heat in summer, dust in spring, terms and vacations, weekdays and weekends: one year passes through all of it.
--
--   maru run scenarios/whole_year.lua --policy ask            (10,000 homes, 50 schools; the size the benchmark measures)
--   maru compare scenarios/whole_year.lua --homes 2000 --set after_service.technicians=2 --set own_team.desks=1
--   maru run scenarios/whole_year.lua --set weather.file=seoul_weather_2018.csv --set air.file=seoul_air_2018.csv
--                                                             (real weather and air, if you have them)
local korea = require "korea_2018"

scenario {
  name = "whole_year", title = "One whole year with everything there is",
  start = "2018-01-01", days = 365, seed = 2018,

  homes   = korea.homes { count = 10000 },
  friends = { model = "small_world", neighbours = 6, rewire = 0.1 },

  korea.air_conditioner { placement = "device" },
  microwave { report = "label" },
  robot_vacuum {},
  refrigerator {},
  diet_app { ownership = 0.3 },
  air_purifier {},
  monitor {   -- a fouled coil, as in make_or_partner.lua
    name = "coil", data_class = "device_health", quantity = "air flow lost to a fouled coil", unit = "%",
    ownership = 0.9, connected = 0.5, mean = 12, spread = 6, matters_above = 15, tells_above = 15,
    sigma = 1, tau_days = 14, bias = 1, noise = 1, relapse_days = 180,
  },
  product_health { not_products = "sensor product_link monitor robot_vacuum" },   -- robots end and are replaced in the shop

  electricity {},

  -- The maker, its cloud and its desks.
  maker { name = "hanbit", service_year = 0 },   -- after-service is modelled here, not assumed
  remote_control {}, product_cloud {}, after_service { technicians = 10 },
  food_insight {}, fault_diagnosis {}, statistics { reward_won = 0 }, personal_service {}, strategy_report { reward_won = 0 },
  token_programme {}, reviewers {}, media { reward_won = 0 },
  service {   -- the maker's own people clean coils
    name = "own_team", listens_to = "coil", owned_by = "maker", desks = 2, fixed_won_month = 1500000,
    price_won = 90000, usual_won = 90000, material_won = 8000, visit_hours = 2, effect = 10, remind_days = 270,
  },

  -- Eight firms around it.
  pest_control { name = "bugbye" },
  grocery { name = "dongne", riders = 40 },
  diet_seller { name = "goodfood" },
  retailer { name = "vacuum_shop", sells = "robot_vacuum", p = 0.0005, q = 0.24, market = 0.8, years_on_sale = 15 },
  competitor { name = "rival" },
  advertiser { name = "cleaner", sort = "service", price_won = 150000, usual_won = 150000, margin = 0.4, by_itself_year = 0.1 },
  data_holder { name = "air_one", share = 0.6 }, data_holder { name = "air_two", share = 0.4 },

  school { count = 50, classrooms = 18, data_to = "parents" },
  public_body { name = "city" },   -- cleans where the makers of air purifiers together say that the air is worst
  regulator { name = "pipc" },
}

policy {
  name = "stays_home", title = "What appliances notice stays in the home",
  consent = {
    image = "never", pest_sighting = "never", presence = "never", food = "never", stock = "never", telemetry = "never",
    device_health = "never", profile = "never", air_quality = "never", purchase = "never",
  },
}

policy {
  name = "ask", title = "Ask at installation, and before each sighting",
  consent = {
    image = "at_install", pest_sighting = "ask_each_time", presence = "at_install", food = "at_install",
    stock = "at_install", telemetry = "at_install", device_health = "at_install", profile = "at_install",
    air_quality = "at_install", purchase = "at_install",
  },
}

policy {
  name = "take", title = "Take everything, ask nobody",
  consent = {
    image = "none", pest_sighting = "none", presence = "none", food = "none", stock = "none", telemetry = "none",
    device_health = "none", profile = "none", air_quality = "none", purchase = "none",
  },
}

compare { baseline = "stays_home", policies = { "ask", "take" }, replications = 2 }
