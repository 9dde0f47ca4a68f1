-- SPDX-License-Identifier: GPL-3.0-or-later
-- How much of a machine's judgement can be left to it, and does it learn from those who look after it?
--
-- Robots raise the alarm at the first sighting of a cockroach, and say how sure they are. Two thresholds divide what happens: below
-- the first the robot drops its alarm by itself, above the second it acts by itself, and between them people look at the
-- picture, if the family lets it out. More automation costs fewer wages and less privacy, and errs more: families are told
-- of what is not there, or live longer with what is. The robot's confidence is wrong at first, because homes are less often infested than it expects;
-- what reviewers said of its alarms corrects it month by month, where there are pictures to say something of.
--
--   maru compare scenarios/who_supervises.lua
--   maru compare scenarios/who_supervises.lua --set robot_vacuum.expects_infested=0.05   # a robot that expects what is
--   maru robust scenarios/who_supervises.lua
--   maru sweep scenarios/who_supervises.lua --vary office.unsure_below=0.05,0.2,0.4,0.6,0.8,0.95 --design grid --policy thresholds
local korea = require "korea_2018"

scenario {
  name = "who_supervises", title = "How much of its judgement can be left to a machine?",
  start = "2018-06-01", days = 180, seed = 2018,

  homes = korea.homes { count = 2000, districts = 8 },

  robot_vacuum { ownership = 0.5, alarm_sightings = 1, imagines = 0.01, expects_infested = 0.3 },  -- a first generation
  maker { name = "hanbit" },
  pest_control { name = "bugbye", crews = 10 },
  reviewers { name = "office", desks = 4, other_pictures_h = 120 },
}

local consent = { pest_sighting = "ask_each_time", image = "at_install" }

policy {
  name = "machine_alone", title = "Every alarm is acted on, and nobody looks",
  consent = { pest_sighting = "ask_each_time" },
  set = { ["office.alarms"] = "none" },
}

policy {
  name = "people_alone", title = "People look at the picture of every alarm that may leave the home",
  consent = consent,
  set = { ["office.alarms"] = "all" },
}

policy {
  name = "thresholds", title = "Dropped below 0.1, acted on from 0.6 on, people between; the machine's own confidence",
  consent = consent,
  set = { ["office.alarms"] = "unsure", ["office.drops_below"] = 0.1, ["office.unsure_below"] = 0.6 },
}

policy {
  name = "learns", title = "The same, and what reviewers say corrects the confidence",
  consent = consent,
  set = { ["office.alarms"] = "unsure", ["office.drops_below"] = 0.1, ["office.unsure_below"] = 0.6, ["office.learns"] = true },
}

-- Not a policy for real, but the most that could be learnt: no family is asked for its pictures.
policy {
  name = "learns_taken", title = "The same, of pictures that no family is asked for",
  consent = { pest_sighting = "ask_each_time", image = "none" },
  set = { ["office.alarms"] = "unsure", ["office.drops_below"] = 0.1, ["office.unsure_below"] = 0.6, ["office.learns"] = true },
}

compare {
  baseline = "machine_alone",
  policies = { "people_alone", "thresholds", "learns", "learns_taken" }, replications = 4,
}
