-- SPDX-License-Identifier: GPL-3.0-or-later
-- Does knowing what is eaten sell health, or only annoy?
--
-- A diet service advises families on meals and sells supplements. Each month it offers its plan to three families in ten:
-- to any, or to those that seem to need it most, from what their microwaves and refrigerators report. It may have asked
-- for that, with food as it is or with noise added at home, or it takes it. Three families in ten are never offered
-- anything, so that it learns what its offers caused; the simulator knows it. Same families, same meals, same luck.
--   maru compare scenarios/healthy_diet.lua
--   maru compare scenarios/healthy_diet.lua --replications 20                   -- smaller differences show
--   maru compare scenarios/healthy_diet.lua --set diet.need_weight=0            -- if those who need it do not want it more
--   maru compare scenarios/healthy_diet.lua --set diet.notices_unasked=0        -- if nobody notices what is taken
local korea = require "korea_2018"

scenario {
  name = "healthy_diet", title = "Does knowing what is eaten sell health, or only annoy?",
  start = "2018-03-01", days = 180, seed = 2018,

  homes   = korea.homes { count = 2000, districts = 8 },
  friends = { model = "small_world", neighbours = 6, rewire = 0.1 },

  microwave { ownership = 0.95, report = "label" },
  refrigerator {},
  diet_app { ownership = 1 },              -- the service's own families, not the country

  maker { name = "hanbit" },
  diet_seller { name = "goodfood" },
}

policy {
  name = "untargeted", title = "Offers to any family, nothing is known",
  set = { goodfood = { targeting = "random" } },
}

policy {
  name = "asked", title = "Offers to who seems to need it, by food, stock and profile with consent",
  consent = { food = "at_install", stock = "at_install", profile = "at_install" },
}

policy {
  name = "asked_noised", title = "The same, with food noised at home and no stock",
  consent = { food = "at_install", profile = "at_install" },
  set = { microwave = { report = "noised", epsilon = 1 } },
}

policy {
  name = "careful", title = "As asked, but only those are offered anything who are known to need it",
  consent = { food = "at_install", stock = "at_install", profile = "at_install" },
  levers = { least_need = { 0.2, -10, 10, "believed need from which a family is offered a plan, in standard deviations" } },
  on_diet_offer = function(home, offer, levers)
    return { offer = offer.certainty > 0 and offer.need >= levers.least_need }
  end,
}

policy {
  name = "taken", title = "Offers to who seems to need it, by data taken without asking",
  consent = { food = "none", stock = "none", profile = "none" },
}

compare {
  baseline = "untargeted",
  policies = { "asked", "asked_noised", "careful", "taken" },
  replications = 4,
}
