-- SPDX-License-Identifier: GPL-3.0-or-later
-- Four pest-control firms that answer each other's prices, for test_rival_prices.c: families call by themselves, no firm is short
-- of crews, and no family of money. One that `waits` with fixed costs beyond all income is not there.
local function rival(name)
  return pest_control { name = name, price = "answers", crews = 50, plan_share = 0, hold_out = 0, capital_won = 1e12 }
end

scenario {
  name = "rivals", title = "Where do the prices of firms end that answer each other?",
  start = "2018-01-01", days = 720, seed = 2018,
  homes = { count = 3000, districts = 2 },
  families = { budget_won_month = 1000000 },
  cockroaches = { prevalence = 0.35, at_start = 0.02, noticed_per_day = 0.005, calls_firm = 1, firms_differ_won = 300000 },
  robot_vacuum { ownership = 0 },
  rival "north", rival "east", rival "south", rival "west",
}
policy { name = "nobody_sells", title = "Families call by themselves", consent = { pest_sighting = "never" } }
