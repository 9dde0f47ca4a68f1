-- SPDX-License-Identifier: GPL-3.0-or-later
-- A lesson of 90 minutes: should each family sell its data by itself? Rules, worksheet and expected ranges: data_of_others.md.
--
-- Families of one apartment complex are alike to some degree, so what one tells says something of its neighbours. Two teams share
-- a world: one is a platform that buys profiles, one the families' office, which says whether each family sells alone, all together
-- as a union, or nobody. Alone, nobody has a price for what is told of others.
--
-- The world is made for the question, within the ranges of the settings: a profile is worth four times what it is elsewhere, so that
-- platform and families have something to deal about, and neighbours are a little alike.
local korea = require "korea_2018"

local HOMES <const> = 2000

local function world()
  return {
    homes   = korea.homes { count = HOMES, districts = 40 },  -- complexes of 50 families
    network = "closed_form",
    data_market { worth_won = 20000, correlation = 0.08 },
  }
end

local RULES = { ask = "at_install", empty = "opt_in", ticked = "opt_out" }

-- What the union gets of what is left above the families' prices: it lies in the middle of what both would take, or there is no deal.
local function agreed(choices)
  return choices.demand <= choices.concede and (choices.demand + choices.concede) / 200 or nil
end

-- A law that only lets all families of a complex sell together; one by which silence is no.
local function policy(choices, shock)
  local together = choices.sell == "together" or shock == "law" and choices.sell == "alone"
  local part = agreed(choices)
  local sold = together and part or choices.sell == "alone" and not together
  return {
    consent = { profile = sold and RULES[shock == "silence" and "empty" or choices.box] or "never" },
    set = {
      ["data_market.prices"] = together and "union" or "flat",
      ["data_market.flat_won"] = choices.price,
      ["data_market.families_share"] = part or 0,
    },
  }
end

-- Empty seats: dearer from round to round; none of them is the best.
local function bots(round, world)
  return {
    price = 1000 + 1500 * round, concede = 30 + 10 * round,
    sell = world == 3 and "together" or "alone", demand = 20 + 10 * round, box = world == 2 and "ticked" or "ask",
  }
end

return {
  name = "data_of_others",
  title = { en = "Too much data", ko = "너무 많은 데이터" },
  question = {
    en = "What one family tells says something of its neighbours. Should each family sell its data by itself?",
    ko = "한 가족이 알려 준 것에서 이웃도 조금 알 수 있어요. 정보를 가족마다 따로 파는 게 좋을까요?",
  },
  worlds = 3, start = "2018-03-01", seed = 2018, world = world, policy = policy, bots = bots, practice = true,
  compared = { en = "nobody sells", ko = "아무도 팔지 않을 때" },
  reference = { sell = "none" },

  -- The platform deals by months of 30 days, and what is to hold for one must be decided the day before: a round that ended later
  -- would leave the next its first month.
  rounds = {
    { title = { en = "Spring", ko = "봄" }, months = { en = "three months from March", ko = "3월부터 석 달" }, days = 89, seconds = 360 },
    { title = { en = "Summer", ko = "여름" }, months = { en = "three months from June", ko = "6월부터 석 달" }, days = 90, seconds = 360 },
    { title = { en = "Autumn", ko = "가을" }, months = { en = "three months from September", ko = "9월부터 석 달" }, days = 90, seconds = 360 },
  },

  roles = {
    {
      name = "platform", title = { en = "Platform", ko = "플랫폼" },
      knows = {
        { en = "2,000 families live in 40 complexes of 50. All there is to know of a family is worth 20,000 won a month to you.", ko = "2,000가구가 50가구씩 40개 단지에 살아요. 한 가족을 다 알면 우리에게 한 달 2만 원의 가치가 있어요." },
        { en = "A profile tells half of that, and a little of each neighbour. You earn by what you know, whoever told it.", ko = "프로필 하나로 그 절반을 알고, 이웃도 조금씩 알아요. 누가 알려 줬든 아는 만큼 벌어요." },
        { en = "A fifth of the families want nothing for their data, a fifth sells at no price. The others have a price each.", ko = "다섯 가구 중 하나는 값을 바라지 않고, 하나는 얼마를 줘도 팔지 않아요. 나머지는 저마다 받고 싶은 값이 있어요." },
        { en = "With a box ticked beforehand, most say yes without thinking.", ko = "미리 표시된 칸이 있으면 대부분 생각하지 않고 좋다고 해요." },
        { en = "A union asks to be paid for everybody you know of, whether they sold or not.", ko = "함께 파는 가족들은 팔지 않은 이웃을 알게 된 값도 받아요." },
      },
      levers = {
        {
          name = "price", title = { en = "Price of a profile", ko = "프로필 값" }, of = "data_market.flat_won",
          help = { en = "A month, the same to every family. The dearer, the more families sell.", ko = "한 달 값이고 모두에게 같아요. 비쌀수록 파는 가족이 늘어요." },
          least = 500, most = 10000, step = 500, default = 4000, unit = { en = "won a month", ko = "원(한 달)" },
          counts = { lever = "sell", is = { "alone" }, otherwise = { en = "Only counts if each family sells alone.", ko = "가족마다 따로 팔 때만 쓰여요." } },
        },
        {
          name = "box", title = { en = "How families are asked", ko = "가족에게 어떻게 물을까" },
          help = { en = "On your form. A family that does not care leaves it as it is.", ko = "우리 종이에서예요. 신경 쓰지 않는 가족은 그대로 둬요." }, default = "ask",
          choices = {
            { value = "ask", title = { en = "Yes or no", ko = "네 아니요" }, help = { en = "Each says one or the other.", ko = "둘 중 하나를 골라요." } },
            { value = "empty", title = { en = "Empty box", ko = "빈칸" }, help = { en = "Who does nothing says no.", ko = "그냥 두면 아니요예요." } },
            { value = "ticked", title = { en = "Ticked box", ko = "표시된 칸" }, help = { en = "Who does nothing says yes.", ko = "그냥 두면 네예요." } },
          },
        },
        {
          name = "concede", title = { en = "The most you leave a union", ko = "함께 팔면 내줄 수 있는 몫" },
          help = { en = "Of what is left above the families' prices. If the union demands more, there is no deal and you know nothing.", ko = "가족들이 바라는 값을 빼고 남는 것 중에서예요. 가족들이 더 바라면 거래가 없고 아무것도 알 수 없어요." },
          least = 5, most = 95, step = 5, default = 50, unit = { en = "%", ko = "%" },
          counts = { lever = "sell", is = { "together" }, otherwise = { en = "Only counts if families sell together.", ko = "함께 팔 때만 쓰여요." } },
        },
      },
      predicts = { { measure = "profit", least = -5, most = 30, step = 0.5 }, { measure = "families", direction = true } },
    },
    {
      name = "families", title = { en = "Families' office", ko = "가족 사무소" },
      knows = {
        { en = "You speak for 2,000 families in 40 complexes of 50. Neighbours are a little alike.", ko = "50가구씩 40개 단지, 2,000가구를 대신해요. 이웃은 서로 조금 닮았어요." },
        { en = "A family that sells alone weighs what it is paid against what its own data tell of it. What they tell of others it leaves out.", ko = "따로 파는 가족은 받는 돈과 자기 정보가 알려 주는 것만 견줘요. 이웃에 대해 알려 주는 것은 세지 않아요." },
        { en = "Together, the union sells the profiles that cost families least, and pays everybody for what is learnt of it.", ko = "함께 팔면 가족들에게 가장 덜 아까운 프로필부터 팔고, 알려진 만큼 모두에게 나눠 줘요." },
      },
      levers = {
        {
          name = "sell", title = { en = "Who sells", ko = "누가 팔까" },
          help = { en = "Profiles, to the platform.", ko = "플랫폼에 프로필을 파는 일이에요." }, default = "alone",
          choices = {
            { value = "alone", title = { en = "Each alone", ko = "따로" }, help = { en = "Each family answers for itself.", ko = "가족마다 스스로 정해요." } },
            { value = "together", title = { en = "Together", ko = "함께" }, help = { en = "A complex bargains for all its families.", ko = "단지가 모든 가족을 위해 흥정해요." } },
            { value = "none", title = { en = "Nobody", ko = "아무도" }, help = { en = "Profiles are not for sale.", ko = "프로필을 팔지 않아요." } },
          },
        },
        {
          name = "demand", title = { en = "What the union demands", ko = "함께 팔면 바라는 몫" },
          help = { en = "Of what is left above the families' prices. More than the platform leaves you, and there is no deal; else you meet in the middle.", ko = "가족들이 바라는 값을 빼고 남는 것 중에서예요. 플랫폼이 내줄 수 있는 것보다 많으면 거래가 없고, 아니면 둘의 가운데로 정해요." },
          least = 5, most = 95, step = 5, default = 40, unit = { en = "%", ko = "%" },
          counts = { lever = "sell", is = { "together" }, otherwise = { en = "Only counts if families sell together.", ko = "함께 팔 때만 쓰여요." } },
        },
      },
      predicts = { { measure = "families", least = -25000, most = 10000, step = 500 }, { measure = "profit", direction = true } },
    },
  },

  measures = {
    {
      name = "profit", title = { en = "Platform's profit", ko = "플랫폼 이익" }, unit = { en = "million won", ko = "백만 원" }, digits = 1, better = "more", beside = true,
      help = { en = "What it earned by what it knows, less what it paid families and for keeping profiles.", ko = "아는 것으로 번 돈에서 가족에게 낸 돈과 프로필을 보관하는 돈을 뺀 값이에요." },
      of = "money: data_market", scale = 1e-6,
    },
    {
      name = "families", title = { en = "Families", ko = "가족" }, unit = { en = "won a home", ko = "집마다 원" }, digits = 0, better = "more", beside = true,
      help = { en = "What families gained or lost: what they were paid, the time that answers take, and what it costs them to be known.", ko = "가족이 얻거나 잃은 것이에요. 받은 돈, 답하는 시간, 알려져서 잃은 것을 모두 셌어요." },
      of = "welfare: families", scale = 1 / HOMES,
    },
    {
      name = "paid", title = { en = "Paid to families", ko = "가족이 받은 돈" }, unit = { en = "won a home", ko = "집마다 원" }, digits = 0, better = "more", beside = false,
      help = { en = "By the platform, to those who sold and in a union to all.", ko = "플랫폼이 판 가족에게 낸 돈이에요. 함께 팔면 모두가 받아요." },
      of = "money: households", scale = 1 / HOMES,
    },
    {
      name = "told", title = { en = "Told by neighbours", ko = "이웃이 알려 준 것" }, unit = { en = "won a home", ko = "집마다 원" }, digits = 0, better = "less", beside = false,
      help = { en = "What it costs families that others' data tell of them.", ko = "이웃의 정보로 우리 가족이 알려져서 잃은 것이에요." },
      of = "- worth: others tell", scale = 1 / HOMES,
    },
  },

  shocks = {
    {
      name = "law", title = { en = "A new law: only together", ko = "새 법: 함께만 팔 수 있어요" },
      help = { en = "Who sold alone must now sell together with the complex. What both would take decides.", ko = "따로 팔던 가족도 이제 단지와 함께만 팔 수 있어요. 두 팀이 정한 몫으로 거래해요." },
    },
    {
      name = "silence", title = { en = "A new law: silence is no", ko = "새 법: 그냥 두면 아니요" },
      help = { en = "A form may only have an empty box. Who does nothing says no.", ko = "종이에는 빈칸만 둘 수 있어요. 그냥 두면 아니요예요." },
    },
  },

  goals = {
    { en = "Say what a decision does to people who took no part in it.", ko = "어떤 결정이 함께하지 않은 사람에게 무엇을 하는지 말해요." },
    { en = "Say why a platform can pay little where each family sells alone, and why that is no sign that data are worth little.", ko = "가족마다 따로 팔면 플랫폼이 왜 조금만 내도 되는지, 그렇다고 정보의 가치가 작은 것은 왜 아닌지 말해요." },
    { en = "Say what a union changes, and what it can lose by demanding too much.", ko = "함께 팔면 무엇이 달라지는지, 너무 많이 바라면 무엇을 잃는지 말해요." },
    { en = "Find a price that is neither the least nor the most, and say why it is there.", ko = "가장 싸지도 비싸지도 않은 알맞은 값을 찾고, 그 까닭을 말해요." },
  },
  worksheet = {
    { en = "One sentence: should each family sell its data by itself? Why?", ko = "한 문장: 정보를 가족마다 따로 파는 게 좋을까요? 왜 그럴까요?" },
    { en = "One number that you would show a family that says: my data are my own affair.", ko = "\"내 정보는 내 일\"이라고 말하는 가족에게 보여 줄 숫자 하나와, 그 숫자를 찾은 곳" },
    { en = "One doubt: what in this world would have to be otherwise for you to be wrong?", ko = "의심 하나: 이 세계에서 무엇이 달라지면 우리 답이 틀릴까요?" },
  },
}
