-- SPDX-License-Identifier: GPL-3.0-or-later
-- Should an air conditioner know that somebody is at home, and where should its pictures be looked at?
--
-- An air conditioner that notices an empty room can switch itself off. It can notice by a motion sensor, by a
-- camera whose pictures are recognised inside the machine, by a camera whose pictures are sent to the maker's
-- cloud, or by the air. Ask of each: how much electricity does it save, is anybody left in the heat (a motion sensor does not see
-- people who sleep), how many pictures of a living room leave the home for it, and how well could who reads the maker's mail
-- guess that nobody will be at home tomorrow at this hour (`burglar_advantage`, beside `burglar_advantage_without`)?
--
--   maru run scenarios/cool_people.lua --policy on_device
--   maru compare scenarios/cool_people.lua

scenario {
  name  = "cool_people",
  title = "Presence control of air conditioners: sensor, camera, or camera in the cloud?",
  start = "2018-06-01", days = 92, seed = 2018,           -- June, July and August
  homes = { count = 2000, districts = 20 },

  air_conditioner {},   -- placement = "none" unless the policy says otherwise
  maker {},             -- owns the cloud
  electricity {},       -- sends the bills
  attacker { name = "burglar", attack = "empty", watches = "maker" },  -- who reads the maker's mail; changes nothing else
}

-- The family switches on and off by hand, and sometimes forgets.
policy {
  name = "no_sensor",
  set  = { ["air_conditioner.placement"] = "none" },
}

-- A motion sensor, no camera. Families are asked at installation whether the message "somebody is here" may go to
-- the maker, which can then tell them that they left the machine on.
policy {
  name    = "motion",
  set     = { ["air_conditioner.placement"] = "motion" },
  consent = { presence = "at_install" },
}

-- A camera whose pictures never leave the machine. The same question about the message.
policy {
  name    = "on_device",
  set     = { ["air_conditioner.placement"] = "device" },
  consent = { presence = "at_install" },
}

-- A camera that sends a picture a minute to the maker's cloud, from families that allowed it at installation. In
-- the other homes the motion sensor has to do.
policy {
  name    = "cloud",
  set     = { ["air_conditioner.placement"] = "cloud" },
  consent = { image = "at_install", presence = "at_install" },
}

-- No camera and no sensor of motion: a small network, trained before the machine is sold, tells from carbon dioxide and
-- humidity whether somebody is there. Air changes slowly, so that it decides every ten minutes, each time for good.
policy {
  name    = "air",
  set     = {
    ["air_conditioner.placement"] = "air", ["air_conditioner.decision_min"] = 10,
    ["air_conditioner.off_delay_min"] = 10, ["air_conditioner.on_detections"] = 1,
  },
  consent = { presence = "at_install" },
}

compare { baseline = "no_sensor", policies = { "motion", "on_device", "cloud", "air" }, replications = 5 }
