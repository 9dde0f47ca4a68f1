-- SPDX-License-Identifier: GPL-3.0-or-later
-- Everybody is overheard, for test_attacks.c and test_onlookers.py: each attack is at work here, those that have a bound under a policy that sets one.
-- The attackers stand in lines of their own, so that a test can strike them.
scenario {
  name = "onlookers", title = "What could be guessed",
  start = "2018-06-10", days = 60, seed = 2018,
  homes = { count = 240, districts = 4 },
  families = { pets = 0.3, vacant = 0.05, apartments = 0.8, flats = 12 },
  microwave { ownership = 0.9, connected = 1, recognition = "device", report = "label", asks_below = 1 },
  diet_app { ownership = 0.5 },
  robot_vacuum { ownership = 0.7, connected = 1, mess_per_run = 0.02 },
  refrigerator {}, air_conditioner { placement = "device", connected = 1 },
  cockroaches = { prevalence = 0.35, spreads_per_day = 0.01 },
  pest_control { name = "bugbye" }, building_care { name = "manager" },
  maker {}, food_insight {}, grocery {}, diet_seller {},
  recogniser_training { name = "training", technique = "network", retrain_days = 7, drawn = 1 },
  attacker { name = "eavesdropper", attack = "meal", watches = "food_insight" },
  attacker { name = "burglar", attack = "empty", watches = "food_insight diet_seller" },
  attacker { name = "counter", attack = "household_size", watches = "diet_seller" },
  attacker { name = "joiner", attack = "linkage", watches = "grocery food_insight" },
  attacker { name = "asker", attack = "membership", watches = "training" },
  attacker { name = "gourmet", attack = "taste", watches = "food_insight" },
  attacker { name = "landlord", attack = "pest", watches = "manager bugbye" },
  attacker { name = "thief", attack = "empty", watches = "maker" },
}

local all = {}
for _, class in ipairs { "image", "device_health", "food", "profile", "stock", "presence", "pest_sighting" } do all[class] = "none" end
local month = {}
local rationed = { food = { rule = "none", epsilon_month = 8 } }
for class in pairs(all) do month[class] = { rule = "none", kept_days = 20 } end

policy {
  name = "noised", title = "Noised labels and updates, nobody asked", consent = all,
  set = { microwave = { report = "noised", epsilon = 1 }, training = { material = "updates", update_noise = 3 } },
}
policy {
  name = "faint", title = "Labels noised much, kept for 20 days", consent = month,
  set = { microwave = { report = "noised", epsilon = 0.1 }, training = { material = "updates", update_noise = 3 } },
}
policy {
  name = "rationed", title = "Noised labels, eight a month", consent = rationed,
  set = { microwave = { report = "noised", epsilon = 1 }, training = { material = "updates", update_noise = 3 } },
}
policy { name = "labels", title = "Labels and pictures, nobody asked", consent = all }
policy { name = "month", title = "The same, kept for 20 days", consent = month }
policy { name = "nothing", title = "Nothing leaves a home", consent = {} }
