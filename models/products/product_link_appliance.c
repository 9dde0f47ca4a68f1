// SPDX-License-Identifier: GPL-3.0-or-later
// The products of a home and their lines to their makers' clouds. One process stands for all of them, so that
// no appliance has to know of it: in every home of a scenario that has a product_cloud {}. Each product goes
// by the terms of its own maker's cloud, and is none where that has none.
//
// A product can be connected if it was sold since the maker builds Wi-Fi into everything. Those that can are
// online or offline in turn. A product online reports its status every so many hours, and when it comes back
// online. What the meter reads is told as it is, or with noise (link_terms.h: struct link_reading).
#include "models/people/choice.h"
#include "models/products/link_terms.h"
#include "models/products/product_health.h"
#include "models/products/retailer.h"
#include "sim/engine/meter.h"
#include "sim/engine/party_act.h"

const struct topic link_terms_status = {"product status"};

enum { LINES_MOST = 8 };  // of a home that are followed

enum { REPORTS, REFUSED, DROPS, READINGS, CUT, METRICS };
static const struct metric metrics[METRICS] = {
    [REPORTS] = {"reports", "1", "statuses that the gate let through", false, NULL},
    [REFUSED] = {"held_back", "1", "statuses that the family did not let out", false, NULL},
    [DROPS] = {"drops", "1", "products that went offline", false, NULL},
    [READINGS] = {"readings", "1", "readings of the meter that were given noise", false, NULL},
    [CUT] = {"cut", "1", "of these, of a use beyond the range, share", false, "readings"},
};

struct linked {
    time_ms sold;     // by the retailer's book; CLOCK_NEVER: not known
    time_ms changes;  // goes offline, or comes back
    time_ms report;   // next; those of one cloud together
    uint32_t draws;   // so far
    uint32_t told;    // readings of the home that its statuses have told of
    uint16_t process;
    bool present : 1, has_wifi : 1, online : 1;
};

struct link {
    uint16_t count;
    bool looked;  // so that what is there now and was not then is new
    struct linked products[LINES_MOST];
};

// Of an appliance.
struct line {
    const struct link_terms *terms;  // NULL: its maker has no cloud
    const struct party *retailer;    // NULL: nobody keeps a book
};

static uint16_t appliance_of(const struct visit *visit, const struct linked *product) {
    return visit->world->processes[visit->home->first_process + product->process].appliance;
}

static const struct line *line_of(const struct visit *visit, const struct linked *product) {
    const struct line *lines = visit->shared;  // [appliances]
    return &lines[appliance_of(visit, product)];
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
    const struct link_terms *terms = line_of(visit, product)->terms;
    double share = terms->connected, offline_days = terms->offline_days;
    bool forever = share <= 0 || share >= 1;
    double mean = product->online ? offline_days * share / (1 - share) : offline_days;
    product->changes = forever ? CLOCK_NEVER : after(visit, mean * exponential);
}

static time_ms sold_at(const struct visit *visit, const struct linked *product) {
    const struct party *retailer = line_of(visit, product)->retailer;
    return retailer ? retailer_sold(retailer, visit->home_number) : CLOCK_NEVER;
}

// A product that stands there for the first time, or a new one in its place. Where no retailer keeps a book,
// a share of what is there at the start has Wi-Fi, and all that comes later.
static void ask_for(struct visit *visit, const struct linked *product) {
    const struct appliance *its = &visit->world->appliances[appliance_of(visit, product)];
    // Asks of the maker's first one in the home.
    choice_at_install_of(visit, its, DATA_TELEMETRY, link_terms_form(line_of(visit, product)->terms));
}

static void set_up(struct visit *visit, struct linked *product, bool is_new) {
    const struct link_terms *terms = line_of(visit, product)->terms;
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
    ask_for(visit, product);
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

// Whole Wh, so that what the noise leaves is whole, too.
static void read_with_noise(struct visit *visit, const struct link_terms *terms,
                            struct link_reading *reading) {
    struct random_sequence luck = visit_sequence_of(visit, terms->noise_luck);
    luck.n = (uint64_t)reading->count << 32;
    int64_t now_wh = (int64_t)(visit_meter(visit).kwh * 1000), used_wh = now_wh - reading->read_wh;
    reading->told_wh += geometric_tell(&terms->noise, used_wh, &luck);
    reading->read_wh = now_wh;
    reading->at = visit->now;
    reading->count++;
    visit->metrics[READINGS] += 1;
    visit->metrics[CUT] += used_wh > (int64_t)terms->noise.range;
}

// The home's reading of this moment; NULL: its meter is told as it is.
static const struct link_reading *reading_of(struct visit *visit, const struct linked *product) {
    const struct link_terms *terms = line_of(visit, product)->terms;
    if (!terms->readings) return NULL;
    struct link_reading *reading = &terms->readings[visit->home_number];
    if (reading->count == 0 || reading->at != visit->now) read_with_noise(visit, terms, reading);
    return reading;
}

// With noise the meter alone is told: what a product says of its wear would tell more than the noise allows.
static struct product_status status_of(struct visit *visit, const struct linked *product) {
    enum { PROCESSES_MOST = 1 << 8, FAULTS_MOST = (1 << 6) - 1, READINGS_MOST = 1 << 18 };
    const struct link_reading *reading = reading_of(visit, product);
    PROMISE(product->process < PROCESSES_MOST && (!reading || reading->count < READINGS_MOST),
            "a status has room for its product and its readings");
    if (reading)
        return (struct product_status){.meter_kwh = (double)reading->told_wh / 1000,
                                       .wear_years = -1,
                                       .process = product->process,
                                       .readings = reading->count};
    struct product_life life =
        product_health_life(visit->world, visit->home_number, product->process, visit->now);
    return (struct product_status){.meter_kwh = visit_meter(visit).kwh,
                                   .wear_years = (float)life.wear_years,
                                   .process = product->process,
                                   .faults = life.faults < FAULTS_MOST ? life.faults : FAULTS_MOST};
}

// Each reading since the product's last status. What two products tell of the same reading is counted twice:
// nobody is sure to have both.
static double tells_newly(const struct link_terms *terms, const struct linked *product,
                          struct product_status status) {
    uint32_t readings = status.readings - product->told;
    return geometric_epsilon(&terms->noise) * (readings > 1 ? readings : 1);
}

static void report(struct visit *visit, struct linked *product) {
    const struct link_terms *terms = line_of(visit, product)->terms;
    struct item report = {.topic = &link_terms_status, .bytes = terms->report_bytes};
    const struct appliance *its = &visit->world->appliances[appliance_of(visit, product)];
    struct product_status status = status_of(visit, product);
    report = product_status_put(report, status);
    unsigned sent = status.readings == 0
                        ? visit_publish_of(visit, its, DATA_TELEMETRY, FORM_RAW, report)
                        : visit_publish_noised_of(visit, its, DATA_TELEMETRY,
                                                  tells_newly(terms, product, status), report);
    if (sent) product->told = status.readings;
    visit->metrics[sent ? REPORTS : REFUSED] += 1;
}

static void change(struct visit *visit, struct linked *product) {
    product->online = !product->online;
    begin_spell(visit, product, random_exponential(draw(visit, product).word[0]));
    visit->metrics[DROPS] += !product->online;
    if (product->online) report(visit, product);
}

// Who is offline reads the meter all the same, and tells of it later.
static void live(struct visit *visit, struct linked *product) {
    if (product->report <= visit->now && product->has_wifi) reading_of(visit, product);
    if (product->changes <= visit->now)
        change(visit, product);
    else if (product->report <= visit->now && product->online)
        report(visit, product);
}

// ---- The process -----------------------------------------------------------------------------------------

static time_ms next_moment(const struct link *link) {
    time_ms next = CLOCK_NEVER;
    for (unsigned i = 0; i < link->count; i++) {
        const struct linked *product = &link->products[i];
        if (product->report < next) next = product->report;
        if (product->present && product->changes < next) next = product->changes;
    }
    return next;
}

static time_ms link_act(struct visit *visit, void *state) {
    struct link *link = state;
    for (unsigned i = 0; i < link->count; i++) {
        struct linked *product = &link->products[i];
        if (look_at(visit, link, product)) live(visit, product);
        if (product->report <= visit->now)
            product->report =
                visit->now + (time_ms)(line_of(visit, product)->terms->report_hours * CLOCK_HOUR);
    }
    link->looked = true;
    return next_moment(link);
}

static void link_ask(struct visit *visit, void *state) {
    const struct link *link = state;
    for (uint16_t i = 0; i < link->count; i++)
        if (link->products[i].present && link->products[i].has_wifi) ask_for(visit, &link->products[i]);
}

static time_ms link_install(struct visit *visit, void *state) {
    const struct line *lines = visit->shared;
    struct link *link = state;
    const struct process *first = &visit->world->processes[visit->home->first_process];
    // Homes report at all times of the day.
    double phase = random_uniform(visit_draw(visit).word[0]);
    for (uint16_t i = 0; i < visit->home->process_count && link->count < LINES_MOST; i++) {
        const struct link_terms *terms = lines[first[i].appliance].terms;
        if (!terms || !terms->follows[first[i].appliance]) continue;
        struct linked *product = &link->products[link->count++];
        product->process = i;
        product->report = visit->now + 1 + (time_ms)(phase * terms->report_hours * CLOCK_HOUR);
    }
    return next_moment(link);
}

static unsigned link_count(struct world *world, const struct appliance *appliance, uint32_t home) {
    (void)appliance;
    return world->homes[home].members > 0 && world_party_of_kind(world, &product_cloud_party, NULL) != NULL;
}

static struct line line_from(struct world *world, uint16_t appliance) {
    const struct appliance *its = &world->appliances[appliance];
    const struct link_terms *terms = link_terms_of(world, its->maker);
    if (terms && terms->readings) party_noised(world, its, DATA_TELEMETRY, terms->delta);
    return (struct line){terms, retailer_of(world, appliance)};
}

static void link_prepare(struct world *world, struct appliance *appliance) {
    if (!world_party_of_kind(world, &product_cloud_party, NULL)) return;
    struct line *lines = status_allocate(world->appliance_count, sizeof *lines);
    for (size_t i = 0; i < world->appliance_count; i++) lines[i] = line_from(world, (uint16_t)i);
    appliance->shared = lines;
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
static const struct equation noised = {
    "a meter told with noise",
    "meter = sum over readings of told(x); x Wh used since the reading before, whole; cut = share of "
    "readings with x > range",
    "range: 1000 range_kwh; told: see noise on a number; a reading each report_hours, online or not, and "
    "when "
    "one comes back online, for all products of the home that report "
    "at that moment, so that each use goes into one; a status spends epsilon times the readings since the "
    "product's last, of "
    "which the account of its flow is kept but for a chance of delta",
    "each use is in one reading, so that what the readings tell of it does not add up: parallel composition, "
    "McSherry 2009 (SIGMOD), not read"};
static const struct submodel submodels[] = {
    {&wifi, "", "product_cloud.wifi_since, product_cloud.has_wifi, retailer"},
    {&spells, "drops", "product_cloud.connected, product_cloud.offline_days"},
    {&statuses, "reports, held_back, telemetry", "product_cloud.report_hours, product_cloud.report_bytes"},
    {&noised, "readings, cut", "product_cloud.report, product_cloud.range_kwh, product_cloud.delta"},
    {&geometric_equation, "", "product_cloud.epsilon, product_cloud.range_kwh"},
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
