-- SPDX-License-Identifier: GPL-3.0-or-later
-- Refrigerators that tell nobody, and microwaves that may tell a grocery what was heated, for test_heated_dishes.c.
scenario {
  name = "heated", title = "Is what is heated worth something to a grocery?",
  start = "2018-03-01", days = 60, seed = 2018,
  homes = { count = 600, districts = 4 },

  microwave { report = "label", ownership = 1, connected = 1, uses_per_day = 2 },
  refrigerator { connected = 0, ownership = 1, heated_share = 1 },
  maker {},
  grocery { hears_meals = true, offer_products = 1 },
}
policy { name = "untold", title = "What is heated stays at home", consent = { food = "never" } }
policy { name = "asked", title = "Families are asked at installation", consent = { food = "at_install" } }
policy { name = "taken", title = "It is told unasked", consent = { food = "none" } }
