-- SPDX-License-Identifier: GPL-3.0-or-later
-- More technicians for the summer, or fewer faults?
--
-- Air conditioners break when they run, so that most of a year's calls come in a few hot weeks. The after-service can
-- hire a second technician for the season, or ask families to let products report signs of coming faults and repair
-- them before they break, some from afar. Ask of each: how long do families wait, how many give up, how many days is
-- something broken, and in how much heat; and what does it cost the maker's after-service and the families?
--
--   maru run scenarios/after_service.lua --policy diagnosis
--   maru compare scenarios/after_service.lua

scenario {
  name  = "after_service",
  title = "More technicians for the summer, or fewer faults?",
  start = "2018-05-01", days = 153, seed = 2018,          -- May to September
  homes = { count = 4000, districts = 16 },

  air_conditioner {},
  product_health {},

  maker { service_year = 0 },        -- after-service is modelled here, not assumed
  after_service { technicians = 1 },
  fault_diagnosis {},
}

policy {
  name = "one_technician", title = "One technician, and what products notice stays in the home",
  consent = { device_health = "never" },
}

policy {
  name = "two_technicians", title = "Two technicians",
  set = { ["after_service.technicians"] = 2 },
  consent = { device_health = "never" },
}

policy {
  name = "diagnosis", title = "One technician, and families are asked to let signs of faults out",
  consent = { device_health = "at_install" },
}

-- Not a policy for real, but the most that diagnosis could do: every product reports, nobody was asked.
policy {
  name = "all_diagnosed", title = "One technician, and the signs of all connected products, unasked",
  consent = { device_health = "none" },
}

compare {
  baseline = "one_technician", policies = { "two_technicians", "diagnosis", "all_diagnosed" }, replications = 4,
}
