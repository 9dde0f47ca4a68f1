-- SPDX-License-Identifier: GPL-3.0-or-later
-- A lesson of 45 minutes: does it pay to ask the family first? Rules, worksheet and expected ranges: does_asking_pay.md.
--
-- Robots see cockroaches. A team is their maker: it asks the family each time, sells every sighting, or keeps it in the home.
--
-- The world is made for the question, within the ranges of the settings: everybody owns the robot, and cockroaches are as common
-- as in Houston, so that a quarter has hundreds of sightings and not twenty; a cheap camera takes other things for cockroaches,
-- so that an early alarm is not always right; and the maker sells few accessories, which nothing here is about.
local korea = require "korea_2018"

local function world()
  return {
    homes       = korea.homes { count = 5000, districts = 20 },
    friends     = { model = "small_world", neighbours = 6, rewire = 0.1 },
    network     = "closed_form",
    cockroaches = { prevalence = 0.35, at_start = 0.6, met_per_run = 0.01 },
    robot_vacuum { ownership = 1, connected = 1, imagines = 0.01 },
    maker { name = "hanbit", accessories_year = 0.5, service_year = 0 },
    pest_control { name = "bugbye", crews = 10 },
    pest_control { name = "cleanhome", crews = 10 },
    pest_control { name = "cricket", crews = 10 },
  }
end

local FIRMS = { "bugbye", "cleanhome", "cricket" }

-- The same outcome of every firm.
local function of_firms(outcome)
  local all = {}
  for _, firm in ipairs(FIRMS) do table.insert(all, firm .. ": " .. outcome) end
  return all
end

-- What is sold unasked has a price of its own; the setting is its share of a fee, which is this one then.
local DEAREST_UNASKED = 20000
local RULES = { ask = "ask_each_time", sell = "none", keep = "never" }

-- A law that makes everybody ask; a price war among the firms, to whom a customer is then worth less.
local function policy(choices, shock)
  local sighting = shock == "law" and choices.sighting == "sell" and "ask" or choices.sighting
  local set = {
    ["hanbit.lead_fee_won"] = sighting == "sell" and DEAREST_UNASKED or choices.fee,
    ["hanbit.shared_fee_share"] = choices.price / DEAREST_UNASKED,
    ["hanbit.shared_buyers"] = choices.buyers == "one" and 1 or #FIRMS,
    ["robot_vacuum.alarm_sightings"] = choices.alarm,
  }
  if shock == "price_war" then
    for _, firm in ipairs(FIRMS) do set[firm .. ".visit_won"] = 100000 end
  end
  return {
    consent = { pest_sighting = RULES[sighting] }, set = set,
    on_sighting = sighting == "ask" and function() return { reward_tokens = choices.reward } end or nil,
  }
end

-- Empty seats: three that ask and three that sell, dearer from round to round; none of them is the best.
local function bots(round, world)
  if world % 2 == 1 then return { sighting = "ask", fee = 10000 * round, reward = 500 * world } end
  return { sighting = "sell", price = 2000 * round, buyers = world == 4 and "all" or "one" }
end

return {
  name = "does_asking_pay",
  title = { en = "Does asking first pay?", ko = "먼저 물으면 이익일까?" },
  question = {
    en = "Your robot vacuums see cockroaches. Does it pay to ask the family before you sell what they saw?",
    ko = "우리 로봇 청소기가 바퀴벌레를 봤어요. 그 정보를 팔기 전에 가족에게 먼저 물으면 이익일까요?",
  },
  start = "2018-03-01", seed = 2018, world = world, policy = policy, bots = bots, practice = true,
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
        { en = "5,000 families own your robot. A third of them have cockroaches in a year.", ko = "5,000가구가 우리 로봇을 써요. 그중 3분의 1은 한 해에 바퀴벌레를 만나요." },
        { en = "Three pest-control firms buy a lead when they believe that it pays. They learn from what came of the last ones.", ko = "방역 업체 세 곳은 이익이 된다고 믿을 때만 고객 정보를 사요. 지난번 결과를 보고 배워요." },
        { en = "A family that shares a sighting gets the tokens you promise. What it still holds is your debt.", ko = "정보를 나눈 가족은 약속한 토큰을 받아요. 아직 쓰지 않은 토큰은 우리 빚이에요." },
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
          name = "fee", title = { en = "Price when the family said yes", ko = "허락받은 정보의 값" }, of = "hanbit.lead_fee_won",
          help = { en = "One firm pays it and calls. Too dear, and none buys.", ko = "업체 한 곳이 내고 전화해요. 너무 비싸면 아무도 사지 않아요." },
          least = 5000, most = 60000, step = 1000, default = 25000, unit = { en = "won", ko = "원" },
          counts = { lever = "sighting", is = { "ask" }, otherwise = { en = "Only counts if you ask.", ko = "물을 때만 쓰여요." } },
        },
        {
          name = "reward", title = { en = "Reward for sharing", ko = "나눈 가족에게 주는 보상" },
          help = { en = "Tokens for a family that says yes. One token buys goods of yours worth one won.", ko = "좋다고 한 가족이 받는 토큰이에요. 토큰 하나로 우리 물건을 1원어치 살 수 있어요." },
          least = 0, most = 20000, step = 500, default = 500, unit = { en = "tokens", ko = "토큰" },
          counts = { lever = "sighting", is = { "ask" }, otherwise = { en = "Only counts if you ask.", ko = "물을 때만 쓰여요." } },
        },
        {
          name = "price", title = { en = "Price when nobody was asked", ko = "묻지 않은 정보의 값" },
          help = { en = "What each firm pays that gets it. Too dear, and none buys.", ko = "받는 업체마다 내는 값이에요. 너무 비싸면 아무도 사지 않아요." },
          least = 500, most = DEAREST_UNASKED, step = 500, default = 4000, unit = { en = "won", ko = "원" },
          counts = { lever = "sighting", is = { "sell" }, otherwise = { en = "Only counts if you sell.", ko = "팔 때만 쓰여요." } },
        },
        {
          name = "buyers", title = { en = "Who gets it unasked", ko = "묻지 않은 정보를 받는 곳" },
          help = { en = "Each firm that gets it pays, and calls.", ko = "받은 업체마다 값을 내고 전화해요." }, default = "one",
          choices = {
            { value = "one", title = { en = "One firm", ko = "한 업체" }, help = { en = "The first that wants it.", ko = "먼저 사겠다는 한 곳만 받아요." } },
            { value = "all", title = { en = "All firms", ko = "모든 업체" }, help = { en = "Up to three firms call the same family.", ko = "최대 세 곳이 같은 가족에게 전화해요." } },
          },
          counts = { lever = "sighting", is = { "sell" }, otherwise = { en = "Only counts if you sell.", ko = "팔 때만 쓰여요." } },
        },
        {
          name = "alarm", title = { en = "Sightings before the alarm", ko = "알리기까지 본 횟수" }, of = "robot_vacuum.alarm_sightings",
          help = { en = "Of the last six runs. Early: more alarms, more false ones.", ko = "최근 여섯 번 청소 중에 센 횟수예요. 적으면 빨리 알리지만 잘못 알릴 때도 많아요." },
          least = 1, most = 5, step = 1, default = 2, unit = { en = "sighting|sightings", ko = "번" },
        },
      },
      predicts = {
        { measure = "profit", least = -5, most = 30, step = 0.5 },
        { measure = "unwanted", direction = true },
      },
    },
  },

  measures = {
    {
      name = "profit", title = { en = "Profit", ko = "이익" }, unit = { en = "million won", ko = "백만 원" }, digits = 1, better = "more", beside = true,
      help = { en = "What the maker earned, less the tokens it still owes, beside keeping everything at home.", ko = "번 돈에서 아직 갚지 않은 토큰을 뺀 값이에요. 모두 집에 두었을 때와 견줘요." },
      of = { "money: hanbit", "- tokens: held by households at the end" }, scale = 1e-6,
    },
    {
      name = "families", title = { en = "Families", ko = "가족" }, unit = { en = "won a home", ko = "집마다 원" }, digits = 0, better = "more", beside = true,
      help = { en = "What families gained or lost: money, tokens, days with cockroaches, help, and what others know of them.", ko = "가족이 얻거나 잃은 것이에요. 돈, 토큰, 바퀴벌레와 지낸 날, 받은 도움, 남이 알게 된 것을 모두 셌어요." },
      of = { "welfare: families", "tokens: held by households at the end" }, scale = 1 / 5000,
    },
    {
      name = "unwanted", title = { en = "Unwanted calls", ko = "원치 않은 전화" }, unit = { en = "call|calls", ko = "통" }, digits = 0, better = "less", beside = false,
      help = { en = "Calls of firms to families that had not asked for one.", ko = "부탁하지 않은 가족에게 업체가 건 전화예요." },
      of = of_firms "unwanted contacts",
    },
    {
      name = "visits", title = { en = "Visits families booked", ko = "가족이 부른 방문" }, unit = { en = "visit|visits", ko = "번" }, digits = 0, better = "more", beside = true,
      help = { en = "A firm came because the family wanted it.", ko = "가족이 원해서 업체가 찾아갔어요." },
      of = of_firms "visits",
    },
  },

  shocks = {
    {
      name = "law", title = { en = "A new law: ask first", ko = "새 법: 먼저 물어야 해요" },
      help = { en = "Nobody may sell a sighting without asking. Who sold must ask from now on.", ko = "묻지 않고 파는 것이 금지됐어요. 팔던 팀도 이제 물어야 해요." },
    },
    {
      name = "price_war", title = { en = "A price war among the firms", ko = "업체들의 값 내리기 경쟁" },
      help = { en = "A visit costs 100,000 won instead of 150,000. A customer is worth less to the firms.", ko = "방문 값이 15만 원에서 10만 원으로 내렸어요. 업체에게 고객 한 명의 가치가 줄었어요." },
    },
  },

  goals = {
    { en = "Say why a firm pays more for a lead whose family said yes.", ko = "좋다고 답한 가족의 정보를 업체가 왜 더 비싸게 사는지 말해요." },
    { en = "Tell what a decision made from what luck made.", ko = "결정이 만든 차이와 운이 만든 차이를 구별해요." },
    { en = "Find a price that is neither the least nor the most, and say why it is there.", ko = "가장 싸지도 비싸지도 않은 알맞은 값을 찾고, 그 까닭을 말해요." },
    { en = "Weigh what the maker gains against what families lose.", ko = "제조사가 얻는 것과 가족이 잃는 것을 견줘요." },
  },
  worksheet = {
    { en = "One sentence: does asking first pay? For whom, and at which price?", ko = "한 문장: 먼저 물으면 이익일까요? 누구에게, 어떤 값일 때 그럴까요?" },
    { en = "One number that you would show a doubter, and where you found it.", ko = "의심하는 친구에게 보여 줄 숫자 하나와, 그 숫자를 찾은 곳" },
    { en = "One doubt: what in this world would have to be otherwise for you to be wrong?", ko = "의심 하나: 이 세계에서 무엇이 달라지면 우리 답이 틀릴까요?" },
  },
}
