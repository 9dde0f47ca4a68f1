-- SPDX-License-Identifier: GPL-3.0-or-later
-- Ten lines: a summer of 500 Korean homes, their air conditioners and their electricity bills.
--   maru run scenarios/first.lua
scenario {
  name = "first",
  title = "A summer of 500 homes",
  start = "2018-06-01", days = 92,
  homes = { count = 500, districts = 5 },
  air_conditioner { placement = "device" },
  electricity {},
}
