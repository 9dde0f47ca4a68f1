-- SPDX-License-Identifier: GPL-3.0-or-later
-- The telemetry model: how fast does the engine turn over events that do almost nothing? 10,000 homes with five
-- devices each, which act at exponential intervals of mean 30 minutes for a week; one act in twenty sends a message
-- to one of a hundred servers, through the gate, with every byte counted. The comparators beside this file live the
-- same model without Maru.
scenario {
  name = "telemetry", title = "Five devices in each of 10,000 homes, for a week",
  start = "2018-06-04", days = 7, seed = 2018, window_min = 60,
  homes   = { count = 10000, districts = 40 },
  families = { vacant = 1 },   -- devices alone, as in the comparators
  friends = "none",
  network = "closed_form",

  sensor {
    name = "device", per_home = 5, interval_min = 30, send_probability = 0.05,
    data_class = "telemetry", to = "server", message_bytes = 200,
  },
  firm { name = "server", count = 100 },
}

policy { name = "share", consent = { telemetry = "none" } }
