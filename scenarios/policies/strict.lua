-- SPDX-License-Identifier: GPL-3.0-or-later
-- The law read strictly, Korea's PIPA and Europe's GDPR: no box is ticked beforehand, every purpose asks by itself, a yes ends
-- after a year, what is no longer needed is deleted, pictures stay.
--
-- Chosen by who has been fined, or means to be the one that never is; by public bodies and schools. Separate consent for each
-- recipient and deletion when the purpose is met are the law's words (PIPA Art. 17, 21, 22; GDPR Art. 5, 7, not read in full);
-- that a purpose of these is met after 90 days, of a sighting after 30, is our reading of it.
--
--   policy((require "policies/strict") { "air_conditioner", "microwave" })     -- the scenario's entries
local there = require "policies/there"

return function(entries)
  return {
    name = "strict", title = "The law read strictly",
    consent = {
      every = { rule = "opt_in", expires_days = 365, kept_days = 90 },
      presence = { rule = "opt_in", form = "label", expires_days = 365, kept_days = 90 },
      food = { rule = "opt_in", form = "label", expires_days = 365, kept_days = 90 },
      image = "never",
      pest_sighting = { rule = "ask_each_time", kept_days = 30 },
    },
    set = there(entries, {
      ["air_conditioner.placement"] = "device", ["microwave.recognition"] = "device", ["microwave.report"] = "label",
    }),
  }
end
