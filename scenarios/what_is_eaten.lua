-- SPDX-License-Identifier: GPL-3.0-or-later
-- Pizza or sweet potato: how well does the maker know what is eaten, under each privacy setting?
--
-- A microwave with a camera recognises what is put in, and can tell the maker, which sells the shares of foods to food
-- companies. The maker can take the labels without asking; ask each family at installation; let the microwave give a
-- false answer so often that a single report proves little (epsilon 4) or next to nothing (epsilon 1); or learn nothing.
-- Ask of each: how far are its figures from what was really heated, how far does it say they are, what do they earn, and
-- what do the reports reveal about a home?
--
--   maru compare scenarios/what_is_eaten.lua
--   maru compare scenarios/what_is_eaten.lua --set food.fundamentalists_diet=0.5   # who refuses eats differently
--   maru compare scenarios/what_is_eaten.lua --set food_insight.corrects=false     # the camera's errors left in
--   maru compare scenarios/what_is_eaten.lua --set microwave.noise=unary           # noised food by food
local korea = require "korea_2018"

scenario {
  name  = "what_is_eaten",
  title = "Pizza or sweet potato: how well does the maker know what is eaten?",
  start = "2018-11-01", days = 90, seed = 2018,           -- autumn into winter, when sweet potatoes are eaten
  homes = korea.homes { count = 2000 },

  microwave { recognition = "device" },                   -- pictures never leave the microwave
  food_insight {},                                        -- the maker's desk that wants to know
  maker {},
  -- Who overhears the desk, and what could be guessed then; they change nothing else.
  attacker { name = "eavesdropper", attack = "meal", watches = "food_insight" },  -- what was heated?
  attacker { name = "gourmet", attack = "taste", watches = "food_insight" },      -- what does the family like more than others do?
  attacker { name = "burglar", attack = "empty", watches = "food_insight" },      -- is nobody at home tomorrow at this hour?
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
  name = "noised_little", title = "Noised labels of those families, epsilon 4 a report",
  set = { ["microwave.report"] = "noised", ["microwave.epsilon"] = 4 }, consent = { food = "at_install" },
}

policy {
  name = "noised", title = "Noised labels of those families, epsilon 1 a report",
  set = { ["microwave.report"] = "noised", ["microwave.epsilon"] = 1 }, consent = { food = "at_install" },
}

policy {
  name = "nothing", title = "The microwave tells nobody",
  consent = { food = "never" },
}

compare {
  baseline = "take_labels",
  policies = { "ask_labels", "noised_little", "noised", "nothing" },
  replications = 5,
}
