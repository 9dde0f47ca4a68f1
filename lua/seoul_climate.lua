-- SPDX-License-Identifier: GPL-3.0-or-later
-- Seoul's climate: the figures behind the simulated weather, month by month from January on, with their
-- sources. A scenario that says nothing gets these. To vary them:
--
--   local seoul_climate = require "seoul_climate"
--   scenario {
--     weather = seoul_climate.weather { heat_waves_per_year = 4, heat_wave_days = 15 },
--   }
--
-- or, warmer by the same amount all year:
--
--   scenario { weather = seoul_climate.weather(seoul_climate.warmer(1.5)) }

local seoul_climate = {}

-- Temperatures, degrees C. Korea Meteorological Administration, climate normals 1981-2010, Seoul (station 108).
seoul_climate.mean_c    = { -2.4,  0.4,  5.7, 12.5, 17.8, 22.2, 24.9, 25.7, 21.2, 14.8,  7.2,  0.4 }
seoul_climate.maximum_c = {  1.5,  4.7, 10.4, 17.8, 23.0, 27.1, 28.6, 29.6, 25.8, 19.8, 11.6,  4.3 }
seoul_climate.minimum_c = { -5.9, -3.4,  1.6,  7.8, 13.2, 18.2, 21.9, 22.4, 17.2, 10.3,  3.2, -3.2 }

-- Share of the radiation above the atmosphere that reaches the ground. Atmosphere 2016, 7(4), 55: 21 Korean
-- sites, 2000-2014: July 0.37, October 0.51, February to April 0.49, year 0.46, Seoul's year 0.42. The months
-- that the abstract does not give fill in the year's mean; all are scaled to Seoul's.
seoul_climate.clearness = { 0.43, 0.45, 0.45, 0.45, 0.43, 0.39, 0.34, 0.38, 0.42, 0.47, 0.43, 0.42 }

-- Standard deviation around the normal, K. An assumption near the one year of hourly data Dec 2017 - Nov 2018
-- (UCI Seoul Bike Sharing Demand).
seoul_climate.anomaly_k = { 4.2, 4.0, 3.8, 3.6, 3.0, 2.3, 2.2, 2.2, 2.4, 3.0, 3.6, 4.0 }

local lists = { "mean_c", "maximum_c", "minimum_c", "clearness", "anomaly_k" }

local function shifted(months, amount)
  local result = {}
  for i, value in ipairs(months) do result[i] = value + amount end
  return result
end

-- Changes for seoul_climate.weather: every temperature higher by so many degrees.
function seoul_climate.warmer(degrees)
  return {
    mean_c = shifted(seoul_climate.mean_c, degrees),
    maximum_c = shifted(seoul_climate.maximum_c, degrees),
    minimum_c = shifted(seoul_climate.minimum_c, degrees),
  }
end

-- The section `weather` of a scenario: Seoul's figures, then whatever `changes` says.
function seoul_climate.weather(changes)
  local settings = {}
  for _, name in ipairs(lists) do settings[name] = seoul_climate[name] end
  for name, value in pairs(changes or {}) do settings[name] = value end
  return settings
end

return seoul_climate
