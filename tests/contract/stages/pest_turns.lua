-- SPDX-License-Identifier: GPL-3.0-or-later
-- A pest-control firm that bids what is set turns its prices on the thirty-first day. Its one crew is slow, so that families wait for it;
-- robots take other things for cockroaches, and nobody sees it, so that it often finds nothing.
scenario {
  title = "A firm that turns", start = "2018-06-01", days = 90, seed = 2018,
  homes = { count = 600, districts = 4 }, network = "closed_form", journal = "all",
  cockroaches = { prevalence = 0.35, at_start = 1, met_per_run = 0.02, sees_false_alarm = 0, wants_help = 0.7 },
  robot_vacuum { ownership = 1, connected = 1, imagines = 0.05 },
  maker { name = "hanbit", lead_price = "halfway", lead_fee_won = 20000 },
  pest_control { name = "bugbye", bids = "set", bid_won = 30000, crews = 1, visit_hours = 8, closes_hour = 11, contact_hours = 0.1, longest_wait_days = 60, hold_out = 0, plan_share = 0.6 },
}
local function declare(name, set) policy { name = name, title = name, consent = { pest_sighting = "ask_each_time" }, set = set } end
declare("before", {})
declare("dearer", {
  ["bugbye.bid_won"] = 40000, ["bugbye.visit_won"] = 160000, ["bugbye.call_out_won"] = 50000, ["bugbye.plan_won_month"] = 35000,
})
declare("too_little", { ["bugbye.bid_won"] = 19999 })
branch { at = "2018-07-01", from = "before" }
compare { baseline = "before", policies = { "dearer", "too_little" } }
