-- SPDX-License-Identifier: GPL-3.0-or-later
-- Purifiers are rented at what they cost least, and on the first of May the policy turns: they cost most, parents have to pay, windows
-- are opened whatever the dust, or machines ventilate.
scenario {
  title = "A school year that turns", start = "2018-03-02", days = 91, seed = 2018,
  homes = { count = 200, districts = 2 }, network = "closed_form",
  maker { name = "hanbit" },
  school {
    count = 40, classrooms = 1, equipped = 1, airs_in_breaks = 1, logit_base = -2, logit_dust_hour = 0, decision_days = 2,
    reluctance = { 0, 1, 0, 0 }, logit_rent = 0.5,
  },
}
local function declare(name, set)
  set["school.data_to"] = "school"
  set["school.rent_won_month"] = set["school.rent_won_month"] or 30000
  policy { name = name, title = name, set = set }
end
declare("cheap", {})
declare("dear", { ["school.rent_won_month"] = 50000 })
declare("cheaper", { ["school.rent_won_month"] = 20000 })
declare("parents", { ["school.paid_by"] = "parents" })
declare("open", { ["school.heeds_dust"] = false })
declare("fans", { ["school.mechanical_h"] = 3 })
branch { at = "2018-05-01", from = "cheap" }
compare { baseline = "cheap" }
