-- SPDX-License-Identifier: GPL-3.0-or-later
-- A lesson for tests: two worlds, two roles, a practice and two rounds, each lived in a moment.
local function text(en) return { en = en, ko = en } end

return {
  name = "tiny", title = text "Tiny", question = text "Does it pay?", start = "2018-06-01", worlds = 2, practice = true,
  rounds = {
    { title = text "One", months = text "June", days = 12, seconds = 600 },
    { title = text "Two", months = text "June", days = 8, seconds = 600 },
  },
  world = function()
    return { homes = { count = 60, districts = 2 }, network = "closed_form", robot_vacuum { ownership = 1 },
      cockroaches = { prevalence = 0.35, at_start = 1, met_per_run = 0.02 }, maker { name = "hanbit" }, pest_control { name = "bugbye" } }
  end,
  policy = function(choices, shock)
    return {
      consent = { pest_sighting = ({ ask = "ask_each_time", sell = "none", keep = "never" })[choices.sighting] },
      set = { ["hanbit.lead_fee_won"] = choices.fee, ["bugbye.visit_won"] = shock == "strike" and 250000 or choices.visit },
    }
  end,
  reference = { sighting = "keep", fee = 15000, visit = 100000 },
  bots = function(round, world) return { sighting = world == 1 and "sell" or "keep" } end,
  roles = {
    { name = "maker", title = text "Maker", knows = { text "k" },
      levers = {
        { name = "sighting", title = text "Sighting", help = text "What then?", default = "ask",
          choices = { { value = "ask", title = text "Ask", help = text "a" }, { value = "sell", title = text "Sell", help = text "s" },
            { value = "keep", title = text "Keep", help = text "k" } } },
        { name = "fee", title = text "Fee", help = text "f", least = 5000, most = 50000, step = 1000, default = 15000, unit = text "won" },
      },
      predicts = { { measure = "profit", least = -5, most = 5, step = 0.1 } } },
    { name = "pest_control", title = text "Pest control", knows = { text "k" },
      levers = { { name = "visit", title = text "Visit", help = text "v", least = 80000, most = 300000, step = 10000, default = 100000, unit = text "won" } },
      predicts = {} },
  },
  measures = {
    { name = "profit", title = text "Profit", unit = text "thousand won", digits = 1, better = "more", beside = true, of = { "money: hanbit" },
      scale = 1e-3, help = text "h" },
    { name = "unasked", title = text "Unasked", unit = text "times", digits = 0, better = "less",
      of = { "data: all data flows: transfers without consent" }, help = text "h" },
  },
  shocks = { { name = "strike", title = text "Strike", help = text "Visits cost more." } },
  goals = { text "g" }, worksheet = { text "w" },
}
