-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who answers for what a robot does on the floor?
--
-- A sock winds itself around the brush, a cable is torn, a piece of a toy is swallowed, spilt milk is smeared and gets into the
-- motor. The family frees the robot, wipes, and pays; and thinks worse of the maker. The maker may make good what is broken, or
-- replace robots that are ruined, which costs it less than they are worth to the family; or teach the recogniser what a spill is,
-- so that the robot goes around it, or mops it up. Ask of each: what does it cost the maker, what do families lose in money and
-- time, and how much of what the promise costs comes back as trust?
--
--   maru compare scenarios/clumsy_robots.lua
--   maru compare scenarios/clumsy_robots.lua --set robot_promise.cost_share=0.3      robots cost the maker half as much
--   maru run scenarios/clumsy_robots.lua --policy replaces
--
-- How often what lies there, and what it does to a robot, nobody publishes: all of robot_promise is assumed.
scenario {
  name = "clumsy_robots", title = "Who answers for what a robot does on the floor?",
  start = "2018-06-01", days = 365, seed = 2018,
  homes = { count = 1000, districts = 10 },
  network = { model = "closed_form" },                    -- nobody waits for it

  robot_vacuum { ownership = 1 },                         -- the maker's customers
  maker {},
  recogniser_training { name = "training", technique = "network", stands_for = 100 },
  robot_promise {},
}

policy { name = "nothing", title = "The family pays", consent = { image = "never" } }
policy {
  name = "makes_good", title = "The maker pays what robots break", consent = { image = "never" },
  set = { ["robot_promise.makes_good"] = 1 },
}
policy {
  name = "replaces", title = "... and replaces those that are ruined", consent = { image = "never" },
  set = { ["robot_promise.makes_good"] = 1, ["robot_promise.replaces"] = 1 },
}
policy {
  name = "sees_spills", title = "The recogniser knows spills, from the maker's own pictures", consent = { image = "never" },
  set = { ["training.knows_spills"] = true },
}
policy {
  name = "mops", title = "... and robots mop them up", consent = { image = "never" },
  set = { ["training.knows_spills"] = true, ["robot_vacuum.mops"] = true },
}
policy {
  name = "asked", title = "... and learn from families that agree; the maker replaces", consent = { image = "at_install" },
  set = { ["training.knows_spills"] = true, ["robot_vacuum.mops"] = true, ["robot_promise.makes_good"] = 1, ["robot_promise.replaces"] = 1 },
}

compare { baseline = "nothing", policies = { "makes_good", "replaces", "sees_spills", "mops", "asked" }, replications = 4 }
