-- SPDX-License-Identifier: GPL-3.0-or-later
-- Should a maker that does not know what a sighting is worth let an algorithm find its prices, and who pays for its trying?
--
-- Asked first, families share sightings for tokens, and the maker sells them to two firms. It sets the fee and the reward
-- (fixed), asks each fee in turn and keeps the best (in_turn), or leaves both to a chooser that tries steps from half to
-- twice what is set: the best so far but for a tenth (greedy), the best that it may be (ucb), or by lot (thompson). Beside
-- them stands who knows what firms would pay (twice). Same homes, same luck. What trying cost the maker, as it believed then, is exploration_won; families that shared for less than another
-- was offered in the same month miss offered_less tokens.
--   maru compare scenarios/learning_prices.lua
--   maru compare scenarios/learning_prices.lua --days 182
local korea = require "korea_2018"

scenario {
  name = "learning_prices", title = "Who pays for a price that learns?",
  start = "2018-03-01", days = 730, seed = 2018,

  homes = korea.homes { count = 2000, districts = 10 },
  network = { model = "closed_form" },         -- nobody waits for it

  robot_vacuum { ownership = 1 },              -- a maker's customers, not the country: there 9 % own one
  maker { name = "hanbit" },
  pest_control { name = "bugbye" }, pest_control { name = "cleanhome" },
}

local asked = { pest_sighting = "ask_each_time" }

policy {
  name = "fixed", title = "Fee and reward as set", consent = asked,
}

policy {
  name = "in_turn", title = "Each fee in turn, then the best", consent = asked,
  set = { ["hanbit.lead_price"] = "learned" },
}

policy {
  name = "greedy", title = "The best so far, but for a tenth", consent = asked,
  set = { ["hanbit.lead_chooser"] = "greedy", ["hanbit.reward_chooser"] = "greedy" },
}

policy {
  name = "ucb", title = "The best that it may be", consent = asked,
  set = { ["hanbit.lead_chooser"] = "ucb", ["hanbit.reward_chooser"] = "ucb" },
}

policy {
  name = "thompson", title = "By lot, as likely as it is the best", consent = asked,
  set = { ["hanbit.lead_chooser"] = "thompson", ["hanbit.reward_chooser"] = "thompson" },
}

policy {
  name = "twice", title = "Twice the fee, as who knows would set it", consent = asked,
  set = { ["hanbit.lead_fee_won"] = 30000 },
}

compare { baseline = "fixed", policies = { "in_turn", "greedy", "ucb", "thompson", "twice" }, replications = 4 }
