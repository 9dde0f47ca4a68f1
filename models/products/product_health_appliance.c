// SPDX-License-Identifier: GPL-3.0-or-later
// Wear and faults of the products of a home (models/products/product.h), and the monitor in them that
// notices. Some faults show in the product's own data some days before it fails, and some signs mean nothing.
// What the monitor notices goes to whom the family allows to have it, for the purpose that needs it: signs,
// error codes, the wear meter, worn filters, the profile.
//
// A broken product is not taken out of the home's simulation (world_remove): its state would be lost, the
// home would look like one that owns none and be sold a new one, and nobody would be counted as suffering. It
// goes on there as if it worked, which overstates its use by the share of days that it is down; these days,
// and the heat of an air conditioner's, are counted here as what the family lost.
#include "models/products/product_health.h"

#include <string.h>

#include "models/cooling/air_conditioner.h"
#include "models/model.h"
#include "models/people/choice.h"
#include "models/products/data_desk.h"
#include "models/products/wear_clock.h"
#include "sim/engine/party_act.h"
#include "sim/engine/words.h"

const struct topic product_health_broke = {"product broke"};
const struct topic product_health_sign = {"sign of a fault"};
const struct topic product_health_error = {"error code"};
const struct topic product_health_meter = {"wear meter"};
const struct topic product_health_filter = {"filter worn"};
const struct topic product_health_profile = {"product profile"};

struct product_health_settings {
    double shape, life_years, oldest_years;
    double cooling_share, cooling_base_c, cooling_year_k_h;
    double shows, sign_days, false_signs_year;
    double connected, connected_newer, filter_days, report_days, down_day_won;
    int64_t report_bytes;
    char *not_products;
};

typedef struct product_health_settings S;
// clang-format off
static const struct setting rows[] = {
    UNCERTAIN(S, shape, "1", 1.5, 1, 2, "Weibull shape of a life; 1: chance alone, above: wear", "assumption: between chance and plain wear"),
    UNCERTAIN(S, life_years, "year", 7, 2, 20, "mean life to the first failure",
              "design life that makers state: mostly 7 years (taste-for-the-arts.tistory.com/735, weak)"),
    WORLD(S, oldest_years, "year", 7, 0, 20, "ages at the start lie between new and this, all equally likely", "assumption: the design life"),
    UNCERTAIN(S, cooling_share, "1", 0.9, 0, 1, "share of an air conditioner's wear that comes from running, and so from heat", "assumption"),
    WORLD(S, cooling_base_c, "degC", 24, 18, 30, "outdoor temperature above which it runs, the more the hotter", "assumption; cooling set to 26, with the sun in the room"),
    WORLD(S, cooling_year_k_h, "K h", 4600, 100, 50000, "degree-hours above that in an ordinary year",
          "this program's own weather: mean of 24 years of the default climate, 3,400 to 6,500"),
    UNCERTAIN(S, shows, "1", 0.6, 0, 1, "share of faults that show in the product's data before it fails", "assumption"),
    UNCERTAIN(S, sign_days, "day", 14, 1, 90, "mean time from the first sign to the failure, exponential", "assumption"),
    UNCERTAIN(S, false_signs_year, "1/year", 0.05, 0, 2, "signs that mean nothing, per product", "assumption"),
    WORLD(S, connected, "1", 0.5, 0, 1, "share of products that stay connected to the network",
          "LG less than half, Whirlpool more than half (Wall Street Journal 2023)"),
    UNCERTAIN(S, connected_newer, "1", 0, 0, 1, "by which part new products are more often connected than those of middle age, and the oldest more seldom",
              "assumption: not at all; makers build Wi-Fi into ever more of them"),
    UNCERTAIN(S, filter_days, "day", 180, 30, 720, "time until a filter or the like is worn, within a quarter", "assumption"),
    LEVER(S, report_days, "day", 30, 1, 365, "time between two reports of the wear meter", "assumption"),
    UNCERTAIN(S, down_day_won, "won/day", 3000, 0, 30000, "what a day with a product that does not work costs a family, beside the repair",
              "assumption: the trouble of doing without"),
    SETTING_WHOLE(ROLE_WORLD, S, report_bytes, "byte", 200, 50, 100000, "size of a report", "assumption: an event message"),
    SETTING_WORDS(S, not_products, "sensor product_link", "kinds of appliance that are no product one has repaired, with spaces between", "the scenario"),
};
// clang-format on

enum { PRODUCT_DAYS, FAILURES, SIGNS, FALSE_SIGNS, DOWN_DAYS, DOWN_HEAT, FILTERS, REPORTS, METRICS };
static const struct metric metrics[METRICS] = {
    [PRODUCT_DAYS] = {"product_days", "day", "days that products stood in homes", false, NULL},
    [FAILURES] = {"failures", "1", "products that broke", true, NULL},
    [SIGNS] = {"signs", "1", "coming faults that showed", false, NULL},
    [FALSE_SIGNS] = {"false_signs", "1", "signs that meant nothing", false, NULL},
    [DOWN_DAYS] = {"down_days", "day", "days that broken products did not work", true, NULL},
    [DOWN_HEAT] = {"down_heat", "K h",
                   "outdoor degree-hours above the base while an air conditioner did not work", true, NULL},
    [FILTERS] = {"filters", "1", "filters worn", false, NULL},
    [REPORTS] = {"reports", "1", "reports that the gate let through", false, NULL},
};

static const struct welfare_source down_worth = {"days with a broken product", WELFARE_USE,
                                                 "product_health.down_day_won lost a day"};
static const struct welfare_source *const worths[] = {&down_worth, NULL};

struct health {
    struct product products[PRODUCTS_MOST];
    time_ms report;
};

// Who is told for a purpose.
struct use {
    uint16_t flow, party;  // flow GATE_NO_FLOW: nobody
};
// Whom the products of one maker tell.
struct told {
    struct use uses[DATA_USES];
    uint16_t after_service;
};

struct shared {
    struct product_law law;
    struct told *told;    // [makers], by rank; one where the scenario has none
    uint8_t *is_product;  // [appliances]
    double room[];        // of the heat clock, then told, then is_product
};

static struct product_luck luck_of(const struct world *world, const struct appliance *appliance,
                                   uint32_t home) {
    return (struct product_luck){world->key, home, appliance->stream};
}
static struct product_luck luck_here(const struct visit *visit) {
    return luck_of(visit->world, visit->appliance, visit->home_number);
}
static const struct shared *shared_here(const struct visit *visit) {
    return visit->shared;
}
static const struct product_law *law_here(const struct visit *visit) {
    return &shared_here(visit)->law;
}
static const struct product_law *law_of(const struct appliance *appliance) {
    return &((const struct shared *)appliance->shared)->law;
}

static const struct appliance *appliance_of(const struct visit *visit, const struct product *product) {
    const struct world *world = visit->world;
    return &world->appliances[world->processes[visit->home->first_process + product->process].appliance];
}

static uint16_t rank_of(const struct party *maker) {
    return maker ? maker->maker_rank : 0;
}

static const struct told *told_here(const struct visit *visit, const struct product *product) {
    return &shared_here(visit)->told[rank_of(appliance_of(visit, product)->maker)];
}

static time_ms earlier(time_ms a, time_ms b) {
    return a < b ? a : b;
}

static time_ms days(double count) {
    return 1 + (time_ms)(count * (double)CLOCK_DAY);
}

static time_ms next_due(const struct health *health) {
    time_ms due = health->report;
    for (size_t i = 0; i < PRODUCTS_MOST; i++) due = earlier(due, product_next(&health->products[i]));
    return due;
}

// ---- What is noticed, and told ---------------------------------------------------------------------------

static struct item note(const struct visit *visit, const struct product *product, const struct topic *topic,
                        bool real) {
    const S *s = visit->settings;
    const struct health *health = process_state(visit->world, visit->process);
    struct product_note says = {.wear = product_wear_years(law_here(visit), product, visit->now),
                                .faults = product->faults,
                                .product = (uint8_t)(product - health->products),
                                .real = real};
    return product_note_put((struct item){.topic = topic, .bytes = (uint32_t)s->report_bytes}, says);
}

// Through the gate, with the hour's bulk, to the desk of the product's maker with that purpose.
static void report(struct visit *visit, const struct product *product, enum data_use use, struct item item) {
    struct use desk = told_here(visit, product)->uses[use];
    if (desk.flow == GATE_NO_FLOW) return;
    const struct gate_pass *pass = visit_share(visit, desk.flow, FORM_LABEL, item.bytes, 0);
    if (!pass) return;
    item.to = desk.party;
    visit_report(visit, pass, item);
    visit->metrics[REPORTS] += 1;
}

static void fail(struct visit *visit, struct product *product) {
    visit->metrics[FAILURES] += 1;
    product->faults++;
    product->broken_since = product->fails;
    product->fails = product->sign = CLOCK_NEVER;
    struct item told = note(visit, product, &product_health_broke, true);
    told.to = told_here(visit, product)->after_service;
    visit_tell(visit, told);
    if (!product->connected) return;
    struct item error = note(visit, product, &product_health_error, true);
    report(visit, product, USE_SERVICE, error);
    report(visit, product, USE_STATISTICS, error);
}

static void show(struct visit *visit, const struct product *product, bool real) {
    visit->metrics[real ? SIGNS : FALSE_SIGNS] += 1;
    if (product->connected)
        report(visit, product, USE_DIAGNOSIS, note(visit, product, &product_health_sign, real));
}

// The family stands before it as well, and may buy a new one of its own accord: told on the device.
static void wear_filter(struct visit *visit, const struct product *product) {
    visit->metrics[FILTERS] += 1;
    struct item worn = note(visit, product, &product_health_filter, true);
    if (product->connected) report(visit, product, USE_PERSONAL, worn);
    struct use desk = told_here(visit, product)->uses[USE_PERSONAL];
    if (desk.flow == GATE_NO_FLOW) return;
    worn.to = desk.party;
    visit_tell(visit, worn);
}

static void live(struct visit *visit, struct product *product) {
    time_ms now = visit->now;
    bool works = product->broken_since == CLOCK_NEVER;
    if (product->sign <= now) {
        show(visit, product, true);
        product->sign = CLOCK_NEVER;
    }
    if (product->fails <= now) fail(visit, product);
    if (product->false_sign <= now) {
        if (works) show(visit, product, false);
        product_plan_false_sign(law_here(visit), product, luck_here(visit), now);
    }
    if (product->filter <= now) {
        if (works) wear_filter(visit, product);
        product_plan_filter(law_here(visit), product, luck_here(visit), now);
    }
}

static void report_all(struct visit *visit, const struct health *health) {
    for (size_t i = 0; i < PRODUCTS_MOST; i++) {
        const struct product *product = &health->products[i];
        if (!product->present || !product->connected) continue;
        struct item meter = note(visit, product, &product_health_meter, true);
        report(visit, product, USE_STATISTICS, meter);
        report(visit, product, USE_STRATEGY, meter);
        report(visit, product, USE_MARKETING, note(visit, product, &product_health_profile, true));
    }
}

// ---- The home's products ---------------------------------------------------------------------------------

static struct product *slot_of(struct health *health, uint16_t process) {
    struct product *empty = NULL;
    for (size_t i = PRODUCTS_MOST; i-- > 0;) {
        if (health->products[i].present && health->products[i].process == process)
            return &health->products[i];
        if (!health->products[i].present) empty = &health->products[i];
    }
    return empty;
}

// Bought or removed since the last look, or there from the start. A home's seventh product is not followed.
// Looks come with reports only: a family that is asked anew, since a policy turned, has the products it had.
static void look_for_products(struct visit *visit, struct health *health) {
    const struct world *world = visit->world;
    const struct process *processes = &world->processes[visit->home->first_process];
    for (uint16_t i = 0; i < visit->home->process_count; i++) {
        const struct process *process = &processes[i];
        if (!shared_here(visit)->is_product[process->appliance]) continue;
        struct product *product = slot_of(health, i);
        if (!product) continue;
        if (process->installed && !product->present) {
            product->process = i;
            product->cools = world->appliances[process->appliance].kind == &air_conditioner_appliance;
            product->stream = process_stream(world, process);
            product_begin(law_here(visit), product, luck_here(visit), visit->now);
        } else if (!process->installed && product->present && product->process == i) {
            product->present = false;
        }
    }
}

// Whoever has something that tells, for the desks of each maker that it has something of.
static void ask(struct visit *visit, void *state) {
    static const enum data_class classes[] = {DATA_DEVICE_HEALTH, DATA_PROFILE};
    const struct health *health = state;
    for (size_t class = 0; class < sizeof classes / sizeof *classes; class ++)
        for (size_t i = 0; i < PRODUCTS_MOST; i++)
            if (health->products[i].present)
                choice_at_install_of(visit, appliance_of(visit, &health->products[i]), classes[class],
                                     choice_label);
}

static unsigned count(struct world *world, const struct appliance *appliance, uint32_t home) {
    (void)appliance;
    return world->homes[home].members > 0;
}

static time_ms install(struct visit *visit, void *state) {
    struct health *health = state;
    const S *s = visit->settings;
    look_for_products(visit, health);
    ask(visit, health);
    health->report = visit->now + days(s->report_days * random_uniform(visit_draw(visit).word[0]));
    return next_due(health);
}

static time_ms act(struct visit *visit, void *state) {
    struct health *health = state;
    const S *s = visit->settings;
    for (size_t i = 0; i < PRODUCTS_MOST; i++)
        if (product_next(&health->products[i]) <= visit->now) live(visit, &health->products[i]);
    if (health->report <= visit->now) {
        look_for_products(visit, health);
        ask(visit, health);
        report_all(visit, health);
        health->report = visit->now + days(s->report_days);
    }
    return next_due(health);
}

// ---- Days that it does not work --------------------------------------------------------------------------

// Since midnight or since it broke, until `now`.
static time_ms down_from(const struct product *product, time_ms now) {
    time_ms midnight = (now - 1) / CLOCK_DAY * CLOCK_DAY;
    return product->broken_since > midnight ? product->broken_since : midnight;
}

static double down_days(const struct product *product, time_ms now) {
    return (double)(now - down_from(product, now)) / (double)CLOCK_DAY;
}

static void settle(struct visit *visit, void *state) {
    const struct health *health = state;
    const S *s = visit->settings;
    for (size_t i = 0; i < PRODUCTS_MOST; i++) {
        const struct product *product = &health->products[i];
        if (!product->present) continue;
        visit->metrics[PRODUCT_DAYS] += 1;
        if (product->broken_since >= visit->now) continue;
        visit->metrics[DOWN_DAYS] += down_days(product, visit->now);
        visit_worth(visit, &down_worth, -s->down_day_won * down_days(product, visit->now));
        if (product->cools)
            visit->metrics[DOWN_HEAT] +=
                wear_clock_heat_k_h(&law_here(visit)->heat, down_from(product, visit->now), visit->now);
    }
}

// ---- For parties -----------------------------------------------------------------------------------------

static uint16_t process_of(const struct world *world, uint32_t home) {
    const struct process *processes = &world->processes[world->homes[home].first_process];
    for (uint16_t i = 0; i < world->homes[home].process_count; i++)
        if (world->appliances[processes[i].appliance].kind == &product_health_appliance) return i;
    return UINT16_MAX;
}

static struct health *health_of(const struct world *world, uint32_t home,
                                const struct appliance **appliance) {
    uint16_t number = process_of(world, home);
    PROMISE(number != UINT16_MAX, "a home with products has product_health");
    const struct process *process = &world->processes[world->homes[home].first_process + number];
    *appliance = &world->appliances[process->appliance];
    return process_state(world, process);
}

struct product *product_health_at(const struct world *world, uint32_t home, unsigned product) {
    const struct appliance *appliance;
    struct health *health = health_of(world, home, &appliance);
    PROMISE(product < PRODUCTS_MOST, "products are numbered");
    return health->products[product].present ? &health->products[product] : NULL;
}

const struct party *product_health_maker(const struct world *world, uint32_t home, unsigned number) {
    const struct product *product = product_health_at(world, home, number);
    PROMISE(product, "a product that is there has a maker");
    const struct process *its = &world->processes[world->homes[home].first_process + product->process];
    return world->appliances[its->appliance].maker;
}

struct party *product_health_repairer(struct world *world, const struct party *maker) {
    struct party *own = world_party_of_maker(world, &after_service_party, maker);
    return own ? own : world_party_of_kind(world, &after_service_party, NULL);
}

bool product_health_is_there(const struct world *world) {
    for (size_t i = 0; i < world->appliance_count; i++)
        if (world->appliances[i].kind == &product_health_appliance) return true;
    return false;
}

uint32_t product_health_stream(const struct world *world, uint32_t home, unsigned product) {
    const struct appliance *appliance;
    PROMISE(product < PRODUCTS_MOST, "products are numbered");
    return health_of(world, home, &appliance)->products[product].stream;
}

double product_health_wear_years(const struct world *world, uint32_t home, unsigned number) {
    const struct appliance *appliance;
    if (process_of(world, home) == UINT16_MAX) return -1;
    health_of(world, home, &appliance);
    const struct product *product = product_health_at(world, home, number);
    return product ? product_wear_years(law_of(appliance), product, world->now) : -1;
}

struct product_life product_health_life(const struct world *world, uint32_t home, uint16_t process,
                                        time_ms now) {
    const struct appliance *appliance;
    if (process_of(world, home) == UINT16_MAX) return (struct product_life){-1, 0, false};
    const struct health *health = health_of(world, home, &appliance);
    for (unsigned i = 0; i < PRODUCTS_MOST; i++) {
        const struct product *product = &health->products[i];
        if (product->present && product->process == process)
            return (struct product_life){product_wear_years(law_of(appliance), product, now), product->faults,
                                         product->broken_since == CLOCK_NEVER};
    }
    return (struct product_life){-1, 0, false};
}

// The rest of the day's downtime, which no midnight will see.
static void count_down(struct world *world, uint32_t home, const struct appliance *appliance,
                       const struct product *product) {
    if (product->broken_since >= world->now) return;
    time_ms from = down_from(product, world->now);
    double heat = wear_clock_heat_k_h(product_clock(law_of(appliance), product), from, world->now);
    const S *s = appliance->settings;
    double down = down_days(product, world->now);
    world_count(world, appliance->first_metric, DOWN_DAYS, home, down);
    welfare_live(world->welfare, home, &down_worth, -s->down_day_won * down);
    world_count(world, appliance->first_metric, DOWN_HEAT, home, heat);
}

static void go_on(struct world *world, uint32_t home, unsigned number,
                  void (*how)(const struct product_law *, struct product *, struct product_luck, time_ms)) {
    const struct appliance *appliance;
    health_of(world, home, &appliance);
    struct product *product = product_health_at(world, home, number);
    if (!product) return;
    count_down(world, home, appliance, product);
    how(law_of(appliance), product, luck_of(world, appliance, home), world->now);
    party_wake_home(world, home, process_of(world, home));
}

void product_health_repaired(struct world *world, uint32_t home, unsigned product) {
    go_on(world, home, product, product_repair);
}

void product_health_renewed(struct world *world, uint32_t home, unsigned product) {
    go_on(world, home, product, product_renew);
}

struct weibull product_health_law(const struct world *world) {
    for (size_t i = 0; i < world->appliance_count; i++)
        if (world->appliances[i].kind == &product_health_appliance)
            return law_of(&world->appliances[i])->life;
    return (struct weibull){1, INFINITY};
}

// ---- The kind --------------------------------------------------------------------------------------------

static bool is_product(const S *s, const struct appliance_kind *kind) {
    return !kind->always && kind != &product_health_appliance && !words_has(s->not_products, kind->kind.name);
}

static struct use find_use(const struct world *world, const struct party *maker, enum data_use use) {
    for (size_t i = 0; i < world->subscription_count; i++) {
        const struct subscription *desk = &world->subscriptions[i];
        if (desk->maker == maker && !strcmp(desk->purpose, data_desk_purposes[use]))
            return (struct use){desk->flow, desk->party};
    }
    return (struct use){GATE_NO_FLOW, 0};
}

// A maker without an after-service of its own has the first one repair its products.
static struct told find_told(struct world *world, const struct party *maker) {
    struct told told = {.after_service = product_health_repairer(world, maker)->number};
    for (int use = 0; use < DATA_USES; use++) told.uses[use] = find_use(world, maker, (enum data_use)use);
    return told;
}

static void find_all_told(struct world *world, const struct appliance *appliance, struct told *told) {
    if (!product_health_repairer(world, appliance->maker)) {
        status_fail(&world->status, STATUS_SCENARIO,
                    "%s: products break, and there is no after_service {} to repair them",
                    appliance->entry->name);
        return;
    }
    told[0] = find_told(world, NULL);
    for (struct party *maker = NULL; (maker = world_next_maker(world, maker));)
        told[maker->maker_rank] = find_told(world, maker);
}

static void prepare(struct world *world, struct appliance *appliance) {
    const S *s = appliance->settings;
    const struct weather *weather = world->model->weather;
    size_t room = wear_clock_room(weather), makers = world->maker_count ? world->maker_count : 1;
    struct shared *shared =
        status_allocate(1, sizeof *shared + room * sizeof(double) + makers * sizeof(struct told) +
                               world->appliance_count * sizeof(bool));
    shared->told = (struct told *)(shared->room + room);
    find_all_told(world, appliance, shared->told);
    shared->law = (struct product_law){
        .life = weibull_of_mean(s->shape, s->life_years),
        .heat = wear_clock_of_heat(weather, s->cooling_share, s->cooling_base_c, s->cooling_year_k_h,
                                   shared->room),
        .oldest_years = s->oldest_years,
        .connected = s->connected,
        .connected_newer = s->connected_newer,
        .shows = s->shows,
        .sign_days = s->sign_days,
        .false_signs_year = s->false_signs_year,
        .filter_days = s->filter_days,
    };
    shared->is_product = (uint8_t *)(shared->told + makers);
    for (size_t i = 0; i < world->appliance_count; i++)
        shared->is_product[i] = is_product(s, world->appliances[i].kind);
    appliance->shared = shared;
}

static unsigned publishes(const void *settings) {
    (void)settings;
    return 1u << DATA_DEVICE_HEALTH | 1u << DATA_PROFILE;
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation products = {
    "what is followed",
    "the first 6 appliances of a home that are of no kind of not_products, nor there in every home; "
    "product_days = days that they stand in homes",
    "looked for every report_days; what is bought is new", "definition"};
static const struct equation ages = {"ages and ways at the start",
                                     "age = oldest_years U; wear = age; connected with chance connected (1 + "
                                     "connected_newer (1 - 2 age / oldest_years)), 1 at most",
                                     "U uniform: as where every year as many are sold as are given up",
                                     "assumption"};
static const struct equation failures = {"failures",
                                         "a product fails when its wear reaches t', found anew with each "
                                         "repair and each new product; failures counts",
                                         "t': see next failure of a repaired product", "definition"};
static const struct equation signs = {
    "signs before a failure",
    "a fault shows with chance shows, sign_days E days before it fails, at once where that has passed",
    "E exponential with mean 1", "assumption"};
static const struct equation false_signs = {"signs that mean nothing",
                                            "rate = false_signs_year / 365 a day, of products that work", "",
                                            "a Poisson process; assumption"};
static const struct equation filters = {
    "worn filters", "the next after filter_days U days; at the start that is under way by a uniform share",
    "U uniform in 0.75 to 1.25; counted of products that work", "assumption: within a quarter"};
static const struct equation down = {"days without it",
                                     "down_days = hours broken / 24, each worth -down_day_won; down_heat = H "
                                     "while an air conditioner is broken",
                                     "H degree-hours above cooling_base_c", "definition"};
static const struct equation reports = {
    "reports",
    "error codes, signs, worn filters, and each report_days meter and profile, of report_bytes, of connected "
    "products, each to the desk of its maker's with its purpose that may have it",
    "", "definition"};
static const struct submodel submodels[] = {
    {&products, "product_days", "not_products, report_days"},
    {&ages, "", "oldest_years, connected, connected_newer"},
    {&weibull_equation, "", "shape, life_years"},
    {&wear_clock_equation, "", "cooling_share, cooling_base_c, cooling_year_k_h, weather"},
    {&weibull_failures_equation, "", ""},
    {&failures, "failures, product broke", ""},
    {&signs, "signs", "shows, sign_days"},
    {&false_signs, "false_signs", "false_signs_year"},
    {&filters, "filters", "filter_days"},
    {&down, "down_days, down_heat", "down_day_won, cooling_base_c, after_service, fault_diagnosis"},
    {&reports, "reports, device_health, profile", "connected, report_days, report_bytes"},
};

const struct appliance_kind product_health_appliance = {
    .kind = {.name = "product_health",
             .summary = "wear and faults of a home's products, and the monitor in them that notices",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .worths = worths},
    .independent = true,
    .metrics = metrics,
    .metric_count = METRICS,
    .publishes = publishes,
    .state_size = sizeof(struct health),
    .prepare = prepare,
    .count = count,
    .install = install,
    .ask = ask,
    .act = act,
    .settle = settle,
};
