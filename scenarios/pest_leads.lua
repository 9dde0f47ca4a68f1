-- SPDX-License-Identifier: GPL-3.0-or-later
-- Does it pay to ask the family first?
--
-- Robot vacuums see cockroaches. The maker can sell every sighting to pest-control firms, ask the family each time and
-- pay it in tokens when it shares, or keep the sighting in the home. Same homes, same cockroaches, same luck.
--   maru compare scenarios/pest_leads.lua
local korea = require "korea_2018"

scenario {
  name = "pest_leads", title = "Does it pay to ask the family first?",
  start = "2018-06-01", days = 92, seed = 2018,

  homes   = korea.homes { count = 10000, districts = 40 },
  friends = { model = "small_world", neighbours = 6, rewire = 0.1 },

  air_conditioner { placement = "device" },
  robot_vacuum { ownership = 0.5 },        -- a maker's customers, not the country: there 9 % own one

  maker { name = "hanbit" },
  pest_control { name = "bugbye", crews = 10 },
  pest_control { name = "cleanhome", crews = 10 },
  electricity {},
}

policy {
  name = "sell_sightings", title = "Sell every sighting, ask nobody",
  consent = { pest_sighting = "none" },
}

policy {
  name = "ask_first", title = "Tell the family, share only if it wants, pay tokens",
  consent = { pest_sighting = "ask_each_time" },
  levers = { reward = { 1000, 0, 20000, "tokens paid for a shared sighting, 1 token = 1 won" } },
  on_sighting = function(home, sighting, levers)
    return { reward_tokens = levers.reward }
  end,
}

policy {
  name = "keep_at_home", title = "Tell the family, send nothing",
  consent = { pest_sighting = "never" },
}

compare { baseline = "sell_sightings", policies = { "ask_first", "keep_at_home" }, replications = 4 }
