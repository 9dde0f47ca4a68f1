-- SPDX-License-Identifier: GPL-3.0-or-later
-- Data that are paid more from the twenty-first day on; beside it, what is paid that much from the start.
scenario {
  title = "A reward that rises", start = "2018-06-01", days = 40, seed = 2018,
  homes = { count = 600, districts = 4 }, network = "closed_form",
  families = { habit = 0, reconsiders_year = 0, reconsiders_trust = 1 },
  air_conditioner { placement = "device", connected = 1 },
  maker {},
  token_programme {},
}
local consent = { presence = "at_install" }
policy { name = "little", title = "Nothing is paid for presence", consent = consent }
policy { name = "much", title = "20,000 tokens a month", consent = consent, set = { ["token_programme.reward_presence"] = 20000 } }
policy { name = "ever", title = "20,000 tokens a month from the start", consent = consent, set = { ["token_programme.reward_presence"] = 20000 } }
branch { at = "2018-06-21", from = "little", policies = { "much" } }
