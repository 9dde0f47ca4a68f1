-- SPDX-License-Identifier: GPL-3.0-or-later
-- One pest-control firm that has all the customers, and five that wait until a share of them would pay their fixed costs, for
-- test_free_entry.c: families call by themselves, visits are worth the same to each firm, and no firm is short of crews.
local function waiting(name)
  return pest_control { name = name, crews = 50, plan_share = 0, waits = true, hold_out = 0, capital_won = 1e12 }
end

scenario {
  name = "entry", title = "How many firms live from the visits there are?",
  start = "2018-01-01", days = 720, seed = 2018,
  homes = { count = 3000, districts = 2 },
  cockroaches = { prevalence = 0.35, at_start = 0.02, noticed_per_day = 0.005, calls_firm = 1 },
  robot_vacuum { ownership = 0 },
  pest_control { name = "first", crews = 50, plan_share = 0, hold_out = 0, capital_won = 1e12 },
  waiting "second", waiting "third", waiting "fourth", waiting "fifth", waiting "sixth",
}
policy { name = "nobody_sells", title = "Families call by themselves", consent = { pest_sighting = "never" } }
