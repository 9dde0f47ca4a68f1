-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is seldom elsewhere happens here all the time, so that test_settings_matter.py sees what the settings of it
-- decide: everything is left on, servers fail, friends live next door, firms compute, two pest-control firms buy each lead,
-- people look at what machines are unsure of, and the regulator stops whoever takes; or nobody is stopped who does not
-- give in (gives_in), robots send updates (update_worth) and the city gets sums with noise (clip). Groceries come late
-- (waits_days); a clinic asks for weights (weight_health), an insurer for absences (weight_absence). One of the pest-control
-- firms begins no more than a visit a day and robots never keep quiet, so that leads find it busy (longest_wait_days); robots
-- end soon, when families with tokens choose between two makers' (price_weight); a brand may sell the one or the other robot (sells). Prices are not the usual ones;
-- that of profiles is fixed (flat_won), and above what they bring (trials_won_quarter); where nobody is stopped the maker and
-- its partners heed fines (believed_kept, partners_kept, believed_fines_year, prior_years), and one pest-control firm bids what is set (bid_won, bid_shared_share). The diet
-- service believes that offers bring nothing, and only tries some (trials_won_quarter); schools rent for less than usual (logit_rent). Where
-- nobody is stopped, meters are told with noise (range_kwh) and meals under names (pseudonym_days). Somebody overhears the grocery
-- (prior, first_days), and joins its records with the clinic's (by_district, by_size, by_dwelling, by_segment). A trust begins
-- at a price that nobody pays (holds_out_months), and families that lose their trust take back what it sold (withdrawal_won). The grocery
-- writes to who seems to have gone (foresight_days, reminder_won, reminder_worth_won), schools' machines learn when to air (later_counts,
-- tries_first, tries_half), and floors are full of what robots break on (spill_recall, cost_share). Pictures of minors were promised
-- to stay (minors_share). Where all are asked, places are sold at list prices, too dear for a firm that earns next to nothing
-- (trials_won_quarter), and a platform thinks twice as much of profiles as they are worth, until it learns (prior_months).
-- The grocery recommends (advice_hold_out), and who is honest is accused in audits that hardly anybody passes (accused_weight).
scenario {
  name = "seldom", title = "What is seldom, all the time",
  start = "2018-06-10", days = 40, seed = 2018,
  homes = { count = 60, districts = 4 },
  friends = { model = "blocks" },
  network = { cloud_mtbf_h = 20, cloud_mttr_h = 5, cloud_servers = 2, uplink_latency_ms = 900 },
  families = { trips_per_year = 4 },

  air_conditioner { placement = "device", ownership = 1, left_on = 1, connected = 1, absence = "learned" },
  microwave { ownership = 1, recognition = "cloud", report = "label" },
  robot_vacuum { ownership = 1, alarm_sightings = 1, quiet_days = 0, mess_per_run = 0.02 },
  refrigerator { ownership = 1 },
  diet_app { ownership = 1 },
  product_health {},
  monitor { name = "scale", data_class = "health", ownership = 1, connected = 1, tells_above = -1e6 },
  monitor { name = "door", data_class = "absence", ownership = 1, connected = 1, tells_above = -1e6 },
  service { name = "clinic", listens_to = "scale", price_won = 20000, calls_year = 10 }, service { name = "insurer", listens_to = "door" },
  sensor { to = "broker", message_gflop = 5 },

  maker { lead_price = "learned", lead_chooser = "greedy", reward_chooser = "greedy", shared_buyers = 2, accessory_won = 20000 }, personal_service { filter_won = 20000 },
  electricity {}, remote_control {},
  pest_control { name = "bugbye", crews = 1, visit_hours = 8, closes_hour = 10, visit_won = 120000 }, pest_control { name = "cleanhome", visit_won = 120000 },
  reviewers { alarms = "unsure", desks = 1 },
  machine_work {},
  after_service { technicians = 20, warranty_years = 0, repair_won = 200000 }, fault_diagnosis {},
  diet_seller { plan_won = 50000, believed_taken = 0.005 },
  food_insight { audits_month = 1, audit_least = 10 },
  grocery { riders = 1, pick_hours = 24, ride_min = 240, hears_meals = true, foresees = true, reminds_gone = 0.3, recommends = "popularity" },
  retailer { sells = "robot_vacuum", life_years = 1, rival_price_won = 600000 },
  robot_vacuum { name = "branded_robot", ownership = 0 }, robot_vacuum { name = "other_robot", ownership = 0 },
  brand { sells = "branded_robot" }, brands = { life_years = 1, again_days = 5 },
  media { broker = "broker", broker_won = 2.6, sells_by = "auction", lead_chooser = "greedy", ads_day = 3, click_rate = 0.5, app_share = 1 },
  firm { name = "broker" }, firm { name = "bystander" },
  competitor { name = "rival" }, product_cloud {}, recogniser_training { name = "training" },
  robot_promise { met_per_run = { 1, 1, 1, 0.5 }, breaks = { 0.2, 0.2, 0.2, 0.2 }, ruins = { 0.02, 0.02, 0.02, 0.1 }, makes_good = 0.5, replaces = 0.5 },
  air_purifier { ownership = 1 }, public_body { name = "city", smallest_cell = 1, epsilon = 20 },
  school { count = 8, classrooms = 1, data_to = "public", paid_by = "public", rent_won_month = 20000, decision_days = 1, delivery_days = 1,
           air_by = "learned" },
  data_holder { name = "breeze" }, data_market { prices = "flat", worth_won = 100 },
  data_market { name = "sold_as_one", prices = "trust", believed_worth = 2 }, data_trust { asks_won = 6000, step = 0.5 },
  advertiser { name = "cleaner", sort = "service", price_won = 50000, usual_won = 50000, margin = 0.4, by_itself_year = 2 },
  advertiser { name = "fixer", sort = "service", price_won = 50000, usual_won = 50000, margin = 0.4, by_itself_year = 2 },
  advertiser { name = "shop", looks_for = "anybody", price_won = 5000, usual_won = 4000, buys = 1, believed_buys = 1, by_itself_year = 20, budget_won = 1e9 },
  advertiser { name = "dud", looks_for = "anybody", price_won = 5000, usual_won = 4000, margin = 0.01, buys = 0.01, believed_buys = 0.01 },
  token_programme { reward_device_health = 100000, reward_profile = 100000, redeems = 1 },
  attacker { name = "burglar", attack = "empty", watches = "grocery" }, attacker { name = "joiner", attack = "linkage", watches = "grocery clinic" },
  regulator { order = "stop", audits_year = 12, investigation_days = 5, stop_days = 10, press_year = 6 },
}

local all = {}
for _, class in ipairs { "image", "pest_sighting", "presence", "food", "stock", "telemetry", "device_health", "profile", "purchase",
                         "air_quality", "health", "absence" } do
  all[class] = "none"
end
local asked = {}
for class in pairs(all) do asked[class] = "at_install" end
asked.pest_sighting = "ask_each_time"
asked.food = { rule = "at_install", expires_days = 10, kept_days = 60 }

promise { "no picture of minors leaves", class = "image", minors = true, never = true }

policy {
  name = "otherwise", title = "Everything is taken, of another sort", consent = all,
  set = { training = { material = "updates" }, city = { pools = "noised" }, regulator = { order = "none", partners_heed = true }, maker = { heeds_fines = true },
          bugbye = { bids = "set" }, product_cloud = { report = "noised", estimator = "filter" }, microwave = { report = "pseudonymous" } },
}
policy { name = "ask", title = "Everything is asked for", consent = asked, set = { media = { sells_by = "list" }, product_cloud = { foresees = true } } }
policy { name = "take", title = "Everything is taken", consent = all }
