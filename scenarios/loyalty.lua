-- SPDX-License-Identifier: GPL-3.0-or-later
-- Do tokens keep families, or only pay those who stay anyway?
--
-- Robots die after some years, and the family buys the same maker's again or a rival's. Tokens that can be spent on the
-- next one pull it back; but most who stay would have stayed. Ask of four years: how many more families stay and come
-- than without tokens, what did that cost, and would a lower price have done as much? The cheaper price costs the maker
-- about what the tokens do that are spent (1,500 won for each of some 670 robots, against token_programme_cost; tokens still
-- outstanding at the end, see token_programme_liability, come on top).
--
--   maru run scenarios/loyalty.lua --policy tokens
--   maru compare scenarios/loyalty.lua

scenario {
  name  = "loyalty",
  title = "Do tokens keep families, or only pay those who stay anyway?",
  start = "2018-01-01", days = 1460, seed = 2018,
  homes   = { count = 2000, districts = 10 },
  friends = { model = "small_world", neighbours = 6, rewire = 0.1 },

  robot_vacuum { ownership = 0.5 },
  maker { accessories_year = 0, service_year = 0 },
  competitor {},
  product_cloud {},                  -- what the tokens are paid for: a status a day
  retailer { name = "vacuum_shop", sells = "robot_vacuum", years_on_sale = 15, market = 0.5, life_years = 5,
             rival_owners = 0.6, rival_price_won = 600000 },
  token_programme { reward_telemetry = 0, paid_for = "data", offers_month = 0 },
}

local asked = { pest_sighting = "never", telemetry = "at_install" }

policy { name = "no_tokens", title = "Ask for the data, and pay nothing", consent = asked }

policy {
  name = "tokens", title = "1,000 tokens a month of data, good for two years",
  consent = asked, set = { ["token_programme.reward_telemetry"] = 1000 },
}

policy {
  name = "short_tokens", title = "The same, good for half a year",
  consent = asked, set = { ["token_programme.reward_telemetry"] = 1000, ["tokens.good_for_days"] = 180 },
}

policy {
  name = "lower_price", title = "A robot for 598,500 won instead of 600,000, and no tokens",
  consent = asked, set = { ["vacuum_shop.price_won"] = 598500 },
}

compare { baseline = "no_tokens", policies = { "tokens", "short_tokens", "lower_price" }, replications = 4 }
