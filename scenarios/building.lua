-- SPDX-License-Identifier: GPL-3.0-or-later
-- Is one flat's sighting worth something to the neighbours, and who is paid for it?
--
-- Cockroaches move from flat to flat of a building. Two flats of five have a robot that looks for them; what it sees says
-- something of the flats around it, too. The manager may visit nobody, or every flat once a quarter; families may order
-- a visit by what their own robot saw; or the manager puts together what robots are allowed to tell, visits whom that points
-- to, treats who has some, and lets all who live there pay. Families may be paid for telling, all alike, or each what its reports add to
-- what each knew by itself (Shapley); or nobody is asked.
-- Compare how far the beliefs are off beside the truth (`error_own`, `error_pooled`), the infested flats that are missed
-- (`missed`), days with cockroaches, visits in vain, and what telling is worth (`believed`, `paid`). What it costs in
-- privacy is what was told, and that the flats of who told nothing are known better as well (`error_silent_pooled` beside
-- `error_silent_prior`; what who reads the manager's mail could guess of all flats: `gossip_advantage`).
-- What decides: how easily they spread (`spreads_per_day`, for which no rate was found), what a robot sees, and what a
-- visit costs beside what being rid of them is worth.
--
--   maru run scenarios/building.lua --policy by_share
--   maru compare scenarios/building.lua
--   maru compare scenarios/building.lua --set cockroaches.spreads_per_day=0     flats that have nothing to do with each other
--   maru compare scenarios/building.lua --set robot_vacuum.ownership=0.1        a robot in one flat of ten

scenario {
  name  = "building",
  title = "Is one flat's sighting worth something to the neighbours?",
  start = "2018-01-01", days = 365, seed = 2018,
  homes = { count = 2000, districts = 10 },
  -- Old blocks of five floors, twenty flats to a stairway: cockroaches are as common on all floors.
  families = { apartments = 1, flats = 20, highest_floor = 5 },
  cockroaches = { spreads_per_day = 0.004 },

  robot_vacuum { ownership = 0.4 },       -- of 2018 one in eleven: the question is about the years to come
  pest_control { name = "bugbye" },       -- whom families call that notice them by themselves
  building_care { name = "manager" },
  attacker { name = "gossip", attack = "pest", watches = "manager" },   -- who reads the manager's mail; changes nothing else
}

policy {
  name = "nobody", title = "Nobody looks",
  consent = { pest_sighting = "never" },
  set = { manager = { goes_by = "nothing" } },
}
policy {
  name = "every_flat", title = "Every flat is visited once a quarter",
  consent = { pest_sighting = "never" },
  set = { manager = { goes_by = "all", round_days = 90 } },
}
policy {
  name = "alone", title = "Each family by its own robot; nothing leaves the flats",
  consent = { pest_sighting = "never" },
  set = { manager = { goes_by = "own" } },
}
policy {
  name = "together", title = "By what families let their robots tell, for nothing",
  consent = { pest_sighting = "at_install" },
  set = { manager = { goes_by = "pooled" } },
}
policy {
  name = "paid_alike", title = "... and half of what that adds is paid to them, to all alike",
  consent = { pest_sighting = "at_install" },
  set = { manager = { goes_by = "pooled", paid_share = 0.5, splits = "equally" } },
}
policy {
  name = "by_share", title = "... to each by what its reports add",
  consent = { pest_sighting = "at_install" },
  set = { manager = { goes_by = "pooled", paid_share = 0.5, splits = "shapley" } },
}
policy {
  name = "all_taken", title = "By all that robots can tell, and nobody is asked",
  consent = { pest_sighting = "none" },
  set = { manager = { goes_by = "pooled" } },
}

compare { baseline = "alone", policies = { "nobody", "every_flat", "together", "paid_alike", "by_share", "all_taken" }, replications = 6 }
