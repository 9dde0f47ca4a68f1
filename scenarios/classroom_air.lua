-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whom should a classroom's air be shown, and what follows?
--
-- Sensors in classrooms measure carbon dioxide and fine dust. What they measure can be shown to nobody, to the school,
-- to the parents who want it, or to everybody; and if that leads to purifiers, somebody pays their rent. Ask of each:
-- what do pupils breathe, how many fall ill, what does it cost whom? Same schools, same spring, same luck.
-- A purifier takes dust away and leaves the carbon dioxide; an open window does the opposite.
--
--   maru run scenarios/classroom_air.lua --policy parents
--   maru compare scenarios/classroom_air.lua
--   maru compare scenarios/classroom_air.lua --set school.heeds_dust=false     windows are opened whatever the dust
--   maru run scenarios/classroom_air.lua --policy taxes --set school.paid_by=maker    ... and the maker gives purifiers
--   maru compare scenarios/classroom_air.lua --set school.equipped=1         every school has purifiers from the start
--
-- A school's machine may also learn, bell by bell, when windows are opened and how far purifiers run (policy learned beside
-- school): what air, noise, power and heat then cost is school: air_cost, in each policy. What pupils breathed while it tried
-- is tried_co2 and tried_pm25. What clean air is worth to them is assumed (school.dust_won, co2_won, noise_won, heat_won).
--
-- How strongly knowing presses a school to act is an assumption (school.logit_*_hour, school.presses_*): vary it before
-- believing an answer about decisions. What an act does to the air is physics.
--
-- Seoul's own air of 2018, if you have it: --set air.file=seoul_air_2018.csv

scenario {
  name = "classroom_air", title = "Whom should a classroom's air be shown?",
  start = "2018-03-02", days = 120, seed = 2018,              -- the first term: dust in spring, windows shut

  homes = { count = 2000, districts = 20 },
  maker { name = "hanbit" },                                  -- rents out the purifiers
  school { count = 10, classrooms = 18 },                     -- primary schools, 23 pupils a class
}

policy {
  name = "nobody", title = "The sensors' figures are shown to nobody",
  set  = { ["school.data_to"] = "nobody" },
}

policy {
  name = "school", title = "The school sees them",
  set  = { ["school.data_to"] = "school" },
}

policy {
  name = "learned", title = "... and its machine learns when to air",
  set  = { ["school.data_to"] = "school", ["school.air_by"] = "learned" },
}

-- Families are asked once whether their school may know that they follow its air.
policy {
  name    = "parents", title = "... and the parents who want to",
  set     = { ["school.data_to"] = "parents" },
  consent = { profile = "at_install" },
}

policy {
  name = "public", title = "... and everybody; the school pays",
  set  = { ["school.data_to"] = "public" },
}

policy {
  name = "taxes", title = "Shown to everybody, purifiers from public money",
  set  = { ["school.data_to"] = "public", ["school.paid_by"] = "public" },
}

-- The other way: filtered outdoor air in every room from the first day, and no figures for anybody.
policy {
  name = "fans", title = "Mechanical ventilation instead",
  set  = { ["school.data_to"] = "nobody", ["school.mechanical_h"] = 2.9 },
}

compare {
  baseline = "nobody",
  policies = { "school", "learned", "parents", "public", "taxes", "fans" },
  replications = 5,
}
