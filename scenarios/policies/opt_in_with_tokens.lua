-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who ticks the box is paid for it, in tokens.
--
-- Chosen by a maker that has a programme of tokens anyway: they cost it what they buy, later, and bring the family back to its
-- shop. Families that have little are asked to sell what others keep; who would have shared for nothing is paid as well.
-- reward: won's worth of tokens a month for what is felt to reveal little; presence and pictures pay twice that.
--
--   policy((require "policies/opt_in_with_tokens") { "microwave", "token_programme" })     -- the scenario's entries
local there = require "policies/there"

return function(entries)
  return {
    name = "opt_in_with_tokens", title = "Who ticks the box is paid in tokens",
    consent = { every = "opt_in" },
    set = there(entries, {
      ["air_conditioner.placement"] = "device", ["microwave.recognition"] = "device", ["microwave.report"] = "label",
      ["token_programme.reward_food"] = 1000, ["token_programme.reward_stock"] = 1000,
      ["token_programme.reward_profile"] = 1000, ["token_programme.reward_telemetry"] = 1000,
      ["token_programme.reward_device_health"] = 1000, ["token_programme.reward_presence"] = 2000,
    }),
  }
end
