-- SPDX-License-Identifier: GPL-3.0-or-later
-- For the policies of this folder: of the settings that a policy would set, those whose entry a scenario has.
--
--   there({ "microwave" }, { ["microwave.report"] = "label", ["air_conditioner.placement"] = "device" })
--                                                      is { ["microwave.report"] = "label" }
return function(entries, settings)
  assert(type(entries) == "table",
         'a policy of policies/ is given the scenario\'s entries: policy(edge_only { "microwave", "maker" })')
  local is_there, kept = {}, {}
  for _, entry in ipairs(entries) do is_there[entry] = true end
  for name, value in pairs(settings) do
    if is_there[name:match "^[^.]+"] then kept[name] = value end
  end
  return kept
end
