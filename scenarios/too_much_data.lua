-- SPDX-License-Identifier: GPL-3.0-or-later
scenario {
  name  = "too_much_data",
  title = "Who pays for what neighbours' data tell of a family?",
  start = "2018-01-01", days = 180, seed = 2018,
  homes = { count = 2000, districts = 40 },

  data_market { correlation = 0.05 },
}

policy {
  name = "no_market", title = "Profiles are not for sale",
  consent = { profile = "never" },
}

policy {
  name = "market", title = "Each family is offered what its own data add",
  consent = { profile = "at_install" },
}

policy {
  name = "union", title = "The families of a district bargain together, for all of them",
  consent = { profile = "at_install" }, set = { ["data_market.prices"] = "union" },
}

compare { baseline = "no_market", policies = { "market", "union" }, replications = 6 }
