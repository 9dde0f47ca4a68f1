-- SPDX-License-Identifier: GPL-3.0-or-later
-- Everybody who asks a price or pays a reward, for test_prices.c: each sells or is told something in some months, and what is
-- bought is what families and firms choose, never what is short: crews, desks and riders are many, nothing is free by a warranty,
-- cockroaches are everywhere, meters and lives run fast, and every family is asked.
scenario {
  name = "market", title = "Everybody who asks a price or pays a reward",
  start = "2018-03-01", days = 100, seed = 2018,
  homes = { count = 300, districts = 2 },
  families = { budget_won_month = 1000000 },
  cockroaches = { prevalence = 0.35, at_start = 0.5, met_per_run = 0.02, firms_differ_won = 100000 },

  air_conditioner { placement = "device", ownership = 1 }, electricity {}, remote_control {},
  microwave { report = "label", ownership = 1 }, robot_vacuum { ownership = 0.5, alarm_sightings = 1 }, refrigerator {}, diet_app { ownership = 1 },
  product_health {}, air_purifier { ownership = 1 }, data_holder { name = "breeze" }, product_cloud {},
  monitor { name = "coil", data_class = "device_health", ownership = 1, connected = 1, mean = 15, spread = 6, matters_above = 15,
            tells_above = 10, relapse_days = 30 },

  maker { accessories_year = 6, service_year = 2 },
  pest_control { crews = 100, plan_share = 0.6 },
  grocery { riders = 100, customers = 0.8, offer_products = 1, hears_meals = true },
  diet_seller { offer_share = 1, holdout_share = 0 },
  after_service { technicians = 100, warranty_years = 0, warranty_cooling_years = 0, warranty_core_years = 0, core_share = 0.5 },
  fault_diagnosis {}, statistics {}, parts_dealer { count = 5 }, personal_service {}, marketing {}, strategy_report {}, model_dealer { count = 5 }, food_insight {}, token_programme {},
  media { sells_by = "auction", click_rate = 0.1, app_share = 1, asks = 0.1, broker = "broker" }, firm { name = "broker" },
  advertiser { name = "shop", looks_for = "anybody", price_won = 30000, usual_won = 30000, buys = 0.3, believed_buys = 0.3, by_itself_year = 2, believed_by_itself_year = 2 },
  advertiser { name = "meals", sort = "o2o", looks_for = "anybody", price_won = 30000, usual_won = 30000, buys = 0.01, believed_buys = 0.01 },
  advertiser { name = "fixer", sort = "service", looks_for = "anybody" }, advertiser { name = "cleaner", sort = "service", looks_for = "anybody" },
  service { listens_to = "coil", desks = 100, effect = 10, calls_year = 5 },
  retailer { sells = "robot_vacuum", p = 0.2, life_years = 1 },
  robot_vacuum { name = "branded_robot", ownership = 0 }, brand { sells = "branded_robot" }, brands = { life_years = 1, again_days = 30 },
  public_body { name = "city", pools = "raw", smallest_cell = 1 }, school { count = 8, classrooms = 3 }, regulator {}, machine_work {}, recogniser_training {},
  air_reports { to_school = true, subscribes = 0.9, schools_take = 0.9 }, school_choice { show = "all" },
  data_market { prices = "flat" }, data_market { name = "trust_market", prices = "trust" }, data_trust { step = 0, fee_share = 1 },
}
local asked = { pest_sighting = "ask_each_time", image = "at_install", presence = "at_install", food = "at_install", stock = "at_install",
                telemetry = "at_install", device_health = "at_install", profile = "at_install", air_quality = "at_install", purchase = "at_install" }
policy { name = "asked", title = "Every family is asked for everything", consent = asked }
policy { name = "listed", title = "Places, clicks and leads are sold at list prices, and the air of schools", consent = asked, set = { media = { sells_by = "list" }, school_choice = { show = "none" } } }
policy { name = "no_leads", title = "... and leads are so cheap that they take no place from them", consent = asked,
         set = { media = { sells_by = "list", cpl_won = 100 }, shop = { budget_won = 100000 } } }
