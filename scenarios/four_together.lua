-- SPDX-License-Identifier: GPL-3.0-or-later
-- Do recognition, connection, services and rewards make something together that none of them makes?
--
-- Four switches, each of which truly takes its part away:
--   ai     appliances recognise what they see; without it cameras are blind, nothing is foreseen, no fault is diagnosed
--   iot    what they notice may leave the home, where the family agrees; without it nothing does, and no app knows it
--   o2o    what left may bring somebody to the door: a pest-control firm, a grocery, a diet service, a technician who knows
--          the fault; without it families call, shop and order by themselves, as they always did
--   token  families that share are paid for it; without it they share for the service alone
-- All sixteen combinations live the same year with the same luck. For each, ask what the maker, its partners and the
-- families have more than with all four off, and how much of that no smaller combination has.
--
--   maru compare scenarios/four_together.lua
--   maru compare scenarios/four_together.lua --homes 200 --replications 2      (a first look)
--   maru run scenarios/four_together.lua --policy ai_iot_o2o_token
--
-- What families have is their welfare: money, what they chose and eat at what it is worth to them, days with cockroaches and
-- broken products, heat, time, and what it costs them that others know; `maru list families`, `groceries`, `cockroaches`,
-- `product_health` and `air_conditioner` have its prices. All: families, maker, partners, and who serves them.
local factorial = require "factorial"

scenario {
  name = "four_together", title = "What do four techniques make together that none of them makes?",
  start = "2018-01-01", days = 365, seed = 2018,

  homes   = { count = 500, districts = 5 },
  friends = { model = "small_world", neighbours = 6, rewire = 0.1 },

  air_conditioner { placement = "device" },
  microwave { report = "label" },
  robot_vacuum { ownership = 0.5 },          -- a maker's customers, not the country: there 9 % own one
  refrigerator {},
  diet_app { ownership = 0.3 },
  product_health {},

  maker { name = "hanbit", service_year = 0 },   -- after-service is modelled here, not assumed
  pest_control { name = "bugbye", crews = 2 },
  grocery { name = "dongne", riders = 3 },
  diet_seller { name = "goodfood" },
  electricity {},
  after_service { technicians = 1 },
  token_programme {},                        -- instead of the desks' own rewards
  food_insight {}, fault_diagnosis {}, statistics { reward_won = 0 }, personal_service {}, media { reward_won = 0 },
  strategy_report { reward_won = 0 },
}

local nobody_told = { fault_diagnosis = "never", after_service = "never", statistics = "at_install",
                      personal_service = "at_install", strategy_report = "at_install" }

local k = 0.001  -- sums are shown in 1,000 won (k won)

factorial {
  switches = {
    { name = "ai",
      off = { set = { ["air_conditioner.placement"] = "none", ["microwave.recognition"] = "none",
                      ["robot_vacuum.camera"] = false, ["refrigerator.camera"] = false },
              consent = { device_health = nobody_told } } },
    { name = "o2o",
      off = { consent = { pest_sighting = "never", stock = "never",
                          food = { food_insight = "at_install", goodfood = "never" },
                          profile = { media = "at_install", goodfood = "never" },
                          device_health = nobody_told } } },
    { name = "token",
      off = { set = { ["hanbit.reward_tokens"] = 0, ["token_programme.reward_food"] = 0,
                      ["token_programme.reward_stock"] = 0, ["token_programme.reward_device_health"] = 0,
                      ["token_programme.reward_profile"] = 0 } } },
    { name = "iot",
      on  = { consent = { pest_sighting = "ask_each_time", stock = "at_install", food = "at_install",
                          profile = "at_install", device_health = "at_install", presence = "at_install" } },
      off = { set = { ["refrigerator.app"] = false },
              consent = { pest_sighting = "never", stock = "never", food = "never", profile = "never",
                          device_health = "never", presence = "never" } } },
  },
  sums = {
    { name = "maker [k won]", ["money: hanbit"] = k, ["money: after_service"] = k, ["money: fault_diagnosis"] = k,
      ["money: statistics"] = k, ["money: personal_service"] = k, ["money: media"] = k,
      ["money: strategy_report"] = k, ["money: food_insight"] = k,
      ["money: token_programme"] = k },
    { name = "partners [k won]", ["money: bugbye"] = k, ["money: dongne"] = k, ["money: goodfood"] = k },
    { name = "families [k won]", ["welfare: families"] = k },
    { name = "all [k won]", ["welfare: all"] = k },
  },
  replications = 4,
}
