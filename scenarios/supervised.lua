-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who must watch the machines, how many, and is it worth it?
--
-- Robots look at every tile of every floor for cockroaches: work that nobody did before. At one false sighting in 1,000
-- runs, four runs a week make a false alarm in 19 % of healthy homes a year. The robot can wait for a second sighting, or
-- raise the alarm at the first and have people look at its picture: at each, or at those it is unsure of. Ask of each:
-- how many false alarms reach families, how many visits find nothing, how long do cockroaches stay; how many hours do
-- people work for it, what does a stopped error cost, and how many pictures leave homes? The old process: nobody looks.
--
--   maru compare scenarios/supervised.lua
--   maru compare scenarios/supervised.lua --set robot_vacuum.imagines=0.01      # ten times as many false sightings
--   maru compare scenarios/supervised.lua --set reviewers.separation=4          # better eyes
local korea = require "korea_2018"

scenario {
  name = "supervised", title = "Who must watch the machines, how many, and is it worth it?",
  start = "2018-06-01", days = 90, seed = 2018,

  homes = korea.homes { count = 2000, districts = 8 },

  robot_vacuum { ownership = 0.5, alarm_sightings = 1 },   -- a maker's customers; alarm at the first sighting
  microwave {},                                            -- only counted: what it sees is the family's to judge

  maker { name = "hanbit" },
  pest_control { name = "bugbye", crews = 10 },
  reviewers { desks = 4, other_pictures_h = 120 },         -- the office of a fleet: day and night others' pictures, too
  machine_work {},
}

policy {
  name = "nobody_looks", title = "The old process: robots are blind to cockroaches; families notice by themselves",
  consent = { pest_sighting = "ask_each_time" },
  set = { ["robot_vacuum.looks"] = false, ["reviewers.alarms"] = "none" },
}

policy {
  name = "machine_alone", title = "Alarm at the first sighting, and nobody looks at it",
  consent = { pest_sighting = "ask_each_time" },
  set = { ["reviewers.alarms"] = "none" },
}

policy {
  name = "two_sightings", title = "The machine alone, but it waits for two sightings in six runs",
  consent = { pest_sighting = "ask_each_time" },
  set = { ["robot_vacuum.alarm_sightings"] = 2, ["reviewers.alarms"] = "none" },
}

policy {
  name = "review_all", title = "People look at the picture of every alarm that may leave the home",
  consent = { pest_sighting = "ask_each_time", image = "at_install" },
  set = { ["reviewers.alarms"] = "all" },
}

policy {
  name = "review_unsure", title = "... of those the robot is unsure of",
  consent = { pest_sighting = "ask_each_time", image = "at_install" },
  set = { ["reviewers.alarms"] = "unsure" },
}

policy {
  name = "too_few", title = "... of every alarm, by half as many people",
  consent = { pest_sighting = "ask_each_time", image = "at_install" },
  set = { ["reviewers.alarms"] = "all", ["reviewers.desks"] = 2 },
}

-- Not a policy for real, but the most that review could do: no family is asked for its pictures.
policy {
  name = "taken", title = "People look at the picture of every alarm of a connected robot, unasked",
  consent = { pest_sighting = "ask_each_time", image = "none" },
  set = { ["reviewers.alarms"] = "all" },
}

compare {
  baseline = "machine_alone",
  policies = { "nobody_looks", "two_sightings", "review_all", "review_unsure", "too_few", "taken" }, replications = 4,
}
