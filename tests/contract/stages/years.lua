-- SPDX-License-Identifier: GPL-3.0-or-later
-- What shows after many months only, for test_settings_matter.py: small losses of privacy, told month after month, add up
-- to less than their sum, by the chance (delta) for which they may be more than said; and a school has its winter.
scenario {
  name = "years", title = "What takes many months",
  start = "2018-01-01", days = 365, seed = 2018,
  homes = { count = 20, districts = 2 },
  air_purifier { ownership = 1 }, data_holder { name = "breeze" },
  school {},
  public_body { name = "city", pools = "noised", epsilon = 0.01, delta = 1e-6 },
}
policy { name = "noised", title = "Sums with noise", consent = { air_quality = "none" } }
