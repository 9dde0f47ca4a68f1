-- SPDX-License-Identifier: GPL-3.0-or-later
scenario {
  name = "kettle", title = "A kettle in a hundred homes", days = 7,
  homes = { count = 100, districts = 2 }, network = "closed_form",
  kettle { boils_per_day = 6 },
}
