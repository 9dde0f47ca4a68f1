-- SPDX-License-Identifier: GPL-3.0-or-later
-- Off, or only set back: should an air conditioner learn by itself what to do when it notices nobody?
--
-- A motion sensor does not see who sleeps. Switched off it uses less and leaves them in the heat; kept a degree and a half
-- warmer it uses more. Each machine may also learn, hour by hour, which of both costs less, electricity and heat together.
-- What trying costs the families is exploration_won, as the machine believed then. Which fixed rule is right hangs on what an
-- hour in the heat is worth (air_conditioner.heat_won), which nobody told the machine's maker:
--   maru compare scenarios/set_back.lua
--   maru compare scenarios/set_back.lua --set air_conditioner.heat_won=1000
scenario {
  name = "set_back", title = "Off, set back, or learned?",
  start = "2018-06-01", days = 92, seed = 2018,           -- June, July and August
  homes = { count = 1000, districts = 10 },
  network = { model = "closed_form" },                    -- nobody waits for it

  air_conditioner { placement = "motion" },
  maker {}, electricity {}, remote_control {},
}

policy { name = "off", title = "Switched off" }
policy { name = "set_back", title = "Kept 1.5 degrees warmer", set = { ["air_conditioner.absence"] = "set_back" } }
policy { name = "learned", title = "Each machine learns which", set = { ["air_conditioner.absence"] = "learned" } }

compare { baseline = "off", policies = { "set_back", "learned" }, replications = 5 }
