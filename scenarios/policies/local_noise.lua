-- SPDX-License-Identifier: GPL-3.0-or-later
-- Machines lie now and then, so that no single report proves anything, and no more than so much of them in a month.
--
-- Chosen by a maker that sells figures about many and nothing about one: shares of what is heated, not who heated it. A report is
-- false so often that it is at most e times as likely under one truth as under another (epsilon 1); the gate ends a home's
-- month when its reports together would tell more than epsilon 8. Whatever needs one home's truth (a lead, a recipe) is given
-- up, and small samples say nothing.
--
--   policy((require "policies/local_noise") { "air_conditioner", "microwave" })     -- the scenario's entries
local there = require "policies/there"

return function(entries)
  return {
    name = "local_noise", title = "Noised on the device, capped by the month",
    consent = {
      every = "at_install",
      image = "never", pest_sighting = "ask_each_time",
      food = { rule = "at_install", form = "noised", epsilon_month = 8 },
    },
    set = there(entries, {
      ["air_conditioner.placement"] = "device", ["microwave.recognition"] = "device",
      ["microwave.report"] = "noised", ["microwave.epsilon"] = 1,
    }),
  }
end
