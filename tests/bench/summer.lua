-- SPDX-License-Identifier: GPL-3.0-or-later
-- What summer_numpy.py lives as well, and nothing else: a summer of families that do not travel and their air conditioners, which
-- notice nobody. bench.py gives both the same weather.
scenario {
  name = "summer", title = "A summer of air conditioners",
  start = "2018-06-01", days = 92, seed = 2018,
  network = "closed_form",
  homes = { count = 4000, districts = 20 },
  families = { trips_per_year = 0 },
  weather = { solar_column = "solar_w_m2", solar_unit = "W_m2" },
  air_conditioner { placement = "none", ownership = 1 },
}
