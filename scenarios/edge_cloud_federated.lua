-- SPDX-License-Identifier: GPL-3.0-or-later
-- What does it cost to recognise at the edge, and what does it save?
--
-- A robot sees what lies in its way by a network that fits its chip (4 hidden units), and smears a mess that it takes for something
-- else. It may stay as it left the factory; be trained in the cloud on pictures that families let out; or learn from updates that are
-- worked out at home and averaged, plain or with noise. Or it asks: a picture of what it is not sure of, or of everything, goes to the
-- cloud's larger network (16 units). What things look like wanders through the year, so that what has been learnt once grows old.
-- Each place costs something else: pictures out of the home, bytes over its line, joules of the robot, the cloud's time, the maker's
-- money, messes. learning_from_consent.lua asks how many must share before a machine learns; here as many share, and the place differs.
--
--   maru compare scenarios/edge_cloud_federated.lua
--   maru compare scenarios/edge_cloud_federated.lua --set training.looks_wander=0      # things look as they always did
--   maru sweep scenarios/edge_cloud_federated.lua --vary training.asks_cloud_below=0..1/5 --policy unsure
local korea = require "korea_2018"

scenario {
  name = "edge_cloud_federated", title = "Recognise on the robot or in the cloud, and train where?",
  start = "2018-06-01", days = 365, seed = 2018,

  homes = korea.homes { count = 1000, districts = 10 },
  network = { model = "closed_form" },         -- nobody waits for it

  -- The maker's customers, of whom each stands for a thousand of its fleet, as in learning_from_consent.lua.
  robot_vacuum { ownership = 1, localisation = "ceiling_camera" },
  maker { name = "hanbit", mess_promise = 0.5 },
  recogniser_training { name = "training", technique = "small", stands_for = 1000, looks_wander = 1 },
}

policy {
  name = "at_start", title = "On the robot, as it left the factory: nothing leaves",
  consent = { image = "never", device_health = "never" },
}

policy {
  name = "central", title = "On the robot, trained in the cloud on pictures",
  consent = { image = "at_install" },
}

policy {
  name = "federated", title = "On the robot, trained by updates from homes",
  set = { ["training.material"] = "updates" },
  consent = { device_health = "at_install" },
}

policy {
  name = "noised", title = "The same with noise on the updates",
  set = { ["training.material"] = "updates", ["training.update_noise"] = 1 },
  consent = { device_health = "at_install" },
}

policy {
  name = "unsure", title = "On the robot; the cloud where it is not sure",
  set = { ["training.asks_cloud_below"] = 0.9 },
  consent = { image = "at_install" },
}

policy {
  name = "cloud", title = "In the cloud, wherever pictures may go there",
  set = { ["training.asks_cloud_below"] = 1 },
  consent = { image = "at_install" },
}

compare {
  baseline = "at_start", policies = { "central", "federated", "noised", "unsure", "cloud" }, replications = 10,
}
