-- SPDX-License-Identifier: GPL-3.0-or-later
-- A lesson of 45 minutes: who pays for clean air? Rules, worksheet and expected ranges: who_pays_for_air.md.
--
-- Ten schools, and a firm that measures their air, sells what it measures, and rents out purifiers. Two teams share a world: one is
-- the firm, one the schools. What the firm tells parents presses the schools; what the schools show everybody, nobody buys.
--
-- The world is made for the question, within the ranges of the settings: each month is as dusty as March, a season of influenza lasts
-- all year, schools decide soon and heed dust and rent more than elsewhere, and families value a report of their child's air more; so
-- that a quarter shows what follows. Each family of three or more has one child there, so that hardly any pays from outside.
local korea = require "korea_2018"

local SCHOOLS, ROOMS, PUPILS = 10, 4, 924  -- pupils: 23.1 a classroom

-- Seoul's March of 2018, and so on.
local function dusty_year()
  local months = {}
  for month = 1, 12 do months[month] = 32.9 end
  return months
end

local function world()
  return {
    homes   = korea.homes { count = 2200, districts = 20 },
    network = "closed_form",
    air     = { pm25_ug_m3 = dusty_year() },
    maker { name = "pureun", accessories_year = 0, service_year = 0 },
    air_reports {
      to_parents = false, usual_subscription_won = 5000, subscribes = 0.3, usual_school_fee_won = 80000, schools_take = 0.5,
    },
    school {
      count = SCHOOLS, classrooms = ROOMS, child_share = 1, airs_in_breaks = 0.8, quanta_h = 10,
      logit_base = -3, logit_dust_hour = 0.5, logit_rent = 1.5, decision_days = 3, delivery_days = 4,
    },
    school_choice { show = "none", showing_won = 30000 },
  }
end

-- What all schools have together.
local function of_schools()
  local all = {}
  for school = 1, SCHOOLS do table.insert(all, "money: school_" .. school) end
  return all
end

local SHOWS = { none = "none", gain = "those_that_gain", all = "all" }
local FAN_H = 2.9  -- air changes an hour: what keeps a class of 23 below 1,000 ppm

-- A law that makes all schools show their air; a city that pays the rent.
local function policy(choices, shock)
  return {
    set = {
      ["air_reports.to_parents"] = choices.offer == "parents",
      ["air_reports.to_school"] = choices.offer == "schools",
      ["air_reports.subscription_won"] = choices.subscription,
      ["air_reports.school_fee_won"] = choices.fee,
      ["school.rent_won_month"] = choices.rent,
      ["school.paid_by"] = shock == "city" and "public" or choices.payer,
      ["school_choice.show"] = shock == "law" and "all" or SHOWS[choices.show],
      ["school.heeds_dust"] = choices.windows == "shut",
      ["school.mechanical_h"] = choices.fan == "yes" and FAN_H or 0,
    },
  }
end

-- Empty seats: dearer from round to round; none of them is the best.
local function bots(round, world)
  return {
    offer = world == 2 and "schools" or "parents", subscription = 1000 * (round + 1), fee = 20000 * (round + 1),
    rent = 25000 + 10000 * round, payer = world == 3 and "parents" or "school", windows = world == 2 and "open" or "shut",
  }
end

local function only_if(words, is)
  return { lever = "offer", is = is, otherwise = words }
end

return {
  name = "who_pays_for_air",
  title = { en = "Who pays for clean air?", ko = "맑은 공기 값은 누가 낼까?" },
  question = {
    en = "A firm measures the air in classrooms. Should parents pay for clean air?",
    ko = "한 회사가 교실 공기를 재요. 맑은 공기 값을 부모가 내야 할까요?",
  },
  worlds = 3, start = "2018-03-01", seed = 2018, world = world, policy = policy, bots = bots, practice = true,
  compared = { en = "nobody measures", ko = "아무도 재지 않을 때" },
  reference = { offer = "none" },

  rounds = {
    { title = { en = "Spring", ko = "봄" }, months = { en = "March to May", ko = "3월부터 5월" }, days = 92, seconds = 180 },
    { title = { en = "Summer", ko = "여름" }, months = { en = "June to August", ko = "6월부터 8월" }, days = 92, seconds = 180 },
    { title = { en = "Autumn", ko = "가을" }, months = { en = "September to November", ko = "9월부터 11월" }, days = 91, seconds = 180 },
  },

  roles = {
    {
      name = "firm", title = { en = "Air firm", ko = "공기 회사" },
      knows = {
        { en = "Sensors cost you 5,000 won a classroom and month: in all 40 if you offer it to parents, else where a school buys.", ko = "센서에 교실마다 한 달 5,000원이 들어요. 부모에게 팔면 40곳 모두, 학교에 팔면 산 학교에만 들어요." },
        { en = "Parents who read your report press their school. A school that is pressed rents your purifiers, unless they are too dear.", ko = "알림을 읽은 부모는 학교를 재촉해요. 재촉받은 학교는 너무 비싸지 않으면 공기청정기를 빌려요." },
        { en = "What the schools show everybody, nobody buys from you.", ko = "학교가 모두에게 보여 주면 아무도 우리에게서 사지 않아요." },
        { en = "Of each rent, three fifths are your cost.", ko = "빌려주는 값의 5분의 3은 우리가 쓰는 돈이에요." },
      },
      levers = {
        {
          name = "offer", title = { en = "Whom you offer your reports", ko = "알림을 누구에게 팔까" },
          help = { en = "What sensors measure in a classroom, each month.", ko = "교실에서 잰 것을 달마다 알려요." }, default = "parents",
          choices = {
            { value = "parents", title = { en = "Parents", ko = "부모" }, help = { en = "Each family may subscribe.", ko = "가족마다 구독할 수 있어요." } },
            { value = "schools", title = { en = "Schools", ko = "학교" }, help = { en = "Each school may buy, and keep it to itself.", ko = "학교가 사서 혼자 봐요." } },
            { value = "none", title = { en = "Nobody", ko = "아무도" }, help = { en = "No sensors, no reports.", ko = "재지 않고 알리지 않아요." } },
          },
        },
        {
          name = "subscription", title = { en = "Price to a family", ko = "가족이 내는 값" }, of = "air_reports.subscription_won",
          help = { en = "A month. The dearer, the fewer read it and press the school.", ko = "한 달 값이에요. 비쌀수록 읽는 가족도, 학교를 재촉하는 가족도 줄어요." },
          least = 500, most = 10000, step = 500, default = 3000, unit = { en = "won a month", ko = "원(한 달)" },
          counts = only_if({ en = "Only counts if you offer it to parents.", ko = "부모에게 팔 때만 쓰여요." }, { "parents" }),
        },
        {
          name = "fee", title = { en = "Price to a school", ko = "학교가 내는 값" }, of = "air_reports.school_fee_won",
          help = { en = "A month. Too dear, and few schools buy.", ko = "한 달 값이에요. 너무 비싸면 사는 학교가 적어요." },
          least = 10000, most = 200000, step = 5000, default = 60000, unit = { en = "won a month", ko = "원(한 달)" },
          counts = only_if({ en = "Only counts if you offer it to schools.", ko = "학교에 팔 때만 쓰여요." }, { "schools" }),
        },
        {
          name = "rent", title = { en = "Rent of purifiers", ko = "공기청정기 빌려주는 값" }, of = "school.rent_won_month",
          help = { en = "For a classroom and month. Dear rent puts schools off.", ko = "교실 하나의 한 달 값이에요. 비싸면 학교가 망설여요." },
          least = 20000, most = 80000, step = 1000, default = 40000, unit = { en = "won a month", ko = "원(한 달)" },
        },
      },
      predicts = { { measure = "profit", least = -1, most = 5, step = 0.1 }, { measure = "families", direction = true } },
    },
    {
      name = "schools", title = { en = "Ten schools", ko = "열 학교" },
      knows = {
        { en = "40 classrooms, 924 pupils. It is a dusty year, and influenza goes round.", ko = "교실 40곳에 학생 924명이 있어요. 먼지가 많은 해이고 독감이 돌아요." },
        { en = "A purifier takes dust away and leaves the stale air. An open window does the opposite.", ko = "공기청정기는 먼지를 걸러도 탁한 공기는 그대로예요. 창문을 열면 그 반대예요." },
        { en = "What is known presses you. You rent purifiers in a month or not, by chance: the more dust is known, by the more people, the likelier.", ko = "알려지면 재촉을 받아요. 달마다 빌릴지는 확률로 정해지고, 먼지가 많이, 많은 사람에게 알려질수록 빌리기 쉬워요." },
        { en = "A pupil whose family chooses another school takes 20,000 won a month along.", ko = "다른 학교를 고른 학생은 한 달 2만 원을 가지고 가요." },
      },
      levers = {
        {
          name = "payer", title = { en = "Who pays the rent", ko = "빌리는 값은 누가 낼까" },
          help = { en = "Of purifiers. Whoever must pay is against them.", ko = "공기청정기 값이에요. 내야 하는 쪽은 반대해요." }, default = "school",
          choices = {
            { value = "school", title = { en = "School", ko = "학교" }, help = { en = "From its own money.", ko = "학교 돈으로 내요." } },
            { value = "parents", title = { en = "Parents", ko = "부모" }, help = { en = "Each family the same. Less likely to come about.", ko = "가족마다 똑같이 내요. 빌리게 될 확률이 낮아요." } },
          },
        },
        {
          name = "show", title = { en = "Show the air to everybody", ko = "모두에게 공기 보여 주기" },
          help = { en = "The schools' own sensors cost 5,000 won a classroom and month; showing costs a school 30,000.", ko = "학교가 재면 교실마다 한 달 5,000원이 들고, 보여 주는 데 학교마다 3만 원이 더 들어요." }, default = "none",
          choices = {
            { value = "none", title = { en = "No", ko = "아니요" }, help = { en = "Only who buys the firm's reports knows.", ko = "회사 알림을 산 쪽만 알아요." } },
            { value = "gain", title = { en = "If it pays", ko = "이익이면" }, help = { en = "A school shows it if that wins it enough pupils.", ko = "학생을 그만큼 더 얻는 학교만 보여 줘요." } },
            { value = "all", title = { en = "Yes", ko = "네" }, help = { en = "All ten show it.", ko = "열 학교 모두 보여 줘요." } },
          },
        },
        {
          name = "windows", title = { en = "Windows when it is dusty", ko = "먼지 많을 때 창문" },
          help = { en = "In breaks, or when the air is stale and the rule is to open.", ko = "쉬는 시간과, 공기가 탁하면 여는 규칙이 있을 때예요." }, default = "shut",
          choices = {
            { value = "shut", title = { en = "Keep shut", ko = "닫아 두기" }, help = { en = "Less dust, more stale air.", ko = "먼지는 줄고 공기는 탁해져요." } },
            { value = "open", title = { en = "Open anyway", ko = "그래도 열기" }, help = { en = "More dust, less stale air.", ko = "먼지는 늘고 탁한 공기는 줄어요." } },
          },
        },
        {
          name = "fan", title = { en = "Ventilate by machine", ko = "기계로 환기하기" },
          help = { en = "Filtered outdoor air in every classroom. The school pays 60,000 won a classroom and month.", ko = "거른 바깥 공기를 교실마다 넣어요. 학교가 교실마다 한 달 6만 원을 내요." }, default = "no",
          choices = {
            { value = "no", title = { en = "No", ko = "아니요" }, help = { en = "Windows and purifiers only.", ko = "창문과 공기청정기만 써요." } },
            { value = "yes", title = { en = "Yes", ko = "네" }, help = { en = "Switched on during lessons.", ko = "수업 시간에 켜요." } },
          },
        },
      },
      predicts = { { measure = "profit", least = -1, most = 5, step = 0.1 }, { measure = "stale", direction = true } },
    },
  },

  measures = {
    {
      name = "profit", title = { en = "Firm's profit", ko = "회사 이익" }, unit = { en = "million won", ko = "백만 원" }, digits = 1, better = "more", beside = true,
      help = { en = "What the firm earned with reports and purifiers, beside measuring nothing.", ko = "알림과 공기청정기로 번 돈이에요. 아무것도 재지 않았을 때와 견줘요." },
      of = { "money: pureun", "money: air_reports" }, scale = 1e-6,
    },
    {
      name = "purse", title = { en = "Schools' money", ko = "학교 돈" }, unit = { en = "million won", ko = "백만 원" }, digits = 1, better = "more", beside = true,
      help = { en = "What all ten schools gained or spent, beside measuring nothing.", ko = "열 학교가 얻거나 쓴 돈이에요. 아무것도 재지 않았을 때와 견줘요." },
      of = of_schools(), scale = 1e-6,
    },
    {
      name = "families", title = { en = "Families", ko = "가족" }, unit = { en = "won a pupil", ko = "학생마다 원" }, digits = 0, better = "more", beside = true,
      help = { en = "What families gained or lost: what they paid, what reports are worth to them, what others know, and days at home with an ill child.", ko = "가족이 얻거나 잃은 것이에요. 낸 돈, 알림의 가치, 남이 알게 된 것, 아픈 아이를 돌본 날을 모두 셌어요." },
      of = { "welfare: families", "- school: absence won" }, scale = 1 / PUPILS,
    },
    {
      name = "stale", title = { en = "Stale air", ko = "탁한 공기" }, unit = { en = "hours a pupil", ko = "학생마다 시간" }, digits = 0, better = "less", beside = false,
      help = { en = "Lessons with more than 1,000 ppm of carbon dioxide.", ko = "이산화탄소가 1,000ppm이 넘은 수업 시간이에요." },
      of = "school: co2 above", scale = 1 / PUPILS,
    },
    {
      name = "dust", title = { en = "Dusty air", ko = "먼지 많은 공기" }, unit = { en = "hours a pupil", ko = "학생마다 시간" }, digits = 1, better = "less", beside = false,
      help = { en = "Lessons with more than 35 micrograms of fine dust in a cubic metre.", ko = "초미세먼지가 1세제곱미터에 35마이크로그램이 넘은 수업 시간이에요." },
      of = "school: pm25 above", scale = 1 / PUPILS,
    },
  },

  shocks = {
    {
      name = "law", title = { en = "A new law: show the air", ko = "새 법: 공기를 보여 줘야 해요" },
      help = { en = "All schools must show everybody the air of their classrooms. Nobody needs to buy it.", ko = "모든 학교가 교실 공기를 모두에게 보여 줘야 해요. 이제 살 까닭이 없어요." },
    },
    {
      name = "city", title = { en = "The city pays the rent", ko = "시가 빌리는 값을 내요" },
      help = { en = "Purifiers are paid from taxes. Neither schools nor parents pay their rent.", ko = "공기청정기 값을 세금으로 내요. 학교도 부모도 내지 않아요." },
    },
  },

  goals = {
    { en = "Say who pays for knowing, who pays for cleaning, and who gains by it.", ko = "아는 값과 맑게 하는 값을 누가 내고 누가 덕을 보는지 말해요." },
    { en = "Say how what parents read reaches what a school decides.", ko = "부모가 읽은 것이 학교의 결정까지 어떻게 닿는지 말해요." },
    { en = "Find a price that is neither the least nor the most, and say why it is there.", ko = "가장 싸지도 비싸지도 않은 알맞은 값을 찾고, 그 까닭을 말해요." },
    { en = "Tell dust from stale air, and weigh what helps against which.", ko = "먼지와 탁한 공기를 구별하고, 무엇이 어느 쪽에 듣는지 견줘요." },
  },
  worksheet = {
    { en = "One sentence: who should pay for clean air, and why?", ko = "한 문장: 맑은 공기 값은 누가 내야 할까요? 왜 그럴까요?" },
    { en = "One number that you would show the other team of your world, and where you found it.", ko = "우리 세계의 다른 팀에게 보여 줄 숫자 하나와, 그 숫자를 찾은 곳" },
    { en = "One doubt: what in this world would have to be otherwise for you to be wrong?", ko = "의심 하나: 이 세계에서 무엇이 달라지면 우리 답이 틀릴까요?" },
  },
}
