-- SPDX-License-Identifier: GPL-3.0-or-later
-- Does a scale that tells the clinic help anybody?
--
-- A connected scale knows the body-mass index of the adult who steps on it. It can keep it, ask at installation whether
-- the clinic may know, or tell the clinic unasked. The clinic offers a consultation from 25 kg/m2 on, where obesity
-- begins in Korea. Neither scale nor clinic is a line of C: both are kinds in general with this scenario's settings.
--   maru compare scenarios/smart_scale.lua

scenario {
  name = "smart_scale", title = "Does a scale that tells the clinic help anybody?",
  start = "2018-03-01", days = 90, seed = 2018,
  homes = { count = 2000, districts = 10 },

  monitor {
    name = "scale", data_class = "health", quantity = "body-mass index", unit = "kg/m2",
    ownership = 0.4, connected = 0.5,      -- a maker's customers, not the country: assumption
    mean = 23.9, spread = 3.4,             -- Korean adults (KNHANES)
    matters_above = 25, tells_above = 25,  -- obesity in Korea; readings below say nothing and stay
    sigma = 0.25, tau_days = 7,            -- assumption: water and meals, some 0.7 kg at 1.65 m
    bias = 0.15, noise = 0.1,              -- assumption: some 0.4 and 0.3 kg
  },

  maker { name = "hanbit" },
  service {
    name = "clinic", listens_to = "scale",
    price_won = 20000, usual_won = 20000, material_won = 1000, lead_won = 500,
    effect = 0.5, calls_year = 0.2,        -- assumption: some 1.4 kg, half lost again in half a year; one call in five years
  },
}

policy {
  name = "stays_home", title = "The weight stays in the home",
  consent = { health = "never" },
}

policy {
  name = "ask", title = "Ask at installation whether the clinic may know",
  consent = { health = "at_install" },
}

policy {
  name = "take", title = "Tell the clinic, ask nobody",
  consent = { health = "none" },
}

compare { baseline = "stays_home", policies = { "ask", "take" }, replications = 4 }
