-- SPDX-License-Identifier: GPL-3.0-or-later
-- Does a microwave that recognises food ruin fewer meals, and should it ask when it is not sure?
--
-- Whoever sets the time by hand knows the food and guesses the time. A camera knows the time and guesses the food: wrong
-- now and then, and a stew's time ruins a bowl of rice. It can be made to ask when it is not sure, or to send the picture
-- to the maker's cloud, which errs less but may only look where the family agreed. Ask of each: how many meals are
-- ruined or still cold, how much of the user's time does it take, and how many pictures of food leave the home?
--
--   maru compare scenarios/camera_microwave.lua
--   maru compare scenarios/camera_microwave.lua --set microwave.accuracy=0.7
local korea = require "korea_2018"

scenario {
  name  = "camera_microwave",
  title = "Does a microwave that recognises food ruin fewer meals?",
  start = "2018-11-01", days = 90, seed = 2018,
  homes = korea.homes { count = 2000 },

  microwave {},      -- recognition and asking are the policies'
  food_insight {},   -- hears complaints; no label leaves under these policies
  maker {},          -- owns the cloud
}

policy {
  name = "by_hand", title = "No recognition: the user sets the time",
  set = { ["microwave.recognition"] = "none" },
}

policy {
  name = "never_asks", title = "The microwave recognises the food and never asks",
  set = { ["microwave.recognition"] = "device", ["microwave.asks_below"] = 0 },
}

policy {
  name = "asks", title = "The microwave recognises the food and asks when it is not sure",
  set = { ["microwave.recognition"] = "device" },
}

policy {
  name = "cloud", title = "The cloud recognises it where the family agreed; elsewhere the user sets the time",
  set = { ["microwave.recognition"] = "cloud" }, consent = { image = "at_install" },
}

compare { baseline = "by_hand", policies = { "never_asks", "asks", "cloud" }, replications = 5 }
