-- SPDX-License-Identifier: GPL-3.0-or-later
-- A world for tests of maru explore: small, with two policies, a lever of its own, and a file of data that no browser may choose.
--
-- Who gains where a robot tells?
--   maru explore tests/explore/small.lua
scenario {
  name = "small", title = "Who gains where a robot tells?",
  start = "2018-06-01", days = 6, seed = 7,
  homes = { count = 120, districts = 2 },
  robot_vacuum { ownership = 0.9 },
  maker { name = "hanbit" },
  pest_control { name = "bugbye", crews = 3 },
}

policy {
  name = "sell", title = "Sell every sighting",
  consent = { pest_sighting = "none" },
}

policy {
  name = "ask", title = "Ask the family, pay tokens",
  consent = { pest_sighting = "ask_each_time" },
  levers = { reward = { 1000, 0, 20000, "tokens paid for a shared sighting, 1 token = 1 won" } },
  on_sighting = function(home, sighting, levers)
    return { reward_tokens = levers.reward }
  end,
}
