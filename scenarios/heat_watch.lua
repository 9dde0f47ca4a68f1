-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who is in danger from the heat, and who could know it?
--
-- Somebody old who lives alone, in a room that is too hot for too long. A register has who is old and lives alone, and
-- nothing of the heat. Air conditioners report how hot their rooms are, and nothing of who is in them: most of the hottest
-- rooms are empty. A welfare office has so many visits on a hot day, and makes those alone that it believes to spare more
-- than they cost; it learns from each. It looks by the register alone, which the law gives it and nobody was asked for; by
-- the reports alone, of families that allow them; or by both, joined home by home.
-- Compare how many of those at risk were reached (`recall`), how many visits found somebody at risk (`precision`), the harm
-- avoided less what visits cost (`net`), and what left the homes for it. What each holder brings to the whole is its
-- Shapley share (`share_register`, `share_rooms`), in the policies that join both.
-- What decides: what a degree-hour of heat does to somebody old and alone (`harm_won`), which was not read anywhere; what a visit
-- costs and spares; how much longer such people wait before they switch on (`waits_k`).
--
--   maru run scenarios/heat_watch.lua --policy joined
--   maru compare scenarios/heat_watch.lua
--   maru compare scenarios/heat_watch.lua --set office.visits_day=100     as many visits as there are people
--   maru compare scenarios/heat_watch.lua --set office.harm_won=500       a harm that a visit hardly pays for

scenario {
  name  = "heat_watch",
  title = "Who is in danger from the heat, and who could know it?",
  start = "2018-06-15", days = 77, seed = 2018,
  homes = { count = 2000, districts = 20 },

  air_conditioner { ownership = 0.8 },   -- of old people alone fewer than of others: the least that is plausible for 2018
  room_heat {},
  heat_watch { name = "office", visits_day = 15 },    -- for some 150 old people alone
}

policy {
  name = "nobody", title = "Nobody looks",
  consent = { profile = "never", telemetry = "never" },
  set = { office = { knows = "nothing" } },
}
policy {
  name = "register", title = "By the register alone, which the law gives the office",
  consent = { profile = "none", telemetry = "never" },
  set = { office = { knows = "register" } },
}
policy {
  name = "rooms", title = "By what air conditioners report, of families that agree",
  consent = { profile = "never", telemetry = "at_install" },
  set = { office = { knows = "rooms" } },
}
policy {
  name = "joined", title = "By both: the register by law, the reports by consent",
  consent = { profile = "none", telemetry = "at_install" },
  set = { office = { knows = "both" } },
}
policy {
  name = "all_asked", title = "By both, and the people on the register are asked, too",
  consent = { profile = "at_install", telemetry = "at_install" },
  set = { office = { knows = "both" } },
}
policy {
  name = "all_taken", title = "By both, and nobody is asked for anything",
  consent = { profile = "none", telemetry = "none" },
  set = { office = { knows = "both" } },
}

compare { baseline = "register", policies = { "nobody", "rooms", "joined", "all_asked", "all_taken" }, replications = 6 }
