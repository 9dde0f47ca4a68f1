-- SPDX-License-Identifier: GPL-3.0-or-later
-- Until when is the pet mess overcome, and what does it cost in pictures?
--
-- A robot vacuum that does not see what the dog left smears it over the floor. The maker's recogniser gets better with
-- every example it is trained on, and the examples lie in homes. Who shares them sends pictures of everything on the
-- floor that the recogniser is unsure of: one in some hundreds shows a mess. The maker can leave them at home and let
-- each robot learn by itself, ask for pictures, take them without asking, or ask for updates of the recogniser that are
-- worked out at home instead of pictures. Ask of each: how many messes are smeared in two years, when does the
-- recogniser see 19 of 20, and how many pictures of how many homes did that take?
--
--   maru compare scenarios/robot_learns.lua
--   maru run scenarios/robot_learns.lua --policy ask

scenario {
  name  = "robot_learns",
  title = "Until when is the pet mess overcome, and what does it cost in pictures?",
  start = "2018-06-01", days = 730, seed = 2018,
  homes = { count = 1000, districts = 10 },

  -- The maker's customers, not the country: there 9 % own one. Its camera sees the ceiling to find its place, and that
  -- stays on the robot; what is asked for here are pictures of the floor.
  robot_vacuum { ownership = 1, localisation = "ceiling_camera" },
  maker {},
  -- A thousand robots stand for a fleet of a million: an assumption on which the answer depends much; try 100, 10000.
  recogniser_training { name = "training", stands_for = 1000 },
}

policy {
  name = "at_home", title = "Each robot learns by itself; nothing leaves",
  consent = { image = "never" },
}

policy {
  name = "ask", title = "Pictures from families that agree at installation",
  consent = { image = "at_install" },
}

policy {
  name = "take", title = "Pictures from every connected robot, nobody asked",
  consent = { image = "none" },
}

policy {
  name = "updates", title = "Updates worked out at home, from families that agree; no pictures",
  set = { ["training.material"] = "updates" },
  consent = { device_health = "at_install" },
}

compare { baseline = "at_home", policies = { "ask", "take", "updates" }, replications = 4 }
