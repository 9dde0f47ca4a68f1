-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which use of the data is worth asking for?
--
-- Products can tell the maker how they are. The maker can use it to find faults before they happen, to send
-- technicians with the right part, to learn how its products wear, to offer a filter in time, to sell advertisements,
-- and to plan. Each use is a purpose of its own, with a consent of its own: a family may allow one and refuse another.
-- Ask of each what it earns its desk after what the families are paid for it, what it spares the families, and how
-- many allow it.
--
--   maru run scenarios/data_uses.lua --policy diagnosis
--   maru compare scenarios/data_uses.lua
--   maru compare scenarios/data_uses.lua --set strategy_report.rho=0.5 --set strategy_report.least_cell=20   # published with care

scenario {
  name  = "data_uses",
  title = "Which use of the data is worth asking for?",
  start = "2018-06-01", days = 92, seed = 2018,           -- June, July and August
  homes = { count = 2000, districts = 10 },

  air_conditioner {},
  robot_vacuum { ownership = 0.5 },  -- a maker's customers, not the country: there 9 % own one
  product_health {},                 -- wear, faults, and the monitor that notices

  maker { service_year = 0 },        -- after-service is modelled here, not assumed
  after_service { technicians = 1 },
  fault_diagnosis {}, statistics {}, personal_service {}, media {}, strategy_report {},
  parts_dealer { count = 3 },        -- they may buy what statistics has learnt
  model_dealer { count = 3 },        -- and these what is known of ages
}

policy {
  name = "nothing_leaves", title = "What products notice stays in the home",
  consent = { device_health = "never", profile = "never" },
}

-- The two uses that serve the family itself.
policy {
  name = "diagnosis", title = "Ask for fault diagnosis and after-service only",
  consent = {
    device_health = { fault_diagnosis = "at_install", after_service = "at_install" },
    profile = "never",
  },
}

-- Every purpose is asked for by itself when the first product is installed.
policy {
  name = "ask_for_all", title = "Ask for each of the six uses",
  consent = { device_health = "at_install", profile = "at_install" },
}

policy {
  name = "take_all", title = "Take everything, ask nobody",
  consent = { device_health = "none", profile = "none" },
}

compare { baseline = "nothing_leaves", policies = { "diagnosis", "ask_for_all", "take_all" }, replications = 5 }
