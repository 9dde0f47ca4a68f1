// SPDX-License-Identifier: GPL-3.0-or-later
// The products of a home and their line to the maker's cloud. One process stands for all of them, so that no
// appliance has to know of it: in every home of a scenario that has a product_cloud {}, on whose terms it
// goes.
//
// A product can be connected if it was sold since the maker builds Wi-Fi into everything. Those that can are
// online or offline in turn. A product online reports its status every so many hours, and when it comes back
// online.
#include "models/people/choice.h"
#include "models/products/link_terms.h"
#include "models/products/retailer.h"
#include "sim/engine/meter.h"

const struct topic link_terms_status = {"product status"};

enum { PRODUCTS_MOST = 8 };  // of a home that are followed

enum { REPORTS, REFUSED, DROPS, METRICS };
static const struct metric metrics[METRICS] = {
    [REPORTS] = {"reports", "1", "statuses that the gate let through", false, NULL},
    [REFUSED] = {"held_back", "1", "statuses that the family did not let out", false, NULL},
    [DROPS] = {"drops", "1", "products that went offline", false, NULL},
};

struct linked {
    time_ms sold;     // by the retailer's book; CLOCK_NEVER: not known
    time_ms changes;  // goes offline, or comes back
    uint32_t draws;   // so far
    uint16_t process;
    bool present : 1, has_wifi : 1, online : 1;
};

struct link {
    time_ms report;  // next
    uint16_t count;
    bool looked;  // so that what is there now and was not then is new
    struct linked products[PRODUCTS_MOST];
};

struct shared {
    const struct link_terms *terms;
    const struct party *retailers[];  // [appliances]; NULL: nobody keeps a book
};

static const struct shared *shared_of(const struct visit *visit) {
    return visit->shared;
}

static time_ms after(const struct visit *visit, double days) {
    return visit->now + 1 + (time_ms)(days * (double)CLOCK_DAY);
}

// ---- One product -----------------------------------------------------------------------------------------

// Its own luck: what else stands in the home moves nothing.
static struct random_block draw(const struct visit *visit, struct linked *product) {
    const struct process *its = &visit->world->processes[visit->home->first_process + product->process];
    struct random_sequence luck = visit_sequence_of(visit, process_stream(visit->world, its));
    luck.n = product->draws++;
    return random_next(&luck);
}

// The present spell ends. Without offline spells, or without online ones, nothing ever changes.
static void begin_spell(struct visit *visit, struct linked *product, double exponential) {
    const struct link_terms *terms = shared_of(visit)->terms;
    double share = terms->connected, offline_days = terms->offline_days;
    bool forever = share <= 0 || share >= 1;
    double mean = product->online ? offline_days * share / (1 - share) : offline_days;
    product->changes = forever ? CLOCK_NEVER : after(visit, mean * exponential);
}

static time_ms sold_at(const struct visit *visit, const struct linked *product) {
    const struct process *process = &visit->world->processes[visit->home->first_process + product->process];
    const struct party *retailer = shared_of(visit)->retailers[process->appliance];
    return retailer ? retailer_sold(retailer, visit->home_number) : CLOCK_NEVER;
}

// A product that stands there for the first time, or a new one in its place. Where no retailer keeps a book,
// a share of what is there at the start has Wi-Fi, and all that comes later.
static void set_up(struct visit *visit, struct linked *product, bool is_new) {
    const struct link_terms *terms = shared_of(visit)->terms;
    struct random_block luck = draw(visit, product);
    product->present = true;
    product->sold = sold_at(visit, product);
    if (product->sold == CLOCK_NEVER)
        product->has_wifi = is_new || random_chance(luck.word[0], terms->has_wifi);
    else
        product->has_wifi = product->sold >= terms->wifi_since;
    product->changes = CLOCK_NEVER;
    product->online = product->has_wifi && random_chance(luck.word[1], terms->connected);
    if (!product->has_wifi) return;
    choice_at_install_all(visit, DATA_TELEMETRY, choice_raw);  // asks of the home's first one
    begin_spell(visit, product, random_exponential(draw(visit, product).word[0]));
}

// True when it stands there; looks whether it is the one it was.
static bool look_at(struct visit *visit, const struct link *link, struct linked *product) {
    bool there = visit->world->processes[visit->home->first_process + product->process].installed;
    if (there && (!product->present || product->sold != sold_at(visit, product)))
        set_up(visit, product, link->looked);
    product->present = there;
    return there;
}

static void report(struct visit *visit, const struct linked *product) {
    struct product_status status = {.meter_kwh = visit_meter(visit).kwh, .process = product->process};
    struct item report = {.topic = &link_terms_status, .bytes = shared_of(visit)->terms->report_bytes};
    unsigned sent = visit_publish(visit, DATA_TELEMETRY, FORM_RAW, product_status_put(report, status));
    visit->metrics[sent ? REPORTS : REFUSED] += 1;
}

static void change(struct visit *visit, struct linked *product) {
    product->online = !product->online;
    begin_spell(visit, product, random_exponential(draw(visit, product).word[0]));
    visit->metrics[DROPS] += !product->online;
    if (product->online) report(visit, product);
}

// ---- The process -----------------------------------------------------------------------------------------

static time_ms next_moment(const struct link *link) {
    time_ms next = link->report;
    for (unsigned i = 0; i < link->count; i++)
        if (link->products[i].present && link->products[i].changes < next) next = link->products[i].changes;
    return next;
}

static time_ms link_act(struct visit *visit, void *state) {
    struct link *link = state;
    bool reports = link->report <= visit->now;
    for (unsigned i = 0; i < link->count; i++) {
        struct linked *product = &link->products[i];
        if (!look_at(visit, link, product)) continue;
        if (product->changes <= visit->now)
            change(visit, product);
        else if (reports && product->online)
            report(visit, product);
    }
    link->looked = true;
    if (reports) link->report = visit->now + (time_ms)(shared_of(visit)->terms->report_hours * CLOCK_HOUR);
    return next_moment(link);
}

static void link_ask(struct visit *visit, void *state) {
    const struct link *link = state;
    bool can_tell = false;
    for (uint16_t i = 0; i < link->count; i++)
        can_tell = can_tell || (link->products[i].present && link->products[i].has_wifi);
    if (can_tell) choice_at_install_all(visit, DATA_TELEMETRY, choice_raw);
}

static time_ms link_install(struct visit *visit, void *state) {
    const struct link_terms *terms = shared_of(visit)->terms;
    struct link *link = state;
    const struct process *first = &visit->world->processes[visit->home->first_process];
    for (uint16_t i = 0; i < visit->home->process_count && link->count < PRODUCTS_MOST; i++)
        if (terms->follows[first[i].appliance]) link->products[link->count++].process = i;
    // Homes report at all times of the day.
    double phase = random_uniform(visit_draw(visit).word[0]) * terms->report_hours;
    link->report = visit->now + 1 + (time_ms)(phase * CLOCK_HOUR);
    return link->report;
}

static unsigned link_count(struct world *world, const struct appliance *appliance, uint32_t home) {
    (void)appliance;
    return world->homes[home].members > 0 && link_terms_find(world) != NULL;
}

static void link_prepare(struct world *world, struct appliance *appliance) {
    const struct link_terms *terms = link_terms_find(world);
    if (!terms) return;
    size_t appliances = world->appliance_count;
    struct shared *shared = status_allocate(1, sizeof *shared + appliances * sizeof shared->retailers[0]);
    shared->terms = terms;
    for (size_t i = 0; i < appliances; i++) shared->retailers[i] = retailer_of(world, (uint16_t)i);
    appliance->shared = shared;
}

static unsigned publishes(const void *settings) {
    (void)settings;
    return 1u << DATA_TELEMETRY;
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation wifi = {"who has Wi-Fi",
                                     "sold since wifi_since; of products whose age no retailer knows: with "
                                     "chance has_wifi those there at the start, all that come later",
                                     "", "assumption"};
static const struct equation spells = {
    "online and offline",
    "in turn, for exponential times: offline mean offline_days, online offline_days connected / (1 - "
    "connected); online at first with chance connected",
    "drops: ends of online spells; connected 0 or 1: for ever",
    "an alternating renewal process, of which connected is online in the long run; assumption"};
static const struct equation statuses = {
    "statuses",
    "each report_hours, and when it comes back online, of report_bytes; reports: let out by the family, "
    "held_back: not",
    "the home's hours shifted by a uniform share; of 8 products of a home at most", "definition"};
static const struct submodel submodels[] = {
    {&wifi, "", "product_cloud.wifi_since, product_cloud.has_wifi, retailer"},
    {&spells, "drops", "product_cloud.connected, product_cloud.offline_days"},
    {&statuses, "reports, held_back, telemetry", "product_cloud.report_hours, product_cloud.report_bytes"},
};

const struct appliance_kind product_link_appliance = {
    .kind = {.name = "product_link",
             .summary = "connects a home's products to product_cloud {}",
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .publishes = publishes,
    .state_size = sizeof(struct link),
    .silent = true,
    .always = true,
    .prepare = link_prepare,
    .count = link_count,
    .install = link_install,
    .ask = link_ask,
    .act = link_act,
};
