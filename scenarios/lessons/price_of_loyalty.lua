-- SPDX-License-Identifier: GPL-3.0-or-later
-- A lesson of 90 minutes: does it pay a maker to reward families that stay? Rules, worksheet and expected ranges: price_of_loyalty.md.
--
-- Two makers sell phones. Hanbit gives members tokens month by month, good for their next phone; to be a member is to let Hanbit know
-- how the phone is used. Nara has no tokens, and answers with its price. Two teams share a world: one is Hanbit, one the office that
-- watches over such programmes for families.
--
-- The world is made for the question, within the ranges of the settings: a phone lasts two years, so that each year half of the
-- families choose; nobody stays by habit; and a token is felt to be worth a whole won, although half of the time it is forgotten when
-- the phone is bought.
local korea = require "korea_2018"

local HOMES <const> = 2500

local function world()
  return {
    homes   = korea.homes { count = HOMES, districts = 10 },
    friends = "none",
    network = "closed_form",
    brands  = { life_years = 2, ownership = 0.9, rebuys = 0.5 },
    sensor { name = "hanbit_phone", interval_min = 10080, send_probability = 1, to = "hanbit", purpose = "membership" },
    sensor { name = "nara_phone", interval_min = 10080, send_probability = 0 },
    maker { name = "hanbit", makes = "hanbit_phone hanbit_brand hanbit_tokens", accessories_year = 0, service_year = 0 },
    maker { name = "nara", makes = "nara_phone nara_brand", accessories_year = 0, service_year = 0 },
    brand { name = "hanbit_brand", sells = "hanbit_phone" },
    brand { name = "nara_brand", sells = "nara_phone", price = "answers" },
    token_programme { name = "hanbit_tokens", paid_for = "data", offers_month = 0, felt_worth = 1 },
  }
end

local RULES = { ask = "at_install", empty = "opt_in", ticked = "opt_out" }
local DAYS = { half = 180, one = 365, two = 730 }
local LEAST_DAYS = { any = 0, one = 365, two = 730 }
local WAR_WON <const> = 540000  -- making it costs 360,000, and shops keep 108,000

-- A rival that sells its phones for hardly more than they cost; shops that keep three tenths of each price instead of two.
local function policy(choices, shock)
  local shops = shock == "shops" and 0.3 or 0.2
  local set = {
    ["hanbit_tokens.reward_telemetry"] = choices.programme == "tokens" and choices.reward or 0,
    ["hanbit_tokens.paid_in"] = choices.pay,
    ["tokens.good_for_days"] = math.max(DAYS[choices.good], LEAST_DAYS[choices.valid]),
    ["hanbit_brand.price_won"] = choices.price,
    ["hanbit_brand.shops_share"] = shops, ["nara_brand.shops_share"] = shops,
  }
  if shock == "war" then
    set["nara_brand.price"], set["nara_brand.price_won"] = "fixed", WAR_WON
  end
  return { consent = { telemetry = RULES[choices.join] }, set = set }
end

-- Empty seats: more from round to round; none of them is the best.
local function bots(round, world)
  return {
    programme = world == 2 and "none" or "tokens", reward = 3000 * round, good = world == 3 and "two" or "half",
    price = 650000 + 30000 * round, join = world == 1 and "ticked" or "ask", valid = world == 3 and "one" or "any",
  }
end

local function only_with_tokens(name)
  return {
    lever = "programme", is = { "tokens" },
    otherwise = { en = "Only counts if there are " .. name.en .. ".", ko = name.ko .. " 있을 때만 쓰여요." },
  }
end
local TOKENS = { en = "tokens", ko = "토큰이" }

return {
  name = "price_of_loyalty",
  title = { en = "The price of loyalty", ko = "단골의 값" },
  question = {
    en = "A maker of phones gives tokens to families that stay with it. Does that pay the maker?",
    ko = "한 휴대전화 제조사가 계속 쓰는 가족에게 토큰을 줘요. 제조사에게 이익일까요?",
  },
  worlds = 3, start = "2018-01-01", seed = 2018, world = world, policy = policy, bots = bots, practice = true,
  compared = { en = "no tokens", ko = "토큰이 없을 때" },
  reference = { programme = "none" },

  rounds = {
    { title = { en = "First year", ko = "첫해" }, months = { en = "January to December", ko = "1월부터 12월" }, days = 365, seconds = 360 },
    { title = { en = "Second year", ko = "둘째 해" }, months = { en = "January to December", ko = "1월부터 12월" }, days = 365, seconds = 360 },
    { title = { en = "Third year", ko = "셋째 해" }, months = { en = "January to December", ko = "1월부터 12월" }, days = 366, seconds = 360 },
  },

  roles = {
    {
      name = "maker", title = { en = "Hanbit, a maker", ko = "제조사 한빛" },
      knows = {
        { en = "2,500 families. A phone lasts two years; then a family chooses yours, Nara's, or none. Making one costs 360,000 won, and shops keep a fifth of the price.", ko = "2,500가구가 있어요. 휴대전화는 2년쯤 쓰고, 그다음에 우리 것, 나라 것, 또는 아무것도 고르지 않아요. 만드는 데 36만 원이 들고 가게가 값의 5분의 1을 가져가요." },
        { en = "A token takes one won off your next phone, and nothing else. Half of the time a family forgets its tokens when it buys.", ko = "토큰 하나로 우리 다음 휴대전화를 1원 싸게 사요. 다른 데는 못 써요. 살 때 둘 중 한 번은 토큰을 잊어버려요." },
        { en = "What a family holds is your debt, until it is spent or too old.", ko = "가족이 가진 토큰은 쓰거나 기한이 지날 때까지 우리 빚이에요." },
        { en = "Nara has no tokens. Each month it finds the price that answers yours best.", ko = "나라는 토큰이 없어요. 달마다 우리 값에 가장 알맞은 값을 찾아요." },
      },
      levers = {
        {
          name = "programme", title = { en = "Loyalty programme", ko = "단골 제도" },
          help = { en = "Tokens for families that own your phone and are members.", ko = "우리 휴대전화를 쓰는 회원 가족에게 줘요." }, default = "tokens",
          choices = {
            { value = "tokens", title = { en = "Tokens", ko = "토큰" }, help = { en = "Members get some each month.", ko = "회원은 달마다 받아요." } },
            { value = "none", title = { en = "None", ko = "없음" }, help = { en = "The price alone must do it.", ko = "값으로만 겨뤄요." } },
          },
        },
        {
          name = "reward", title = { en = "Tokens a month", ko = "한 달에 주는 토큰" }, of = "hanbit_tokens.reward_telemetry",
          help = { en = "To each member. The more, the more join and the more stay.", ko = "회원 가족마다 줘요. 많을수록 많이 가입하고 많이 남아요." },
          least = 1000, most = 40000, step = 1000, default = 5000, unit = { en = "tokens a month", ko = "토큰(한 달)" },
          counts = only_with_tokens(TOKENS),
        },
        {
          name = "good", title = { en = "How long a token is good", ko = "토큰을 쓸 수 있는 기간" },
          help = { en = "Then it is gone, and you owe nothing.", ko = "지나면 사라지고 빚도 없어져요." }, default = "half",
          choices = {
            { value = "half", title = { en = "Half a year", ko = "반년" }, help = { en = "Little gathers.", ko = "조금만 모여요." } },
            { value = "one", title = { en = "A year", ko = "1년" }, help = { en = "Some gathers.", ko = "꽤 모여요." } },
            { value = "two", title = { en = "Two years", ko = "2년" }, help = { en = "As long as a phone lasts.", ko = "휴대전화 하나를 쓰는 동안이에요." } },
          },
          counts = only_with_tokens(TOKENS),
        },
        {
          name = "price", title = { en = "Price of your phone", ko = "우리 휴대전화 값" }, of = "hanbit_brand.price_won",
          help = { en = "Too dear, and families go to Nara.", ko = "너무 비싸면 가족들이 나라로 가요." },
          least = 550000, most = 1000000, step = 10000, default = 750000, unit = { en = "won", ko = "원" },
        },
      },
      predicts = { { measure = "profit", least = -50, most = 50, step = 1 }, { measure = "families", direction = true } },
    },
    {
      name = "office", title = { en = "Office for fair trade", ko = "공정 거래 사무소" },
      knows = {
        { en = "You make the rules for loyalty programmes, on behalf of 2,500 families.", ko = "2,500가구를 위해 단골 제도의 규칙을 정해요." },
        { en = "A member lets the maker know how its phone is used. Some mind, some do not.", ko = "회원은 휴대전화를 어떻게 쓰는지 제조사에 알려 줘요. 싫은 가족도 있고 괜찮은 가족도 있어요." },
        { en = "Tokens tie a family to its maker. Won are good everywhere.", ko = "토큰은 가족을 한 제조사에 묶어요. 돈은 어디서나 쓸 수 있어요." },
        { en = "Who gives much may raise its price, and a rival that is pressed lowers its own.", ko = "많이 주는 쪽은 값을 올릴 수 있고, 밀린 경쟁사는 값을 내려요." },
      },
      levers = {
        {
          name = "join", title = { en = "How one becomes a member", ko = "회원이 되는 방법" },
          help = { en = "On the form that comes with the phone.", ko = "휴대전화에 딸린 종이에서예요." }, default = "ask",
          choices = {
            { value = "ask", title = { en = "Yes or no", ko = "네 아니요" }, help = { en = "Each says one or the other.", ko = "둘 중 하나를 골라요." } },
            { value = "empty", title = { en = "Empty box", ko = "빈칸" }, help = { en = "Who does nothing is no member.", ko = "그냥 두면 회원이 아니에요." } },
            { value = "ticked", title = { en = "Ticked box", ko = "표시된 칸" }, help = { en = "Who does nothing is a member.", ko = "그냥 두면 회원이에요." } },
          },
        },
        {
          name = "valid", title = { en = "Tokens must be good for", ko = "토큰의 가장 짧은 기간" },
          help = { en = "At least. The maker may give more.", ko = "제조사가 더 길게 정할 수는 있어요." }, default = "any",
          choices = {
            { value = "any", title = { en = "As it likes", ko = "마음대로" }, help = { en = "The maker decides.", ko = "제조사가 정해요." } },
            { value = "one", title = { en = "A year", ko = "1년" }, help = { en = "At least a year.", ko = "적어도 1년이에요." } },
            { value = "two", title = { en = "Two years", ko = "2년" }, help = { en = "At least two years.", ko = "적어도 2년이에요." } },
          },
        },
        {
          name = "pay", title = { en = "What members are paid in", ko = "회원에게 무엇으로 줄까" },
          help = { en = "One token or one won, the same number.", ko = "토큰 하나 대신 1원, 같은 수만큼이에요." }, default = "tokens",
          choices = {
            { value = "tokens", title = { en = "Tokens", ko = "토큰" }, help = { en = "Good for this maker's next phone.", ko = "이 제조사의 다음 휴대전화에만 써요." } },
            { value = "won", title = { en = "Won", ko = "돈" }, help = { en = "Paid at once, good everywhere.", ko = "바로 받고 어디서나 써요." } },
          },
        },
      },
      predicts = { { measure = "families", least = -60000, most = 60000, step = 1000 }, { measure = "profit", direction = true } },
    },
  },

  measures = {
    {
      name = "profit", title = { en = "Hanbit's profit", ko = "한빛의 이익" }, unit = { en = "million won", ko = "백만 원" }, digits = 1, better = "more", beside = true,
      help = { en = "What it earned so far, beside no tokens. What it still owes is not taken off.", ko = "지금까지 번 돈이고, 토큰이 없을 때와 견줘요. 아직 갚지 않은 것은 빼지 않았어요." },
      of = { "money: hanbit", "money: hanbit_tokens" }, scale = 1e-6,
    },
    {
      name = "owed", title = { en = "Tokens owed", ko = "갚아야 할 토큰" }, unit = { en = "million tokens", ko = "백만 토큰" }, digits = 1, better = "less", beside = false,
      help = { en = "By how much what families hold has grown.", ko = "가족들이 가진 토큰이 얼마나 늘었는지예요." },
      of = "tokens: held by households at the end", scale = 1e-6,
    },
    {
      name = "sold", title = { en = "Phones sold", ko = "팔린 휴대전화" }, unit = { en = "phone|phones", ko = "대" }, digits = 0, better = "more", beside = true,
      help = { en = "By Hanbit, beside no tokens.", ko = "한빛이 판 수이고, 토큰이 없을 때와 견줘요." },
      of = "hanbit_brand: sold",
    },
    {
      name = "families", title = { en = "Families", ko = "가족" }, unit = { en = "won a home", ko = "집마다 원" }, digits = 0, better = "more", beside = true,
      help = { en = "What families gained or lost: prices, phones, rewards that they used, and what others know. Tokens not yet used do not count.", ko = "가족이 얻거나 잃은 것이에요. 값, 휴대전화, 쓴 보상, 남이 알게 된 것을 셌고, 아직 쓰지 않은 토큰은 세지 않았어요." },
      of = "welfare: families", scale = 1 / HOMES,
    },
    {
      name = "known", title = { en = "Being known", ko = "알려진 값" }, unit = { en = "won a home", ko = "집마다 원" }, digits = 0, better = "less", beside = false,
      help = { en = "What it costs members that Hanbit knows how they use their phone.", ko = "휴대전화를 어떻게 쓰는지 한빛이 알아서 회원이 잃은 것이에요." },
      of = "- worth: others know", scale = 1 / HOMES,
    },
  },

  shocks = {
    {
      name = "war", title = { en = "Nara cuts its price", ko = "나라가 값을 내려요" },
      help = { en = "Nara sells its phones for 540,000 won, whatever Hanbit does.", ko = "나라가 한빛과 상관없이 휴대전화를 54만 원에 팔아요." },
    },
    {
      name = "shops", title = { en = "Shops want more", ko = "가게가 더 가져가요" },
      help = { en = "Shops keep three tenths of each price instead of two. A phone sold brings both makers less.", ko = "가게가 값의 10분의 2 대신 3을 가져가요. 한 대를 팔아도 두 제조사가 덜 벌어요." },
    },
  },

  goals = {
    { en = "Tell families that stay because of a reward from those that would have stayed anyway.", ko = "보상 때문에 남은 가족과 어차피 남았을 가족을 구별해요." },
    { en = "Say what a promise costs, when, and why a debt is not seen in the profit.", ko = "약속에 언제 얼마가 드는지, 빚이 왜 이익에 보이지 않는지 말해요." },
    { en = "Find a reward and a price that are neither the least nor the most, and say why they are there.", ko = "가장 적지도 많지도 않은 알맞은 보상과 값을 찾고, 그 까닭을 말해요." },
    { en = "Say who pays for loyalty: the maker, its rival, members, or those who do not join.", ko = "단골의 값을 누가 내는지 말해요: 제조사, 경쟁사, 회원, 가입하지 않은 가족." },
  },
  worksheet = {
    { en = "One sentence: does it pay to reward families that stay? Whom, and how much?", ko = "한 문장: 계속 쓰는 가족에게 보상하면 이익일까요? 누구에게, 얼마일 때 그럴까요?" },
    { en = "One number that you would show a maker who says: everybody has tokens, so must we.", ko = "\"다들 토큰을 주니 우리도 줘야 해요\"라고 말하는 제조사에게 보여 줄 숫자 하나와, 그 숫자를 찾은 곳" },
    { en = "One doubt: what in this world would have to be otherwise for you to be wrong?", ko = "의심 하나: 이 세계에서 무엇이 달라지면 우리 답이 틀릴까요?" },
  },
}
