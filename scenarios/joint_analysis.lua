-- SPDX-License-Identifier: GPL-3.0-or-later
-- What do firms and the city learn together about bad air that nobody learns alone, and what does it cost in privacy?
--
-- Air purifiers work out the dust outdoors. Three firms each hear from their own customers, and each firm's sensors
-- err in a way of their own. The city wants to clean the three worst of its twenty districts: it can ask the largest
-- firm, or pool what all firms know, as sums, as sums with noise, or home by home where the family agrees.
-- Compare the error of the districts' air (`error`) with a firm's own (`error_mean_firm`), how many of the truly worst
-- were listed (`found`), the dust that people were spared for a million won (`avoided_each`), and what left the homes
-- for it: records of single families, sums of few homes, epsilon.
--
--   maru run scenarios/joint_analysis.lua --policy noised
--   maru compare scenarios/joint_analysis.lua
--   maru compare scenarios/joint_analysis.lua --set air_purifier.ownership=0.45   the country instead of purifiers' owners
--   maru compare scenarios/joint_analysis.lua --set city.epsilon=8                  ... or less noise

scenario {
  name  = "joint_analysis",
  title = "What do firms and the city learn about bad air together?",
  start = "2019-01-01", days = 360, seed = 2019,  -- twelve months of thirty days
  homes = { count = 2000, districts = 20 },

  air_purifier { ownership = 1 },  -- families that have one, not the country: there 45 % do
  data_holder { name = "large_firm", share = 5 },
  data_holder { name = "middle_firm", share = 3 },
  data_holder { name = "small_firm", share = 2 },
  public_body { name = "city" },
}

promise { "no sum tells of fewer than five homes", class = "air_quality", least_cell = 5 }

policy {
  name = "nobody", title = "Nobody cleans anything",
  consent = { air_quality = "at_install" },
  set = { city = { pools = "none", cleans_districts = 0 } },
}
policy {
  name = "alone", title = "The city asks the largest firm",
  consent = { air_quality = "at_install" },
  set = { city = { pools = "none" } },
}
policy {
  name = "aggregated", title = "The firms tell sums of at least five homes",
  consent = { air_quality = "at_install" },
  set = { city = { pools = "aggregated" } },
}
policy {
  name = "noised", title = "The sums have noise, epsilon 1 a month",
  consent = { air_quality = "at_install" },
  set = { city = { pools = "noised" } },
}
policy {
  name = "raw", title = "Each home's record, where the family agrees",
  consent = { air_quality = "at_install" },
  set = { city = { pools = "raw" } },
}

compare { baseline = "alone", policies = { "nobody", "aggregated", "noised", "raw" }, replications = 10 }
