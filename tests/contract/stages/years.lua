-- SPDX-License-Identifier: GPL-3.0-or-later
-- What shows after many months only, for test_settings_matter.py: small losses of privacy, told month after month, add up
-- to less than their sum, by the chance (delta) for which they may be more than said; a school has its winter; and who was
-- visited needs it again, is invited (returns), or books past the app (leaks); cockroaches come back to whom a plan does not
-- protect (plan_protects); reports
-- on wear know enough to be bought, and what they and those on ages brought shows (prior_orders); groups of families are made
-- every three months, and offers by group are answered the month after; what a building's robots told grows old (keeps), and is paid
-- for (splits).
scenario {
  name = "years", title = "What takes many months",
  start = "2018-01-01", days = 365, seed = 2018,
  homes = { count = 60, districts = 2 },
  families = { flats = 15 },
  cockroaches = { prevalence = 0.35, at_start = 0.3, met_per_run = 0.02, spreads_per_day = 0.004 },
  robot_vacuum { ownership = 1, alarm_sightings = 1 }, pest_control { plan_share = 0.6, plan_churn_month = 0 },
  building_care { paid_share = 1, believed_follows = 0.1 },
  air_purifier { ownership = 1 }, data_holder { name = "breeze" },
  school { count = 2 }, air_reports { to_school = true }, school_choice {},
  monitor {
    name = "coil", data_class = "device_health", ownership = 1, connected = 1,
    mean = 15, spread = 6, matters_above = 15, tells_above = 10, relapse_days = 60,
  },
  product_health {}, maker {}, after_service {}, statistics {}, parts_dealer {},
  microwave { report = "label", ownership = 1 }, refrigerator {}, diet_app { ownership = 1 }, diet_seller {}, marketing { contact_won = 0, wants_month = 0.05, hold_out = 0.4, groups = 0 },
  strategy_report { report_won = 1000, making_won = 0 }, model_dealer {},
  service {
    name = "partner", listens_to = "coil", channel = "platform", price_won = 20000, usual_won = 20000, effect = 10, remind_days = 60, calls_year = 2,
  },
  service {
    name = "own_team", listens_to = "coil", owned_by = "maker", price_won = 20000, usual_won = 20000, effect = 10, remind_days = 60, calls_year = 2,
  },
  public_body { name = "city", pools = "noised", epsilon = 0.01, delta = 1e-6 },
}
policy {
  name = "all", title = "Sums with noise, and visits",
  consent = { pest_sighting = "none", air_quality = "none", device_health = "none", purchase = "none", food = "none", stock = "none" },
}
