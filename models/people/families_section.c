// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/families.h"

#include "models/people/buildings.h"

typedef struct families_settings S;

static const double size_share[] = {0.293, 0.273, 0.210, 0.170, 0.054};
static const double minors_share[] = {0, 0.05, 0.40, 0.65, 0.70};
static const double segment_share[] = {0.03, 0.62, 0.35};
static const double segment_factor[] = {0.2, 1, 3};

// How much more (or less) a month of data is felt to reveal than one of energy use: multiplies what a family
// wants for it.
#define WEIGHT(name_, class_, normal_, least_, most_, source_)                                         \
    {                                                                                                  \
        .name = "weight_" name_, .unit = "1", .type = SETTING_NUMBER, .role = ROLE_UNCERTAIN,          \
        .normal = normal_, .least = least_, .most = most_,                                             \
        .meaning = "how much " name_ " data are felt to reveal, beside energy use", .source = source_, \
        .offset = offsetof(S, class_weight) + (class_) * sizeof(double)                                \
    }
#define LIKE_SURVEYS                                                                                        \
    "assumption, ordered as surveys order them (in-home and biometric data valued most: Prince & Wallsten " \
    "2020)"

// clang-format off
static const struct setting rows[] = {
    SETTING_NUMBERS(ROLE_WORLD, S, size_share, "1", size_share, 0, 1, "shares of households of 1, 2, 3, 4, 5 and more persons",
                  "Population census 2018, Statistics Korea (hankyung.com 2019-08-29)"),
    SETTING_NUMBERS(ROLE_WORLD, S, minors_share, "1", minors_share, 0, 1, "shares of these with somebody under 18; matter to promises about minors alone",
                  "assumption by size; together 24.6 % of households, as in 2018 (5.04 million, Statistics Korea in The Korea Herald 2021-08-25)"),
    SETTING_NUMBERS(ROLE_WORLD, S, segment_share, "1", segment_share, 0, 1, "shares of unconcerned, pragmatist, fundamentalist",
                  "Korea 2018: 3 % unconcerned (2e.co.kr 2019); the split of the others is an assumption"),
    WORLD(S, vacant, "1", 0, 0, 1, "share of homes nobody lives in; 1: appliances alone", "the scenario; a census of households counts no empty dwellings"),
    WORLD(S, apartments, "1", 0.629, 0, 1, "share of dwellings in apartment blocks", "Population census 2020 (asiatoday 2021-07-29)"),
    WORLD(S, highest_floor, "1", 20, 2, 80, "floors of an apartment block", "assumption"),
    WORLD(S, oldest_building, "year", 35, 5, 80, "age of the oldest building", "assumption"),
    SETTING_WHOLE(ROLE_WORLD, S, flats, "1", 0, 0, BUILDINGS_FLATS_MOST, "apartments that share a building, its walls and pipes, one after the other in a district; 0: each is by itself", "the scenario: only what moves from flat to flat asks for it"),
    WORLD(S, pets, "1", 0.25, 0.20, 0.30, "share of households with a companion animal", "Gallup Korea 2023 (munhwanews)"),
    UNCERTAIN(S, trips_per_year, "1/year", 1.5, 0, 4, "trips of the whole family a year", "assumption; long absences as in Page et al. 2008"),
    UNCERTAIN(S, trip_mean_days, "day", 4, 2, 21, "mean length of a trip", "assumption"),
    WORLD(S, base_kwh_month, "kWh", 283, 100, 500, "electricity of a 4-person household without the simulated appliances",
          "KEPCO 2023 (insight.co.kr 443634)"),
    UNCERTAIN(S, budget_won_month, "won", 120000, 0, 1000000, "median monthly budget for services and accessories, 4-person household", "assumption"),
    UNCERTAIN(S, budget_spread, "1", 0.5, 0, 1.5, "sigma of the lognormal budget between households", "assumption"),
    UNCERTAIN(S, data_price_won, "won/month", 5000, 500, 80000, "median price a pragmatist family wants for a month of data like energy use",
              "assumption; US stated WTA 80 USD, WTP 5 USD a month (Winegar & Sunstein 2019), field values far smaller"),
    UNCERTAIN(S, data_price_spread, "1", 1.5, 0.5, 2.5, "sigma of the lognormal price", "assumption"),
    UNCERTAIN(S, gives_freely, "1", 0.2, 0, 0.6, "share of families that want nothing for their data",
              "assumption; valuations are bimodal (Acquisti, John & Loewenstein 2013)"),
    UNCERTAIN(S, never_gives, "1", 0.2, 0, 0.6, "share of families that give it at no price", "assumption; the same source"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, segment_factor, "1", segment_factor, 0.05, 20, "price relative to a pragmatist's, by segment", "assumption"),
    WEIGHT("image", DATA_IMAGE, 10, 2, 40, LIKE_SURVEYS),
    WEIGHT("presence", DATA_PRESENCE, 3, 1, 10, LIKE_SURVEYS),
    WEIGHT("absence", DATA_ABSENCE, 3, 1, 20, LIKE_SURVEYS),
    WEIGHT("food", DATA_FOOD, 1.5, 0.5, 6, LIKE_SURVEYS),
    WEIGHT("stock", DATA_STOCK, 1.5, 0.5, 6, "assumption: as food"),
    WEIGHT("pest_sighting", DATA_PEST_SIGHTING, 2, 0.5, 10, "assumption: between food and presence"),
    WEIGHT("air_quality", DATA_AIR_QUALITY, 1, 0.2, 4, "assumption: as energy use"),
    WEIGHT("device_health", DATA_DEVICE_HEALTH, 0.5, 0.1, 2, "assumption: of the product, not of its owners"),
    WEIGHT("purchase", DATA_PURCHASE, 1.5, 0.5, 6, "assumption: as food; 41-50 % would share shopping (PwC)"),
    WEIGHT("profile", DATA_PROFILE, 4, 1, 16, "assumption: somewhat more than presence"),
    WEIGHT("telemetry", DATA_TELEMETRY, 0.5, 0.1, 4, "assumption: as device health"),
    WEIGHT("health", DATA_HEALTH, 6.4, 4.5, 9.4, "assumption: 11-17 % of those asked would share browsing, health or finance, 41-50 % shopping (PwC)"),
    UNCERTAIN(S, label_tells, "1", 0.5, 0, 1, "what a label made on the device lets its receiver learn, beside the picture that it was made of",
              "assumption: what is on the plate, without the room around it and who eats"),
    UNCERTAIN(S, understands, "1", 0.3, 0, 1, "u: how much of what the form of the data hides (a label, noise) a family takes into account; 0: it weighs all forms as raw data",
              "assumption: little; what is said of noise sets expectations by chance (Cummings, Kaptchuk & Redmiles 2021), what it means is told better than how it works (Xiong et al. 2020)"),
    UNCERTAIN(S, follows_default, "1", 0.4, 0, 0.8, "share of answers that take what was filled in beforehand",
              "opt-out 96 % against opt-in 48 % (Johnson, Bellman & Lohse 2002)"),
    UNCERTAIN(S, effort_won, "won", 300, 0, 3000, "what answering a request costs the family, once", "assumption"),
    UNCERTAIN(S, consent_months, "month", 24, 1, 120, "months that a standing consent is felt to hold for: the effort of the one answer is spread over them",
              "assumption: two years, the term of many contracts and of the tokens; products live 5 to 10"),
    UNCERTAIN(S, data_age_days, "day", 180, 7, 3650, "mean age at which what is known of a family has lost its worth: what is deleted after d days tells 1 - exp(-d / this) of what is kept for good",
              "assumption: half a year; habits change with the seasons and with children's years"),
    UNCERTAIN(S, reconsiders_year, "1/year", 0.5, 0, 12, "times a year that a family looks of its own accord at what it allows", "assumption"),
    UNCERTAIN(S, reconsiders_trust, "1", 0.1, 0.01, 1, "change of its trust after which a family looks at what it allows; 1: never for that", "assumption"),
    UNCERTAIN(S, habit, "1", 0.7, 0, 0.98, "share of times that a family which looks at what it allows leaves all as it is", "assumption: most keep what they have; on defaults, see follows_default"),
    UNCERTAIN(S, never_gives_won, "won/month", 20000, 5000, 500000, "what a month of data of weight 1 that somebody has costs a family that gives it at no price",
              "assumption: more than the median of the most private, 15,000; US stated WTA 80 USD a month (Winegar & Sunstein 2019), field values far smaller"),
    UNCERTAIN(S, resents_won, "won", 5000, 0, 100000, "what it costs a family when somebody acts on what was taken from it, at weight 1, beside trust",
              "assumption: a month of the data's price"),
    UNCERTAIN(S, bothered_won, "won", 1000, 0, 20000, "what it costs a family to be bothered against its wish, at weight 1, beside trust",
              "assumption: eight minutes at the minimum wage of 2018, 7,530 won"),
    UNCERTAIN(S, answer_min, "min", 11, 1, 600, "mean time until a notice is answered, exponential",
              "assumption: seen within 10 minutes by 0.6 of users"),
    UNCERTAIN(S, trust_gain, "1", 6, 0.5, 50, "good evidence about the maker before the start", "assumption"),
    UNCERTAIN(S, trust_loss, "1", 2, 0.5, 50, "bad evidence before the start", "assumption"),
    UNCERTAIN(S, loss_factor, "1", 4, 1, 10, "weight of a bad experience against a good one", "assumption, 3 to 5 usual"),
    UNCERTAIN(S, tells_friends, "1", 0.3, 0, 1, "chance that a friend hears of a bad experience", "assumption"),
    UNCERTAIN(S, hearsay, "1", 0.3, 0, 1, "weight of a friend's experience against an own one", "assumption"),
    UNCERTAIN(S, withdraws_below, "1", 0.35, 0, 1, "trust below which a family withdraws its consents", "assumption"),
};
// clang-format on

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation members = {"who lives in a home",
                                        "nobody with chance vacant, else n persons with size_share[n]; a pet "
                                        "with chance pets; a segment with segment_share",
                                        "shares are divided by their sum", "a draw of the home's own luck"};
static const struct equation minors = {
    "who is under 18",
    "in a home of n persons somebody is where U < minors_share[n]; who has a child at school has one, too",
    "U uniform, the draw by which a school finds its pupils", "a draw of the home's own luck; assumption"};
static const struct equation dwelling = {
    "dwelling",
    "in a block with chance apartments; floor = 1 + floor(U highest_floor), of a house 1 + floor(2 U); "
    "building's age = floor(U' oldest_building)",
    "U, U' uniform", "assumption: equally likely"};
static const struct equation budget = {"purse",
                                       "won a month = budget_won_month sqrt(members / 4) exp(budget_spread "
                                       "z); can afford what costs no more than 3 months",
                                       "z standard normal", "lognormal spread; assumption"};
static const struct equation price = {
    "price that a family puts on its data",
    "concern = data_price_won segment_factor exp(data_price_spread z); 0 with chance gives_freely; none with "
    "chance never_gives",
    "concern won for a month of data of weight 1; z standard normal",
    "lognormal between two ends, as valuations are bimodal (Acquisti, John & Loewenstein 2013); assumption"};
static const struct equation answer = {"answer to a notice", "after answer_min E minutes",
                                       "E exponential with mean 1", "assumption"};
static const struct submodel submodels[] = {
    {&members, "", "vacant, size_share, pets, segment_share, homes.count"},
    {&minors, "", "minors_share"},
    {&dwelling, "", "apartments, highest_floor, oldest_building"},
    {&buildings_equation, "", "flats"},
    {&budget, "", "budget_won_month, budget_spread"},
    {&price, "", "data_price_won, segment_factor, data_price_spread, gives_freely, never_gives"},
    {&answer, "", "answer_min"},
};

static const struct setting_law laws[] = {SOME_OF(size_share), SOME_OF(segment_share)};

const struct section_kind families_section = {
    .kind = {.name = "families",
             .summary = "who lives in the homes: sizes, dwellings, privacy, trust, purse",
             .settings = SETTING_TABLE_OF_LAWS(S, rows, laws),
             .submodels = SUBMODELS(submodels)},
};
