-- SPDX-License-Identifier: GPL-3.0-or-later
-- Pizza or sweet potato: how well does the maker know what is eaten, under each privacy setting?
--
-- A microwave with a camera recognises what is put in, chooses the programme, and can tell the maker, which sells the
-- shares to food companies. The maker can take the labels without asking; ask the family at installation; have the
-- microwave give a false answer so often that a single report proves nothing (epsilon 4, epsilon 1); or learn nothing. Ask
-- of each: how far are its figures from what was really heated, how far does it say they are, what are they worth, and
-- what do they reveal about a home? And of the camera itself: does it ruin fewer meals than a time set by hand?
--
--   maru compare scenarios/what_is_eaten.lua
--   maru compare scenarios/what_is_eaten.lua --set microwave.asks_below=0.9
local korea = require "korea_2018"

scenario {
  name  = "what_is_eaten",
  title = "Pizza or sweet potato: how well does the maker know what is eaten?",
  start = "2018-11-01", days = 90, seed = 2018,           -- autumn into winter, when sweet potatoes are eaten
  homes = korea.homes { count = 2000 },

  microwave { recognition = "device" },   -- pictures never leave the microwave, except under "cloud"
  food_insight {},
  maker {},
}

policy {
  name = "take_labels", title = "Every label, nobody asked",
  set = { ["microwave.report"] = "label" }, consent = { food = "none" },
}

policy {
  name = "ask_labels", title = "Labels of the families that agree at installation",
  set = { ["microwave.report"] = "label" }, consent = { food = "at_install" },
}

policy {
  name = "noised_weakly", title = "Noised labels of those families, epsilon 4 a report",
  set = { ["microwave.report"] = "noised", ["microwave.epsilon"] = 4 }, consent = { food = "at_install" },
}

policy {
  name = "noised", title = "Noised labels of those families, epsilon 1 a report",
  set = { ["microwave.report"] = "noised", ["microwave.epsilon"] = 1 }, consent = { food = "at_install" },
}

policy {
  name = "nothing_leaves", title = "The microwave tells nobody",
  consent = { food = "never" },
}

policy {
  name = "cloud", title = "Pictures recognised in the maker's cloud, pictures and labels with consent",
  set = { ["microwave.recognition"] = "cloud", ["microwave.report"] = "label" },
  consent = { image = "at_install", food = "at_install" },
}

policy {
  name = "no_camera", title = "No recognition: the time is set by hand",
  set = { ["microwave.recognition"] = "none" },
}

compare {
  baseline = "take_labels",
  policies = { "ask_labels", "noised_weakly", "noised", "nothing_leaves", "cloud", "no_camera" },
  replications = 4,
}
