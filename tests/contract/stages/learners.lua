-- SPDX-License-Identifier: GPL-3.0-or-later
-- A recogniser that really learns, for test_settings_matter.py and test_learning.py: pets leave something at one run in fifty, and what
-- robots are unsure of trains a network (technique, things_differ, likeness, looks_differ, homes_differ, first_homes, drawn, mac_pj,
-- radio_nj_bit); or noised updates of it do (update_noise, update_clip); or robots ask the cloud (cloud_technique, things_per_run,
-- device_gmac, cloud_gmac, cloud_won).
scenario {
  name = "learners", title = "A recogniser that learns",
  start = "2018-06-10", days = 40, seed = 2018,
  homes = { count = 60, districts = 4 },
  families = { pets = 0.3 },
  robot_vacuum { ownership = 1, connected = 1, mess_per_run = 0.02 },
  maker {},
  recogniser_training { name = "training", technique = "network", stands_for = 100, retrain_days = 7 },
}
policy {
  name = "noised", title = "Updates with noise, nobody asked", consent = { device_health = "none" },
  set = { ["training.material"] = "updates", ["training.update_noise"] = 3 },
}
policy { name = "pictures", title = "Pictures, nobody asked, for a month", consent = { image = { rule = "none", kept_days = 20 } } }
policy {
  name = "asks", title = "The cloud is asked by a small robot, nobody else", consent = { image = "none" },
  set = { ["training.technique"] = "small", ["training.asks_cloud_below"] = 0.9 },
}
