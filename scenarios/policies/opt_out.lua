-- SPDX-License-Identifier: GPL-3.0-or-later
-- The box is ticked already; who minds unticks it.
--
-- Chosen by whoever counts on nobody looking: twice as many "agree" as where they tick it themselves (Johnson, Bellman & Lohse
-- 2002, not read). It looks like consent in the books; what it is worth shows when families think of it again.
--
--   policy((require "policies/opt_out") { "air_conditioner", "microwave" })     -- the scenario's entries
local there = require "policies/there"

return function(entries)
  return {
    name = "opt_out", title = "The box is ticked already",
    consent = { every = "opt_out" },
    set = there(entries, {
      ["air_conditioner.placement"] = "device", ["microwave.recognition"] = "device", ["microwave.report"] = "label",
    }),
  }
end
