-- SPDX-License-Identifier: GPL-3.0-or-later
-- Ten privacy policies in one town: what does each bring whom, and what could still be guessed?
--
-- The policies of the library (scenarios/policies) govern the same homes, under the same luck. A maker and its partners earn
-- by what appliances notice; families gain comfort, meals and rewards, and lose what it costs them to be known; four onlookers,
-- who change nothing, try what could be learnt by whoever reads a firm's mail: what was heated, what a family likes more than others do, when
-- nobody will be at home, and who has had cockroaches. A policy is on the front when no other earns more, costs families less and lets less be guessed at once.
--
--   maru compare scenarios/privacy_frontier.lua
--   maru compare scenarios/privacy_frontier.lua -o front && maru report front                              -- as pictures
--   maru robust  scenarios/privacy_frontier.lua --homes 300 --points 40                                    -- what decides it
--   maru compare scenarios/privacy_frontier.lua --set families.data_price_won=80000      -- families as surveys have them
local korea = require "korea_2018"

scenario {
  name  = "privacy_frontier", title = "Ten privacy policies in one town",
  start = "2018-06-01", days = 60, seed = 2018,
  homes = korea.homes { count = 2000 },

  korea.air_conditioner {},
  microwave {},
  robot_vacuum { ownership = 0.5 },        -- a maker's customers, not the country: there 9 % own one
  refrigerator {},
  electricity {},

  maker { name = "hanbit", service_year = 0 },
  food_insight {}, product_cloud {}, token_programme {}, recogniser_training {},
  pest_control { name = "bugbye" },
  grocery { name = "dongne", riders = 8 },
  diet_seller { name = "goodfood" },
  data_market {}, data_trust {},
  regulator { name = "pipc" },

  -- Who reads the mail of the maker or of a firm could guess. They change nothing else.
  attacker { name = "eavesdropper", attack = "meal", watches = "food_insight" },      -- what was heated?
  attacker { name = "gourmet", attack = "taste", watches = "food_insight" },          -- what does the family like more than others do?
  attacker { name = "burglar", attack = "empty", watches = "food_insight hanbit" },   -- is nobody at home tomorrow at this hour?
  attacker { name = "landlord", attack = "pest", watches = "hanbit bugbye" },         -- has the home had cockroaches?
}

local entries = {
  "air_conditioner", "microwave", "robot_vacuum", "refrigerator", "food_insight", "product_cloud", "token_programme",
  "recogniser_training", "data_market", "data_trust",
}
local library = {
  "sell_everything", "opt_out", "opt_in_with_tokens", "ask_first", "data_trust", "data_strike", "strict", "local_noise",
  "federated", "edge_only",
}
for _, name in ipairs(library) do policy(require("policies/" .. name)(entries)) end

promise { "no picture leaves a home", class = "image", never = true }
promise { "no picture leaves a home with children", class = "image", minors = true, never = true }
promise { "nothing leaves without a consent that holds", with_consent = true }
promise { "what was heated is forgotten after 30 days", class = "food", kept_days = 30 }

compare {
  baseline = "sell_everything",
  policies = { "opt_out", "opt_in_with_tokens", "ask_first", "data_trust", "data_strike", "strict", "local_noise", "federated", "edge_only" },
  replications = 4,
}
