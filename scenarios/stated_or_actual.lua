-- SPDX-License-Identifier: GPL-3.0-or-later
-- Families say one thing and do another: does it change which policy is best?
--
-- Asked in a survey, families put a high price on their data, think of every question, and follow no box that is ticked for them.
-- In life they share for little, take the answer that is filled in, and leave what they once said as it is. Four policies of
-- the library in one town whose families act; the second command lives the same town with families as they state themselves.
-- Ask of both: do firms, families and onlookers rank the policies alike? Where not, a survey is no guide to the choice.
--
--   maru compare scenarios/stated_or_actual.lua
--   maru compare scenarios/stated_or_actual.lua --set families.data_price_won=80000 --set families.follows_default=0 \
--     --set families.habit=0 --set families.effort_won=0                                   -- as they state themselves
local korea = require "korea_2018"

scenario {
  name  = "stated_or_actual", title = "Families say one thing and do another: which policy is best?",
  start = "2018-06-01", days = 90, seed = 2018,
  homes = korea.homes { count = 1000 },

  -- As they were seen to act: far smaller prices in the field than in surveys, where it is 80 dollars a month (Winegar & Sunstein
  -- 2019), half of the answers as filled in (Johnson, Bellman & Lohse 2002, not read), and what was said once mostly left. That it
  -- is 500 won, 0.5 and 0.9 are assumptions.
  families = { data_price_won = 500, follows_default = 0.5, habit = 0.9 },

  korea.air_conditioner {}, microwave {}, robot_vacuum { ownership = 0.5 }, refrigerator {}, electricity {},
  maker { name = "hanbit", service_year = 0 },
  food_insight {}, token_programme {}, pest_control { name = "bugbye" },
  grocery { name = "dongne", riders = 8 }, diet_seller { name = "goodfood" },
  attacker { name = "eavesdropper", attack = "meal", watches = "food_insight" },
  attacker { name = "burglar", attack = "empty", watches = "food_insight hanbit" },
}

local entries = { "air_conditioner", "microwave", "robot_vacuum", "refrigerator", "token_programme" }
for _, name in ipairs { "opt_out", "opt_in_with_tokens", "ask_first", "edge_only" } do
  policy(require("policies/" .. name)(entries))
end

compare { baseline = "edge_only", policies = { "opt_out", "opt_in_with_tokens", "ask_first" }, replications = 4 }
