// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/products/brands.h"

#include <math.h>

#include "models/methods/logit_law.h"
#include "models/people/privacy.h"
#include "models/people/trust.h"
#include "models/tokens/token_programme.h"
#include "sim/engine/luck.h"

typedef struct brands_settings S;

const struct equation brands_utility_equation = {
    "what a family feels for a brand",
    "v = t + quality + ln(trust / trust_reference) - price_weight (price - felt_won + feared - usual_won) / "
    "usual_won; s is "
    "added to the brand whose product ended; v = 0 for none",
    "t: takes as the share that takes a brand rather than none, s: rebuys as the share that stays with one "
    "of two; trust in "
    "the maker, at least 0.000001; felt_won: see what tokens are felt to take off a price; feared: see what "
    "a policy is felt "
    "to cost, of who heeds it, with chance heeds, else 0",
    "assumption: additive utilities"};
const struct equation brands_surplus_equation = {
    "what a choice of a brand is worth",
    "won = (ln(sum_j exp(v_j)) + price_weight feared / usual_won) usual_won / price_weight, feared of the "
    "brand taken",
    "above having none; what privacy costs is not counted twice: it is felt month by month (see what it "
    "costs that "
    "somebody knows)",
    "Small & Rosen 1981; what is anticipated and what is lived through: Train 2015, not read"};
const struct equation brands_feared_equation = {
    "what a policy is felt to cost",
    "feared = 12 life_years sum over the maker's data flows of share c w 2 (1 - trust)",
    "share: mean over homes that own the brand of what was felt, 0 to 1, of what left in the last month "
    "although nobody was "
    "asked; c w 2 (1 - trust): a month of raw data of the class, see what it costs that somebody knows",
    "assumption: families expect of a maker what its customers live through; those who are asked fear "
    "nothing"};

static const S *settings_of(const struct world *world) {
    return plan_section(world->plan, &brands_section);
}

bool brands_heeds(const struct world *world, uint32_t home) {
    struct random_sequence luck = luck_of_home(world, home, "brands.heeds", 0);
    return random_next_uniform(&luck) < settings_of(world)->heeds;
}

double brands_utility_won(const struct world *world) {
    const S *s = settings_of(world);
    return s->price_weight / s->usual_won;
}

static double feared_won(const struct world *world, uint32_t home, const struct brand_view *view) {
    enum { MONTHS_A_YEAR = 12 };
    double month_won = 0;
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        if (view->told[flow] > 0)
            month_won += view->told[flow] * privacy_month_won(world, home, view->maker,
                                                              gate_flow_at(world->gate, flow)->data_class);
    return month_won * MONTHS_A_YEAR * settings_of(world)->life_years;
}

static double utility_of(const struct world *world, uint32_t home, const struct brand_view *view,
                         double feared) {
    const S *s = settings_of(world);
    double trust = fmax(trust_in(world, home, view->maker), 1e-6);
    double off = token_programme_felt_won(world, home, view->maker, TOKENS_SHOP, view->price_won);
    return logit_advantage(s->takes) + view->quality + log(trust / s->trust_reference) -
           brands_utility_won(world) * (view->price_won - off + feared - s->usual_won);
}

struct brands_choice brands_weigh(const struct world *world, uint32_t home, size_t had,
                                  const struct brand_view *views, size_t count) {
    struct brands_choice choice = {.count = count};
    bool heeds = brands_heeds(world, home);
    for (size_t i = 0; i < count; i++) {
        choice.feared_won[i] = heeds ? feared_won(world, home, &views[i]) : 0;
        choice.utility[i] = utility_of(world, home, &views[i], choice.feared_won[i]);
        if (i == had) choice.utility[i] += logit_advantage(settings_of(world)->rebuys);
    }
    return choice;
}

size_t brands_choose(const struct world *world, const struct brands_choice *choice,
                     struct random_sequence *luck, double *surplus_won) {
    size_t taken = logit_choose(choice->utility, choice->count + 1, luck);
    double feared = taken < choice->count ? choice->feared_won[taken] : 0;
    *surplus_won = logit_sum(choice->utility, choice->count + 1) / brands_utility_won(world) + feared;
    return taken;
}

double brands_lead(const struct world *world, const struct brands_choice *choice, size_t brand,
                   double price_won) {
    double others[BRANDS_MOST + 1];
    size_t count = 0;
    for (size_t i = 0; i <= choice->count; i++)
        if (i != brand) others[count++] = choice->utility[i];
    return choice->utility[brand] + brands_utility_won(world) * price_won - logit_sum(others, count);
}
