-- SPDX-License-Identifier: GPL-3.0-or-later
-- Does it pay to look room by room?
--
-- A unit in the living room and, in some homes, a second one in the bedroom. By day the bedroom is empty, at night the
-- living room is: a unit that notices could save more than one that only asks whether anybody is at home. But in the
-- bedroom people lie still: a motion sensor misses them and switches off over their heads, a camera would see them, and
-- it would be a camera in the bedroom. Ask of each: how much electricity does it save, on the bill, how long do people
-- lie or sit in the heat, and how many pictures of which room leave the home?
--
--   maru compare scenarios/cool_rooms.lua
--   maru run scenarios/cool_rooms.lua --policy on_device

scenario {
  name  = "cool_rooms",
  title = "Presence control room by room: living room and bedroom",
  start = "2018-06-01", days = 92, seed = 2018,           -- June, July and August
  homes = { count = 2000, districts = 20 },

  air_conditioner { name = "living_unit", room = "living" },
  -- A wall unit in a room of a third of the size. Who owns it owns a living room's, too.
  air_conditioner {
    name = "bedroom_unit", room = "bedroom", ownership = 0.3, cooling_w = 2800,
    resistance_k_w = 0.02, capacity_mj_k = 1, solar_aperture_m2 = 0.2, appliances_w = 50,
  },
  maker {},             -- owns the cloud
  electricity {},       -- sends the bills
}

-- The family switches on and off by hand, and sometimes forgets.
policy {
  name = "no_sensor",
  set  = { ["living_unit.placement"] = "none", ["bedroom_unit.placement"] = "none" },
}

policy {
  name    = "motion",
  set     = { ["living_unit.placement"] = "motion", ["bedroom_unit.placement"] = "motion" },
  consent = { presence = "at_install" },
}

-- Cameras whose pictures never leave the machines.
policy {
  name    = "on_device",
  set     = { ["living_unit.placement"] = "device", ["bedroom_unit.placement"] = "device" },
  consent = { presence = "at_install" },
}

-- Cameras that send a picture a minute to the maker's cloud, from families that allowed it; elsewhere the motion sensor
-- has to do.
policy {
  name    = "cloud",
  set     = { ["living_unit.placement"] = "cloud", ["bedroom_unit.placement"] = "cloud" },
  consent = { image = "at_install", presence = "at_install" },
}

-- No lens in the bedroom: a camera on the device where people sit, switching by hand where they lie.
policy {
  name    = "living_only",
  set     = { ["living_unit.placement"] = "device", ["bedroom_unit.placement"] = "none" },
  consent = { presence = "at_install" },
}

compare { baseline = "no_sensor", policies = { "motion", "on_device", "cloud", "living_only" }, replications = 3 }
