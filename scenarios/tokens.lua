-- SPDX-License-Identifier: GPL-3.0-or-later
-- Do tokens for data pay for themselves?
--
-- The maker promises families tokens for each month and purpose they let it use what their products notice. More of them
-- agree, and the desks that live on data earn more. The tokens are spent on repairs, accessories and at partners', and
-- the maker pays for that in won; some expire, and cost nothing. Ask: how much more do the desks earn, is it as much as
-- the programme costs, and is it better to pay in won?
-- The desks' gain is token_programme_data_earnings against no_reward; what it costs is token_programme_cost.
--
--   maru run scenarios/tokens.lua --policy small
--   maru compare scenarios/tokens.lua

scenario {
  name  = "tokens",
  title = "Do tokens for data pay for themselves?",
  start = "2018-01-01", days = 730, seed = 2018,
  homes = { count = 2000, districts = 10 },

  robot_vacuum { ownership = 0.5 },  -- a maker's customers, not the country
  product_health {},                 -- wear, faults, and the monitor that notices

  maker { service_year = 0 },
  tokens = { good_for_days = 360 },   -- a year: two years show what expires
  token_programme { reward_device_health = 0, reward_profile = 0 },
  after_service { technicians = 1 },
  fault_diagnosis {}, statistics {}, personal_service {}, media { reward_won = 0 }, strategy_report {},
}

local asked = { pest_sighting = "never", device_health = "at_install", profile = "at_install" }

policy { name = "no_reward", title = "Ask, and pay nothing", consent = asked }

policy {
  name = "small", title = "100 tokens a month for each purpose",
  consent = asked,
  set = { ["token_programme.reward_device_health"] = 100, ["token_programme.reward_profile"] = 100 },
}

policy {
  name = "large", title = "1,000 tokens a month for each purpose",
  consent = asked,
  set = { ["token_programme.reward_device_health"] = 1000, ["token_programme.reward_profile"] = 1000 },
}

policy {
  name = "large_won", title = "The same in won",
  consent = asked,
  set = {
    ["token_programme.reward_device_health"] = 1000, ["token_programme.reward_profile"] = 1000,
    ["token_programme.paid_in"] = "won",
  },
}

policy {
  name = "profile_only", title = "1,000 tokens for the profile, which advertisers pay for, and none for the rest",
  consent = asked,
  set = { ["token_programme.reward_profile"] = 1000 },
}

compare { baseline = "no_reward", policies = { "small", "large", "large_won", "profile_only" }, replications = 3 }
