-- SPDX-License-Identifier: GPL-3.0-or-later
-- A city that pays families for their records of the air, and thinks each month whether that is worth it (believed_more, prior_months).
scenario {
  name = "city", title = "What does a city pay for records?",
  start = "2019-01-01", days = 360, seed = 2019,
  homes = { count = 100, districts = 20 }, network = "closed_form",
  air_purifier { ownership = 1 },
  data_holder { name = "large_firm", share = 5 }, data_holder { name = "small_firm", share = 2 },
  public_body { name = "city", pools = "raw", reward_won = 3000 },
}
policy { name = "paid", title = "Each home's record is paid for", consent = { air_quality = "at_install" } }
