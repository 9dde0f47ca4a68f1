-- SPDX-License-Identifier: GPL-3.0-or-later
-- Korea in 2018: figures with their sources, and words that put them under a scenario's own values.
--
--   local korea = require "korea_2018"
--   scenario {
--     homes    = korea.homes { count = 10000 },            -- districts follow from the count
--     families = korea.families { pets = 0.3 },            -- the rest as in Korea
--     korea.robot_vacuum { runs_per_week = 5 },            -- owned by 9 % of households
--   }
--
-- A scenario that says nothing gets the program's own defaults ('maru list'), which are of the same place and time.

local korea = {}

-- Shares of households that own an appliance.
korea.ownership = {
  air_conditioner = 0.94,  -- Gallup Korea, July 2019 - February 2020; 0.80 to 0.97 plausible for 2018
  robot_vacuum    = 0.09,  -- Gallup Korea, July 2019 - February 2020; 0.05 to 0.10 plausible for 2018
  air_purifier    = 0.45,  -- between 0.35 (2017) and 0.54 (Gallup Korea 2019/20); assumption within that
  microwave       = 0.95,  -- Gallup Korea, July 2019 - February 2020
  refrigerator    = 0.99,  -- Gallup Korea 2020/21
  kimchi_fridge   = 0.90,  -- Gallup Korea 2020/21
  rice_cooker     = 0.98,  -- Gallup Korea 2020/21
}

-- Shares of households of 1, 2, 3, 4, 5 and more persons. Statistics Korea, population census of each year.
korea.household_sizes = {
  [2017] = { 0.286, 0.267, 0.212, 0.177, 0.058 },
  [2018] = { 0.293, 0.273, 0.210, 0.170, 0.054 },
  [2020] = { 0.317, 0.280, 0.201, 0.156, 0.045 },
}

korea.homes_per_complex = 250  -- assumption: the mean apartment complex, between 20 and 5,000

-- The values of `own` over those of `defaults`, in a new table.
local function over(defaults, own)
  local merged = {}
  for key, value in pairs(defaults) do merged[key] = value end
  for key, value in pairs(own) do merged[key] = value end
  return merged
end

function korea.homes(own)
  local count = own.count or 1000
  local complexes = math.max(1, math.min(2000, count // korea.homes_per_complex))
  return over({ count = count, districts = complexes }, own)
end

function korea.families(own)
  return over({
    size_share = korea.household_sizes[2018],
    apartments = 0.629,                  -- of dwellings; population census 2020
    pets       = 0.25,                   -- of households; Gallup Korea 2023
    segment_share = { 0.03, 0.62, 0.35 } -- unconcerned 3 % (ten-country survey 2018); the rest is an assumption
  }, own)
end

function korea.air_conditioner(own)
  return air_conditioner(over({
    ownership   = korea.ownership.air_conditioner,
    set_point_c = 26,                    -- the government's recommendation for summer
  }, own))
end

function korea.robot_vacuum(own)
  return robot_vacuum(over({ ownership = korea.ownership.robot_vacuum }, own))
end

return korea
