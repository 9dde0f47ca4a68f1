-- SPDX-License-Identifier: GPL-3.0-or-later
-- How many families must share before a machine learns, and what is its learning worth to whom?
--
-- A robot's maker promises to make good what a robot smears, and trains the recogniser of messes on pictures from the homes that let
-- them out: a small network, trained anew each month on what really passed the gate. Nothing is learnt from who says no; a robot
-- sees as well as the others' pictures taught it, its own family's too. Families may be asked so that silence is a no, or a yes, or
-- not at all, or send updates that are worked out at home. Ask of each: what share of homes teaches, how many messes are
-- recognised in homes that share nothing, and what comes of it for maker and families? Is there a share below which nothing is learnt?
--
--   maru compare scenarios/learning_from_consent.lua
--   maru compare scenarios/learning_from_consent.lua --set training.technique=curve        # as the assumed curve would have it
--   maru sweep scenarios/learning_from_consent.lua --vary robot_vacuum.connected=0.05,0.1,0.2,0.4,0.8 --design grid --policy taken
--   maru robust scenarios/learning_from_consent.lua
local korea = require "korea_2018"

scenario {
  name = "learning_from_consent", title = "How many families must share before a machine learns?",
  start = "2018-06-01", days = 365, seed = 2018,

  homes = korea.homes { count = 1000, districts = 10 },

  -- The maker's customers, of whom each stands for a thousand of its fleet (an assumption; it makes money of what is trained).
  robot_vacuum { ownership = 1, localisation = "ceiling_camera" },
  maker { name = "hanbit", mess_promise = 0.5 },
  recogniser_training { name = "training", technique = "network", stands_for = 1000 },
}

policy {
  name = "at_home", title = "Nothing leaves: each robot learns from its own messes",
  consent = { image = "never" },
}

policy {
  name = "opt_in", title = "Asked with no filled in: silence means no",
  consent = { image = "opt_in" },
}

policy {
  name = "asked", title = "Asked when the robot is unpacked",
  consent = { image = "at_install" },
}

policy {
  name = "opt_out", title = "Asked with yes filled in: silence means yes",
  consent = { image = "opt_out" },
}

policy {
  name = "taken", title = "Of every connected robot, and nobody is asked",
  consent = { image = "none" },
}

policy {
  name = "updates", title = "Updates worked out at home, of those that agree",
  set = { ["training.material"] = "updates" },
  consent = { device_health = "at_install" },
}

compare {
  baseline = "at_home", policies = { "opt_in", "asked", "opt_out", "taken", "updates" }, replications = 10,
}
