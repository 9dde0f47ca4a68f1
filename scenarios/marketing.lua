-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who gains when families are put into groups?
--
-- The maker's marketing desk sells two kitchen sets: one for who cooks fresh food, one for who heats ready meals. From what
-- microwaves and refrigerators may tell it, it puts families into groups and learns, by trials and by families held out, which
-- offer pays in which group. It may know nothing, hear of meals with noise added at home, ask for all of it, or take it; or
-- it looks at the share of every food, and not at how healthy they are together. Ask of each: how far its groups agree with
-- what families truly lean towards, what its offers earn, and what families have of it.
--   maru compare scenarios/marketing.lua
--   maru compare scenarios/marketing.lua --set marketing.fit_weight=0        -- if what families eat says nothing of what they want
--   maru compare scenarios/marketing.lua --set microwave.epsilon=0.3         -- more noise
--   maru robust scenarios/marketing.lua --homes 300 --runs 60                -- does the answer hang on what nobody knows?
local korea = require "korea_2018"

scenario {
  name = "marketing", title = "Who gains when families are put into groups?",
  start = "2018-03-01", days = 360, seed = 2018,

  homes   = korea.homes { count = 2000, districts = 8 },
  friends = { model = "small_world", neighbours = 6, rewire = 0.1 },

  microwave { ownership = 0.95, report = "label" },
  refrigerator {},

  maker { name = "hanbit" },
  marketing {},
}

policy {
  name = "unknown", title = "Nothing is known: all families are one group",
  consent = { food = "never", stock = "never" },
}

policy {
  name = "noised", title = "Meals with noise added at home, with consent; no stock",
  consent = { food = "at_install" },
  set = { microwave = { report = "noised", epsilon = 1 } },
}

policy {
  name = "known", title = "Meals and stock, with consent",
  consent = { food = "at_install", stock = "at_install" },
}

policy {
  name = "by_shares", title = "The same, grouped by the share of each food and product",
  consent = { food = "at_install", stock = "at_install" },
  set = { marketing = { looks_at = "shares" } },
}

policy {
  name = "taken", title = "Meals and stock of all families, taken without asking",
  consent = { food = "none", stock = "none" },
}

compare {
  baseline = "unknown",
  policies = { "noised", "known", "by_shares", "taken" },
  replications = 4,
}
