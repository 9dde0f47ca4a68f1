-- SPDX-License-Identifier: GPL-3.0-or-later
-- A lesson of 45 minutes: whom should the kitchen tell? Rules, worksheet and expected ranges: whom_the_kitchen_tells.md.
--
-- Refrigerators see what runs out, microwaves what is eaten. Two teams share a world: one is a grocery that delivers and would like to
-- know what runs out, one a diet seller that would like to know who eats badly. Each says how its families are asked. What one of them
-- takes unasked costs the trust that both live on.
--
-- The world is made for the question, within the ranges of the settings: every refrigerator and microwave is connected, every family
-- has the diet seller's app, riders are quick, families heed what a delivery costs, and who eats badly wants a plan much more than others.
local korea = require "korea_2018"

local HOMES <const> = 2000

local function world()
  return {
    homes   = korea.homes { count = HOMES, districts = 20 },
    friends = "none",
    network = "closed_form",
    diet    = { interest = 0.03, price_weight = 0.5, need_weight = 2, relevance = 1 },
    microwave { report = "label", connected = 1 },
    refrigerator { connected = 1 },
    diet_app { ownership = 1 },
    maker { name = "hanbit", accessories_year = 0, service_year = 0 },
    grocery {
      name = "dongne", riders = 8, ride_min = 12, margin = 0.4, benefit_scale_won = 4000, customer_accepts = 0.06, stranger_accepts = 0.02,
    },
    diet_seller { name = "goodfood", offer_won = 1000, own_share = 0.2 },
  }
end

local RULES = { never = "never", ask = "at_install", ticked = "opt_out", taken = "none" }
local SILENT = { ticked = true, taken = true }  -- who does nothing tells

local function rule_of(way, shock)
  return shock == "law" and SILENT[way] and "opt_in" or RULES[way]
end

-- A law by which silence is no; a maker that wants more of what its appliances bring.
local function policy(choices, shock)
  local grocery, diet = rule_of(choices.hear, shock), rule_of(choices.listen, shock)
  return {
    consent = {
      stock = { dongne = grocery, goodfood = diet }, food = { goodfood = diet }, profile = { goodfood = diet },
    },
    set = {
      ["dongne.delivery_won"] = choices.delivery,
      ["dongne.coupon_won"] = choices.coupon,
      ["dongne.quiet_days"] = choices.pause,
      ["dongne.referral_share"] = shock == "share" and 0.15 or 0.03,
      ["goodfood.plan_won"] = choices.plan,
      ["goodfood.offer_share"] = choices.offers / 100,
      ["goodfood.targeting"] = choices.whom,
      ["goodfood.referral_share"] = shock == "share" and 0.4 or 0.2,
    },
  }
end

-- Empty seats: dearer from round to round; none of them is the best.
local function bots(round, world)
  return {
    hear = world == 2 and "ticked" or "ask", delivery = 2000 + 500 * round, coupon = 500 * round, pause = 2 + round,
    listen = world == 3 and "taken" or "ask", plan = 24000 + 3000 * round, offers = 20 + 10 * round,
    whom = world == 1 and "random" or "need",
  }
end

local function ways(never)
  return {
    { value = "never", title = { en = "Not at all", ko = "듣지 않기" }, help = never },
    { value = "ask", title = { en = "Yes or no", ko = "네 아니요" }, help = { en = "Each family says one or the other.", ko = "가족마다 둘 중 하나를 골라요." } },
    { value = "ticked", title = { en = "Ticked box", ko = "표시된 칸" }, help = { en = "Who does nothing lets you know.", ko = "그냥 두면 알려 줘요." } },
    { value = "taken", title = { en = "Take it", ko = "그냥 가져오기" }, help = { en = "Nobody is asked. Some notice.", ko = "아무에게도 묻지 않아요. 알아차리는 가족이 있어요." } },
  }
end

local function only_with_offers()
  return {
    lever = "hear", is = { "ask", "ticked", "taken" },
    otherwise = { en = "Only counts if refrigerators tell you.", ko = "냉장고가 알려 줄 때만 쓰여요." },
  }
end

return {
  name = "whom_the_kitchen_tells",
  title = { en = "Whom the kitchen tells", ko = "부엌은 누구에게 말할까" },
  question = {
    en = "A refrigerator knows what runs out, a microwave what is eaten. Should they tell those who sell?",
    ko = "냉장고는 무엇이 떨어지는지, 전자레인지는 무엇을 먹는지 알아요. 파는 곳에 알려 줘야 할까요?",
  },
  worlds = 3, start = "2018-03-01", seed = 2018, world = world, policy = policy, bots = bots, practice = true,
  compared = { en = "the kitchen tells nobody", ko = "부엌이 아무에게도 말하지 않을 때" },
  reference = { hear = "never", listen = "never" },

  rounds = {
    { title = { en = "Spring", ko = "봄" }, months = { en = "March to May", ko = "3월부터 5월" }, days = 92, seconds = 180 },
    { title = { en = "Summer", ko = "여름" }, months = { en = "June to August", ko = "6월부터 8월" }, days = 92, seconds = 180 },
    { title = { en = "Autumn", ko = "가을" }, months = { en = "September to November", ko = "9월부터 11월" }, days = 91, seconds = 180 },
  },

  roles = {
    {
      name = "grocery", title = { en = "Grocery", ko = "장보기 가게" },
      knows = {
        { en = "2,000 families. A third of them order of you now and then, a basket of 30,000 won; what you sell costs you 60 % of its price.", ko = "2,000가구가 있어요. 셋 중 하나는 가끔 3만 원어치쯤 주문하고, 파는 물건은 값의 60%가 원가예요." },
        { en = "A delivery costs you 2,400 won. The dearer it is to families, the more often they go shopping themselves.", ko = "배달 한 번에 2,400원이 들어요. 배달비가 비쌀수록 가족들은 직접 장을 봐요." },
        { en = "Told that two things run out, you offer to bring them. Of each order that follows, the refrigerator's maker gets 3 %.", ko = "두 가지가 떨어져 간다고 들으면 가져다주겠다고 해요. 그래서 온 주문마다 냉장고 회사가 3%를 가져가요." },
        { en = "A family that never agreed and sees that you know resents it. It trusts its appliances less, and you both live on that.", ko = "허락한 적 없는 가족이 우리가 아는 것을 알아차리면 화를 내고 부엌의 기기를 덜 믿어요. 두 팀 모두 그 믿음으로 장사해요." },
      },
      levers = {
        {
          name = "hear", title = { en = "How you learn what runs out", ko = "떨어진 것을 어떻게 알까" },
          help = { en = "From refrigerators.", ko = "냉장고에서 들어요." }, default = "ask",
          choices = ways { en = "You wait for orders.", ko = "주문을 기다려요." },
        },
        {
          name = "delivery", title = { en = "Price of a delivery", ko = "배달비" }, of = "dongne.delivery_won",
          help = { en = "Too dear, and families fetch it themselves.", ko = "너무 비싸면 가족들이 직접 사러 가요." },
          least = 0, most = 10000, step = 500, default = 3000, unit = { en = "won", ko = "원" },
        },
        {
          name = "coupon", title = { en = "Coupon with an offer", ko = "권할 때 주는 쿠폰" }, of = "dongne.coupon_won",
          help = { en = "Off the price of an order that follows. Who would have ordered anyway takes it, too.", ko = "그래서 온 주문에서 깎아 줘요. 어차피 주문했을 가족도 받아요." },
          least = 0, most = 10000, step = 500, default = 1000, unit = { en = "won", ko = "원" },
          counts = only_with_offers(),
        },
        {
          name = "pause", title = { en = "Days between offers", ko = "권하는 사이" }, of = "dongne.quiet_days",
          help = { en = "To the same family, at least.", ko = "같은 가족에게 적어도 이만큼 쉬어요." },
          least = 0, most = 14, step = 1, default = 4, unit = { en = "day|days", ko = "일" },
          counts = only_with_offers(),
        },
      },
      predicts = { { measure = "grocery", least = -20, most = 100, step = 1 }, { measure = "families", direction = true } },
    },
    {
      name = "diet", title = { en = "Diet seller", ko = "식단 회사" },
      knows = {
        { en = "All 2,000 families have your app. You sell them plans of supplements, paid each month; the pills cost you 45 % of the price.", ko = "2,000가구 모두 우리 앱이 있어요. 달마다 값을 받는 영양제를 팔고, 영양제는 값의 45%가 원가예요." },
        { en = "Who eats badly wants a plan much more than others. Microwaves and refrigerators know who that is.", ko = "잘 못 먹는 가족일수록 영양제를 훨씬 더 바라요. 누가 그런지는 전자레인지와 냉장고가 알아요." },
        { en = "An offer costs you 1,000 won, and annoys some who do not take it. Of the first three months, the maker gets a fifth.", ko = "한 번 권하는 데 1,000원이 들고, 사지 않는 가족 중에는 싫어하는 가족도 있어요. 첫 석 달 값의 5분의 1은 제조사가 가져가요." },
        { en = "Three families in ten are never offered anything, so that one sees what offers do. Who trusts less buys less.", ko = "열 가구 중 셋에게는 아무것도 권하지 않고 견줘 봐요. 덜 믿으면 덜 사요." },
      },
      levers = {
        {
          name = "listen", title = { en = "How you learn what is eaten", ko = "먹는 것을 어떻게 알까" },
          help = { en = "From microwaves and refrigerators. Who lets you know gets advice.", ko = "전자레인지와 냉장고에서 들어요. 알려 준 가족은 조언을 받아요." }, default = "ask",
          choices = ways { en = "You know nothing of anybody.", ko = "누구에 대해서도 몰라요." },
        },
        {
          name = "plan", title = { en = "Price of a plan", ko = "영양제 값" }, of = "goodfood.plan_won",
          help = { en = "For who begins one now. Who has one goes on at its old price.", ko = "이제 시작하는 가족의 값이에요. 이미 받는 가족은 예전 값 그대로예요." },
          least = 20000, most = 50000, step = 1000, default = 30000, unit = { en = "won a month", ko = "원(한 달)" },
        },
        {
          name = "offers", title = { en = "Families you offer it to", ko = "권하는 가족" },
          help = { en = "Of those without a plan, each month.", ko = "영양제를 받지 않는 가족 중에서 달마다예요." },
          least = 0, most = 100, step = 5, default = 30, unit = { en = "%", ko = "%" },
        },
        {
          name = "whom", title = { en = "Which families", ko = "어떤 가족에게" },
          help = { en = "First.", ko = "먼저 권해요." }, default = "need",
          choices = {
            { value = "need", title = { en = "Who seems to need it", ko = "필요해 보이는" }, help = { en = "By what you know of them.", ko = "아는 것으로 골라요." } },
            { value = "random", title = { en = "Any", ko = "아무나" }, help = { en = "By lot.", ko = "제비로 뽑아요." } },
          },
        },
      },
      predicts = { { measure = "diet", least = -10, most = 10, step = 0.1 }, { measure = "families", direction = true } },
    },
  },

  measures = {
    {
      name = "grocery", title = { en = "Grocery's profit", ko = "가게 이익" }, unit = { en = "million won", ko = "백만 원" }, digits = 1, better = "more", beside = true,
      help = { en = "What it earned by baskets and deliveries, less goods, riders and the maker's share.", ko = "물건값과 배달비에서 원가, 배달 품삯, 제조사 몫을 뺀 값이에요." },
      of = "money: dongne", scale = 1e-6,
    },
    {
      name = "diet", title = { en = "Diet seller's profit", ko = "식단 회사 이익" }, unit = { en = "million won", ko = "백만 원" }, digits = 2, better = "more", beside = true,
      help = { en = "What plans brought, less supplements, offers and the maker's share.", ko = "영양제 값에서 원가, 권하는 돈, 제조사 몫을 뺀 값이에요." },
      of = "money: goodfood", scale = 1e-6,
    },
    {
      name = "families", title = { en = "Families", ko = "가족" }, unit = { en = "won a home", ko = "집마다 원" }, digits = 0, better = "more", beside = true,
      help = { en = "What families gained or lost: money, what they ate and missed, trips, plans, offers, and what others know.", ko = "가족이 얻거나 잃은 것이에요. 돈, 먹은 것과 떨어진 것, 장 보러 간 일, 영양제, 권유, 알려진 것을 셌어요." },
      of = "welfare: families", scale = 1 / HOMES,
    },
    {
      name = "known", title = { en = "Being known", ko = "알려진 값" }, unit = { en = "won a home", ko = "집마다 원" }, digits = 0, better = "less", beside = true,
      help = { en = "What it costs families that a shop knows their kitchen.", ko = "파는 곳이 우리 집 부엌을 알아서 잃은 것이에요." },
      of = "- worth: others know", scale = 1 / HOMES,
    },
    {
      name = "trust", title = { en = "Trust", ko = "믿음" }, unit = { en = "of 100", ko = "점(100점 만점)" }, digits = 1, better = "more", beside = false,
      help = { en = "How far families trust what is in their kitchen, at the end.", ko = "가족이 부엌의 기기를 얼마나 믿는지, 끝날 때의 값이에요." },
      of = "family: trust", scale = 100,
    },
  },

  shocks = {
    {
      name = "law", title = { en = "A new law: silence is no", ko = "새 법: 그냥 두면 아니요" },
      help = { en = "Nothing may be taken, and no box be ticked. There is an empty box instead.", ko = "그냥 가져올 수 없고 칸을 미리 표시할 수도 없어요. 대신 빈칸을 둬요." },
    },
    {
      name = "share", title = { en = "The maker wants more", ko = "제조사가 더 가져가요" },
      help = { en = "It now gets 15 % of each order that follows an offer, and two fifths of a plan's first three months.", ko = "이제 권해서 온 주문의 15%와 영양제 첫 석 달 값의 5분의 2를 가져가요." },
    },
  },

  goals = {
    { en = "Say who gains by what a kitchen tells, and who pays for it.", ko = "부엌이 알려 준 것으로 누가 얻고 누가 값을 내는지 말해요." },
    { en = "Tell orders that an offer caused from orders that only came earlier, or at a coupon's price.", ko = "권해서 생긴 주문과, 당겨졌거나 쿠폰 값만 든 주문을 구별해요." },
    { en = "Say how what one seller takes reaches the other: trust is shared.", ko = "한 곳이 가져간 것이 다른 곳에 어떻게 닿는지 말해요: 믿음은 함께 써요." },
    { en = "Find a price that is neither the least nor the most, and say why it is there.", ko = "가장 싸지도 비싸지도 않은 알맞은 값을 찾고, 그 까닭을 말해요." },
  },
  worksheet = {
    { en = "One sentence: whom should the kitchen tell, what, and why?", ko = "한 문장: 부엌은 누구에게 무엇을 말해야 할까요? 왜 그럴까요?" },
    { en = "One number that you would show the other team of your world, and where you found it.", ko = "우리 세계의 다른 팀에게 보여 줄 숫자 하나와, 그 숫자를 찾은 곳" },
    { en = "One doubt: what in this world would have to be otherwise for you to be wrong?", ko = "의심 하나: 이 세계에서 무엇이 달라지면 우리 답이 틀릴까요?" },
  },
}
