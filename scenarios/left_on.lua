-- SPDX-License-Identifier: GPL-3.0-or-later
-- The air conditioner is left on, and the family is on a trip: what does it save that the product can say so?
--
-- It is rare that it is left on (chances of 0.1 to 5 % a trip are plausible), so what it costs in a year hangs on a number
-- that nobody has measured. Ask instead what one event costs, in kWh and in won of the month's bill, where nobody tells the
-- family; where the family is told after 90 minutes, if it agreed to that and the machine is connected; where the maker's
-- cloud switches off by itself; and where it does so in homes that were never asked. So here every machine that runs when
-- its family departs is left on. A year's saving of a home is the saving per event, times trips a year, times the share of
-- trips that begin while it runs, times the chance that it is then left on.
--
--   maru run scenarios/left_on.lua --policy notice
--   maru compare scenarios/left_on.lua

scenario {
  name  = "left_on",
  title = "Left on during a trip: what is a notice worth?",
  start = "2018-07-01", days = 62, seed = 2018,            -- July and August, with that summer's relief on the bills
  homes = { count = 2000, districts = 20 },
  families = { trips_per_year = 4 },

  air_conditioner { placement = "motion", left_on = 1 },
  maker {},
  electricity {},
  remote_control {},
}

policy {
  name = "nobody_knows", title = "Nothing leaves the home: nobody is told",
  consent = { presence = "never" },
}

policy {
  name = "notice", title = "The family is told, if it agreed at installation",
  consent = { presence = "at_install" },
}

policy {
  name = "switch_off", title = "The cloud switches off, where the family agreed",
  consent = { presence = "at_install" },
  set = { ["air_conditioner.remote_off_auto"] = true },
}

policy {
  name = "switch_off_unasked", title = "The cloud switches off everywhere, nobody was asked",
  consent = { presence = "none" },
  set = { ["air_conditioner.remote_off_auto"] = true },
}

compare { baseline = "nobody_knows", policies = { "notice", "switch_off", "switch_off_unasked" }, replications = 5 }
