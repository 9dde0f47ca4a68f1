-- SPDX-License-Identifier: GPL-3.0-or-later
-- Does a refrigerator that tells the grocery pay, and for whom?
--
-- A camera in the refrigerator counts what is there and foresees what runs out. The family can keep that to itself (its own
-- app), let a grocery that delivers know when it asks, or find that the grocery was told anyway. The grocery then offers
-- to deliver before the milk is gone, and pays the refrigerator's maker a share of what is ordered. Ask of each: does the
-- grocery get more orders or only its own ones earlier; what does the maker earn; do families miss less, throw away less,
-- run to the shop less often; and who knows what is in whose refrigerator?
--
--   maru compare scenarios/fridge_orders.lua
--   maru run scenarios/fridge_orders.lua --policy asked_at_install
local korea = require "korea_2018"

scenario {
  name = "fridge_orders",
  title = "Does a refrigerator that tells the grocery pay, and for whom?",
  start = "2018-04-01", days = 90, seed = 2018,

  homes = korea.homes { count = 2000, districts = 20 },

  refrigerator { daily_status = false },   -- says what runs low, not what there is
  maker { name = "hanbit" },
  grocery { name = "dongne", riders = 8 },
}

policy {
  name = "nobody_told", title = "The camera is off for everybody, the family too",
  set = { ["refrigerator.app"] = false },
  consent = { stock = "never" },
}

policy {
  name = "own_app", title = "The family's own app knows, nobody else",
  consent = { stock = "never" },
}

policy {
  name = "asked_at_install", title = "The grocery is told by families that said yes at installation",
  consent = { stock = "at_install" },
}

policy {
  name = "opt_in", title = "The grocery is told by families that switched it on by themselves",
  consent = { stock = "opt_in" },
}

policy {
  name = "unasked", title = "The grocery is told by every connected refrigerator, nobody was asked",
  consent = { stock = "none" },
}

-- Beside what refrigerators tell, a grocery knows who ordered when. With their leave it believes of each whether it still is a customer
-- (dongne: buys brier, stayed brier), and writes to who seems to have gone.
policy {
  name = "remembered", title = "The grocery remembers orders, with consent, and writes to who has gone",
  consent = { stock = "never", purchase = "at_install" },
  set = { ["dongne.foresees"] = true, ["dongne.reminds_gone"] = 0.8 },
}

compare {
  baseline = "own_app",
  policies = { "nobody_told", "asked_at_install", "opt_in", "unasked", "remembered" },
  replications = 4,
}
