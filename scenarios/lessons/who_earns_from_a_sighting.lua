-- SPDX-License-Identifier: GPL-3.0-or-later
-- A lesson of 45 minutes: who earns from a sighting? Rules, worksheet and expected ranges: who_earns_from_a_sighting.md.
--
-- Robots see cockroaches. Two teams share a world: one makes the robots and may sell what they saw, one is a pest-control firm that may
-- buy it. Each names a price for a lead, and they meet halfway, if they meet; the family pays for the visit in the end, or for nothing.
--
-- The world is made for the question, within the ranges of the settings: everybody owns the robot, and cockroaches are as common as in
-- Houston, so that a quarter has hundreds of sightings and not twenty; a cheap camera takes other things for cockroaches, so that an
-- early alarm is not always right; families seldom look for a firm by themselves, so that a lead brings somebody; the maker
-- sells few accessories; and the firm has one rival, which learns what a lead brings in a quarter.
local korea = require "korea_2018"

local HOMES <const> = 4000
local FIRMS <const> = { "bugbye", "cleanhome" }
local UNASKED <const> = 0.2  -- of what is asked, and of what is bid, for a lead of whom nobody was asked

local function world()
  return {
    homes       = korea.homes { count = HOMES, districts = 20 },
    friends     = { model = "small_world", neighbours = 6, rewire = 0.1 },
    network     = "closed_form",
    cockroaches = { prevalence = 0.35, at_start = 0.6, met_per_run = 0.01, firms_differ_won = 80000, calls_by_itself = 0.1, calls_firm = 0.05 },
    robot_vacuum { ownership = 1, connected = 1, imagines = 0.02 },
    maker { name = "hanbit", accessories_year = 0.5, service_year = 0, lead_price = "halfway", shared_buyers = #FIRMS, shared_fee_share = UNASKED },
    pest_control { name = "bugbye", bids = "set" },
    pest_control { name = "cleanhome", plan_counts_months = 3 },
  }
end

-- The same outcome of every firm.
local function of_firms(outcome)
  local all = {}
  for _, firm in ipairs(FIRMS) do table.insert(all, firm .. ": " .. outcome) end
  return all
end

local RULES = { ask = "ask_each_time", sell = "none", keep = "never" }

-- A law that makes everybody ask; a rival that is cheaper.
local function policy(choices, shock)
  local sighting = shock == "law" and choices.sighting == "sell" and "ask" or choices.sighting
  return {
    consent = { pest_sighting = RULES[sighting] },
    set = {
      ["hanbit.lead_fee_won"] = choices.fee,
      ["robot_vacuum.alarm_sightings"] = choices.alarm,
      ["bugbye.bid_won"] = choices.leads == "none" and 0 or choices.offer,
      ["bugbye.bid_shared_share"] = choices.leads == "any" and UNASKED or 0,
      ["bugbye.visit_won"] = choices.visit,
      ["bugbye.coupon_won"] = choices.coupon,
      ["cleanhome.visit_won"] = shock == "rival" and 110000 or 150000,
    },
    on_sighting = sighting == "ask" and function() return { reward_tokens = choices.reward } end or nil,
  }
end

-- Empty seats: dearer from round to round; none of them is the best.
local function bots(round, world)
  return {
    sighting = world == 2 and "sell" or "ask", fee = 10000 + 5000 * round, reward = 500 * world,
    leads = world == 3 and "yes" or "any", offer = 20000 + 5000 * round, visit = 120000 + 10000 * round, coupon = 5000 * round,
  }
end

return {
  name = "who_earns_from_a_sighting",
  title = { en = "Who earns from a sighting?", ko = "본 것으로 누가 벌까?" },
  question = {
    en = "A robot vacuum has seen cockroaches. Should its maker sell that to a pest-control firm?",
    ko = "로봇 청소기가 바퀴벌레를 봤어요. 제조사가 그것을 방역 업체에 팔아도 될까요?",
  },
  worlds = 3, start = "2018-03-01", seed = 2018, world = world, policy = policy, bots = bots, practice = true,
  reference = { sighting = "keep" },

  rounds = {
    { title = { en = "Spring", ko = "봄" }, months = { en = "March to May", ko = "3월부터 5월" }, days = 92, seconds = 180 },
    { title = { en = "Summer", ko = "여름" }, months = { en = "June to August", ko = "6월부터 8월" }, days = 92, seconds = 180 },
    { title = { en = "Autumn", ko = "가을" }, months = { en = "September to November", ko = "9월부터 11월" }, days = 91, seconds = 180 },
  },

  roles = {
    {
      name = "maker", title = { en = "Maker of the robots", ko = "로봇 제조사" },
      knows = {
        { en = "4,000 families own your robot. A third of them have cockroaches in a year.", ko = "4,000가구가 우리 로봇을 써요. 그중 3분의 1은 한 해에 바퀴벌레를 만나요." },
        { en = "Two pest-control firms may buy a lead. What you ask and what one offers meet halfway; who offers less gets none.", ko = "방역 업체 두 곳이 고객 정보를 살 수 있어요. 우리가 부른 값과 업체가 부른 값의 가운데에서 팔리고, 업체가 더 낮게 부르면 못 팔아요." },
        { en = "A lead of whom nobody was asked goes to both, for a fifth. Families that never agreed resent the call, and trust you less.", ko = "묻지 않은 정보는 두 업체에 5분의 1 값으로 가요. 허락한 적 없는 가족은 전화를 싫어하고 우리를 덜 믿어요." },
        { en = "A family that shares gets the tokens you promise. What it still holds is your debt.", ko = "정보를 나눈 가족은 약속한 토큰을 받아요. 아직 쓰지 않은 토큰은 우리 빚이에요." },
      },
      levers = {
        {
          name = "sighting", title = { en = "A robot has seen cockroaches", ko = "로봇이 바퀴벌레를 봤을 때" },
          help = { en = "The robot tells the family in any case.", ko = "가족에게는 어떤 경우에도 알려요." }, default = "ask",
          choices = {
            { value = "ask", title = { en = "Ask", ko = "묻기" }, help = { en = "Sell it only if the family says yes.", ko = "가족이 좋다고 할 때만 팔아요." } },
            { value = "sell", title = { en = "Sell", ko = "팔기" }, help = { en = "Sell it and ask nobody.", ko = "아무에게도 묻지 않고 팔아요." } },
            { value = "keep", title = { en = "Keep", ko = "두기" }, help = { en = "It stays in the home.", ko = "집 밖으로 나가지 않아요." } },
          },
        },
        {
          name = "fee", title = { en = "What you ask for a lead", ko = "고객 정보에 부르는 값" }, of = "hanbit.lead_fee_won",
          help = { en = "For one whose family said yes; of others a fifth. You meet halfway what the firm offers.", ko = "좋다고 한 가족의 정보 값이에요. 묻지 않은 것은 5분의 1이에요. 업체가 부른 값과의 가운데에서 팔려요." },
          least = 5000, most = 60000, step = 1000, default = 20000, unit = { en = "won", ko = "원" },
        },
        {
          name = "reward", title = { en = "Reward for sharing", ko = "나눈 가족에게 주는 보상" },
          help = { en = "Tokens for a family that says yes. One token buys goods of yours worth one won.", ko = "좋다고 한 가족이 받는 토큰이에요. 토큰 하나로 우리 물건을 1원어치 살 수 있어요." },
          least = 0, most = 20000, step = 500, default = 500, unit = { en = "tokens", ko = "토큰" },
          counts = { lever = "sighting", is = { "ask" }, otherwise = { en = "Only counts if you ask.", ko = "물을 때만 쓰여요." } },
        },
        {
          name = "alarm", title = { en = "Sightings before the alarm", ko = "알리기까지 본 횟수" }, of = "robot_vacuum.alarm_sightings",
          help = { en = "Of the last six runs. Early: more alarms, more false ones.", ko = "최근 여섯 번 청소 중에 센 횟수예요. 적으면 빨리 알리지만 잘못 알릴 때도 많아요." },
          least = 1, most = 5, step = 1, default = 2, unit = { en = "sighting|sightings", ko = "번" },
        },
      },
      predicts = { { measure = "maker", least = -5, most = 30, step = 0.5 }, { measure = "families", direction = true } },
    },
    {
      name = "firm", title = { en = "Pest-control firm", ko = "방역 업체" },
      knows = {
        { en = "A visit costs you some 40,000 won, a call to a family 3,000. At 150,000 won three of ten families that said yes book, of ten that nobody asked not even one.", ko = "방문 한 번에 4만 원쯤, 전화 한 통에 3,000원이 들어요. 15만 원이면 좋다고 한 열 가족 중 셋이, 묻지 않은 열 가족 중에서는 하나도 안 되게 예약해요." },
        { en = "Some families that you pay a lead for would have called you anyway.", ko = "돈을 내고 산 정보 속 가족 중에는 어차피 우리에게 전화했을 가족도 있어요." },
        { en = "A rival buys the leads that you leave. Its visit costs 150,000 won. Families that call choose by price, and by which firm suits them.", ko = "우리가 사지 않은 정보는 경쟁 업체가 사요. 그쪽 방문은 15만 원이에요. 전화하는 가족은 값과 자기에게 맞는 업체를 보고 골라요." },
      },
      levers = {
        {
          name = "leads", title = { en = "Leads you buy", ko = "사는 고객 정보" },
          help = { en = "A lead says that a robot has seen cockroaches in a home.", ko = "어느 집에서 로봇이 바퀴벌레를 봤다는 정보예요." }, default = "any",
          choices = {
            { value = "any", title = { en = "Any", ko = "모두" }, help = { en = "Whether the family was asked or not.", ko = "가족에게 물었든 묻지 않았든 사요." } },
            { value = "yes", title = { en = "Asked only", ko = "물은 것만" }, help = { en = "Only of families that said yes.", ko = "좋다고 한 가족의 것만 사요." } },
            { value = "none", title = { en = "None", ko = "사지 않기" }, help = { en = "You wait for calls.", ko = "전화를 기다려요." } },
          },
        },
        {
          name = "offer", title = { en = "What you offer for a lead", ko = "고객 정보에 낼 값" }, of = "bugbye.bid_won",
          help = { en = "For one whose family said yes; of others a fifth. You meet halfway what the maker asks; below that you get none.", ko = "좋다고 한 가족의 정보 값이에요. 묻지 않은 것은 5분의 1이에요. 제조사가 부른 값과의 가운데에서 사고, 그보다 낮으면 못 사요." },
          least = 0, most = 60000, step = 1000, default = 30000, unit = { en = "won", ko = "원" },
          counts = { lever = "leads", is = { "any", "yes" }, otherwise = { en = "Only counts if you buy leads.", ko = "정보를 살 때만 쓰여요." } },
        },
        {
          name = "visit", title = { en = "Price of a visit", ko = "방문 값" }, of = "bugbye.visit_won",
          help = { en = "Dear, and fewer book, and more call the rival.", ko = "비싸면 덜 예약하고, 경쟁 업체에 더 많이 전화해요." },
          least = 80000, most = 180000, step = 5000, default = 150000, unit = { en = "won", ko = "원" },
        },
        {
          name = "coupon", title = { en = "Coupon for who shared", ko = "나눈 가족에게 주는 할인" }, of = "bugbye.coupon_won",
          help = { en = "Off the price of a visit, where the family said yes to the maker.", ko = "제조사에 좋다고 한 가족의 방문 값에서 깎아 줘요." },
          least = 0, most = 70000, step = 5000, default = 0, unit = { en = "won", ko = "원" },
        },
      },
      predicts = { { measure = "firm", least = -10, most = 10, step = 0.5 }, { measure = "families", direction = true } },
    },
  },

  measures = {
    {
      name = "maker", title = { en = "Maker's profit", ko = "제조사 이익" }, unit = { en = "million won", ko = "백만 원" }, digits = 1, better = "more", beside = true,
      help = { en = "What the maker earned, less the tokens it still owes.", ko = "번 돈에서 아직 갚지 않은 토큰을 뺀 값이에요." },
      of = { "money: hanbit", "- tokens: held by households at the end" }, scale = 1e-6,
    },
    {
      name = "firm", title = { en = "Firm's profit", ko = "업체 이익" }, unit = { en = "million won", ko = "백만 원" }, digits = 1, better = "more", beside = true,
      help = { en = "What visits brought, less leads, calls, wages and material; and some maintenance plans.", ko = "방문과 얼마간의 정기 관리로 번 돈에서 정보 값, 전화, 품삯, 재료를 뺀 값이에요." },
      of = "money: bugbye", scale = 1e-6,
    },
    {
      name = "families", title = { en = "Families", ko = "가족" }, unit = { en = "won a home", ko = "집마다 원" }, digits = 0, better = "more", beside = true,
      help = { en = "What families gained or lost: money, tokens, days with cockroaches, help, and what others know of them.", ko = "가족이 얻거나 잃은 것이에요. 돈, 토큰, 바퀴벌레와 지낸 날, 받은 도움, 남이 알게 된 것을 모두 셌어요." },
      of = { "welfare: families", "tokens: held by households at the end" }, scale = 1 / HOMES,
    },
    {
      name = "unwanted", title = { en = "Unwanted calls", ko = "원치 않은 전화" }, unit = { en = "call|calls", ko = "통" }, digits = 0, better = "less", beside = false,
      help = { en = "Calls of firms to families that had not asked for one.", ko = "부탁하지 않은 가족에게 업체가 건 전화예요." },
      of = of_firms "unwanted contacts",
    },
    {
      name = "freed", title = { en = "Homes freed", ko = "벌레가 사라진 집" }, unit = { en = "home|homes", ko = "집" }, digits = 0, better = "more", beside = true,
      help = { en = "Cockroaches were there, and a firm got rid of them.", ko = "바퀴벌레가 있었는데 업체가 없앤 집이에요." },
      of = of_firms "cured",
    },
  },

  shocks = {
    {
      name = "law", title = { en = "A new law: ask first", ko = "새 법: 먼저 물어야 해요" },
      help = { en = "Nobody may sell a sighting without asking. Who sold must ask from now on.", ko = "묻지 않고 파는 것이 금지됐어요. 팔던 팀도 이제 물어야 해요." },
    },
    {
      name = "rival", title = { en = "The rival gets cheaper", ko = "경쟁 업체가 값을 내려요" },
      help = { en = "Its visit costs 110,000 won instead of 150,000.", ko = "그쪽 방문 값이 15만 원에서 11만 원으로 내렸어요." },
    },
  },

  goals = {
    { en = "Say who gains by a sighting that is sold, and who pays for it.", ko = "팔린 정보로 누가 얻고 누가 값을 내는지 말해요." },
    { en = "Say what a lead is worth to who buys it: what it brings, less what would have come anyway.", ko = "고객 정보가 사는 쪽에 얼마의 가치인지 말해요: 그것으로 생긴 것에서 어차피 왔을 것을 빼요." },
    { en = "Say between which prices both gain, and what happens where the two do not meet.", ko = "어떤 값 사이에서 둘 다 얻는지, 둘이 만나지 못하면 어떻게 되는지 말해요." },
    { en = "Find a price that is neither the least nor the most, and say why it is there.", ko = "가장 싸지도 비싸지도 않은 알맞은 값을 찾고, 그 까닭을 말해요." },
  },
  worksheet = {
    { en = "One sentence: who should earn from a sighting, at which price, and why?", ko = "한 문장: 본 것으로 누가 벌어야 할까요? 어떤 값에, 왜 그럴까요?" },
    { en = "One number that you would show the other team of your world, and where you found it.", ko = "우리 세계의 다른 팀에게 보여 줄 숫자 하나와, 그 숫자를 찾은 곳" },
    { en = "One doubt: what in this world would have to be otherwise for you to be wrong?", ko = "의심 하나: 이 세계에서 무엇이 달라지면 우리 답이 틀릴까요?" },
  },
}
