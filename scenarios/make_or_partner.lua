-- SPDX-License-Identifier: GPL-3.0-or-later
-- The air conditioner says that it wants cleaning: should its maker send own people, or a partner?
--
-- A coil that fouls costs cold air; a monitor in the air conditioner notices. The maker can pass the family on to a
-- cleaning firm for a fee (referral), let it book the firm in the maker's app for a commission (platform), send people of
-- its own, who are paid whether there is work or not (own), or do that in half of the districts and leave the others to
-- the partner (beside). Ask of each: what does the maker gain, what the partner; what do families pay, and how long do
-- they wait; how many customers are on whose books; and how many visits a month (visits_month) stand against those that an
-- own service needs to pay at all (break_even) or to beat leads (break_even_leads).
--
--   maru compare scenarios/make_or_partner.lua
--   maru run scenarios/make_or_partner.lua --policy own                        -- visits_month beside break_even
--   maru compare scenarios/make_or_partner.lua --homes 10000                   -- does size decide?
--   maru compare scenarios/make_or_partner.lua --set cleaning.leaks=0.6        -- if families book past the app

scenario {
  name  = "make_or_partner",
  title = "The air conditioner wants cleaning: own people, or a partner's?",
  start = "2018-03-01", days = 730, seed = 2018,   -- two years: long enough to come again
  homes = { count = 2000, districts = 10 },

  monitor {
    name = "coil", data_class = "device_health", quantity = "air flow lost to a fouled coil", unit = "%",
    ownership = 0.9, connected = 0.5,      -- a maker's customers, not the country: assumption
    mean = 12, spread = 6,                 -- assumption: from a clean coil to one that a quarter is lost to
    matters_above = 15, tells_above = 15,  -- three homes in ten
    sigma = 1, tau_days = 14, bias = 1, noise = 1,  -- assumption: dust and humidity of a fortnight; a pressure sensor
    relapse_days = 180,                    -- assumption: half fouled again in half a year
  },

  maker { name = "hanbit", accessories_year = 0, service_year = 0 },
  service {
    name = "cleaning", listens_to = "coil",
    price_won = 90000, usual_won = 90000,  -- of a wall-mounted one; 80,000 to 120,000 won are asked: assumption
    material_won = 8000, visit_hours = 2,  -- assumption: with the way there
    lead_won = 4000,                       -- assumption: three or four make a visit, so about the 15 % of a commission
    desks = 1, effect = 10, calls_year = 0.5,
    fixed_won_month = 1500000,             -- assumption: a van's lease and fuel, half a planner; 0.5 to 5 million
    remind_days = 270,                     -- a home at 19 % that was cleaned is back at 15 % after some 250 days
  },
  -- The maker's own people of the policy `beside`; elsewhere there are none.
  service {
    name = "own_team", listens_to = "coil", owned_by = "maker", serves_to = 0,
    price_won = 90000, usual_won = 90000, material_won = 8000, visit_hours = 2, lead_won = 4000,
    desks = 1, effect = 10, calls_year = 0.5, fixed_won_month = 1500000, remind_days = 270,
  },
}

local asked = { device_health = "at_install", purchase = "at_install" }

policy { name = "referral", title = "A partner pays for leads", consent = asked }

policy {
  name = "platform", title = "A partner in the maker's app, for a commission",
  consent = asked, set = { ["cleaning.channel"] = "platform" },
}

policy {
  name = "own", title = "The maker's own people",
  consent = asked, set = { ["cleaning.owned_by"] = "maker" },
}

policy {
  name = "beside", title = "Own people in half of the districts, a partner in the others",
  consent = asked, set = { ["own_team.serves_to"] = 0.5, ["cleaning.serves_from"] = 0.5 },
}

compare { baseline = "referral", policies = { "platform", "own", "beside" }, replications = 4 }
