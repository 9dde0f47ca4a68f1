-- SPDX-License-Identifier: GPL-3.0-or-later
-- What does the maker earn as a media company, and what does it lose?
--
-- The maker's app can show advertisements and lead families to firms that help at home. Three service firms buy leads, two
-- sellers of products buy clicks, two o2o services buy places. The maker can sell at list prices or by auction; it can know
-- which products a family has and how worn they are, by asking or by taking; and it can show more advertisements. Against
-- what that brings stand families that are annoyed, trust it less, and give the app up. Same families, same luck.
--   maru compare scenarios/media.lua
--   maru compare scenarios/media.lua --replications 20                  -- smaller differences show
--   maru compare scenarios/media.lua --set media.reward_won=0           -- who shares for nothing?
--   maru compare scenarios/media.lua --set media.leaves_more=0          -- if advertisements drove nobody away
--   maru compare scenarios/media.lua --set media.finds_out_month=0.1    -- if taking were noticed sooner
local korea = require "korea_2018"

scenario {
  name = "media", title = "What does the maker earn as a media company, and what does it lose?",
  start = "2018-01-01", days = 365, seed = 2018,

  homes   = korea.homes { count = 2000, districts = 8 },
  friends = { model = "small_world", neighbours = 6, rewire = 0.1 },

  korea.air_conditioner { placement = "none" },
  robot_vacuum { ownership = 0.5 },      -- a maker's customers, not the country: there 9 % own one
  product_health {},

  maker { name = "hanbit", service_year = 0 },
  after_service { technicians = 2 },
  media { broker = "broker" },
  firm { name = "broker" },              -- buys the profiles that may go on to it

  -- Cleaning and repair at home: for homes with an old product.
  advertiser { name = "cleaner",  sort = "service", price_won = 150000, usual_won = 150000, margin = 0.4, by_itself_year = 0.1 },
  advertiser { name = "fixer",    sort = "service", price_won = 150000, usual_won = 150000, margin = 0.4, by_itself_year = 0.1 },
  advertiser { name = "handyman", sort = "service", price_won = 150000, usual_won = 150000, margin = 0.4, by_itself_year = 0.1 },
  -- Appliances: for those whose product is worn.
  advertiser { name = "purifiers", sort = "product" },
  advertiser { name = "fans",      sort = "product", price_won = 200000, usual_won = 200000 },
  -- Groceries and laundry, ordered in an app: for anybody, and customers stay.
  advertiser { name = "basket",  sort = "o2o", looks_for = "anybody", price_won = 30000, usual_won = 30000, margin = 0.22, buys = 0.05, believed_buys = 0.05, again = 0.61 },
  advertiser { name = "laundry", sort = "o2o", looks_for = "many", many_products = 2, price_won = 25000, usual_won = 25000, margin = 0.3, buys = 0.05, believed_buys = 0.05, again = 0.61 },
}

policy {
  name = "no_ads", title = "No advertisements",
  set = { media = { ads_day = 0 } },
}

policy { name = "unknown_list", title = "Advertisements to all, nothing is known, list prices" }

policy {
  name = "asked_list", title = "Profiles of those who allow it, list prices",
  consent = { profile = { media = "at_install" } },
}

policy {
  name = "asked_auction", title = "The same, by auction",
  consent = { profile = { media = "at_install" } },
  set = { media = { sells_by = "auction" } },
}

policy {
  name = "taken_auction", title = "Profiles taken unasked, by auction, and sold to a broker as well",
  consent = { profile = { media = "none", broker = "none" } },
  set = { media = { sells_by = "auction" } },
}

policy {
  name = "double_load", title = "As asked, by auction, with twice the advertisements",
  consent = { profile = { media = "at_install" } },
  set = { media = { sells_by = "auction", ads_day = 1 } },
}

compare {
  baseline = "no_ads",
  policies = { "unknown_list", "asked_list", "asked_auction", "taken_auction", "double_load" },
  replications = 4,
}
