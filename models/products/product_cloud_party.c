// SPDX-License-Identifier: GPL-3.0-or-later
// The maker's cloud keeps a digital twin of each connected product: when it was last heard, how often, and
// the meter it then read. A twin is as good as its last status is young; from two statuses it carries the
// meter on, and how far that is from the true meter is counted at midnight: it compares what is known with
// the truth, and nobody but the run file learns of it. Reports are data of the class telemetry, for a purpose
// and with a consent of its own. Storing a twin costs the maker something; what a twin is good for is up to
// other desks.
#include "models/products/link_terms.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/products/retailer.h"
#include "sim/engine/meter.h"
#include "sim/engine/party_act.h"
#include "sim/engine/words.h"

struct product_cloud_settings {
    double report_hours, report_bytes;
    char *wifi_since;
    double has_wifi, connected, offline_days;
    double worth_won, storage_won_year;
    char *not_products;
};

typedef struct product_cloud_settings S;
// clang-format off
static const struct setting rows[] = {
    LEVER_AT_START(S, report_hours, "h", 24, 0.25, 720, "time between two statuses of a product that is online", "assumption"),
    WORLD(S, report_bytes, "byte", 200, 50, 100000, "size of a status", "assumption: an event message"),
    SETTING_WORDS(S, wifi_since, "2015-01-01", "products sold since this date have Wi-Fi (of retailers that know when they sold)",
                  "the question: Wi-Fi in every product since 2015"),
    UNCERTAIN(S, has_wifi, "1", 0.49, 0, 1, "share with Wi-Fi of products that are there at the start and of which no retailer knows the age",
              "assumption: 3.4 of 7 years of design life"),
    UNCERTAIN(S, connected, "1", 0.5, 0, 1, "share of products with Wi-Fi that are online",
              "LG less than half, Whirlpool more than half (Wall Street Journal 2023)"),
    UNCERTAIN(S, offline_days, "day", 30, 1, 3650, "mean time until a product that went offline is connected again, exponential", "assumption"),
    UNCERTAIN(S, worth_won, "won/month", 1000, 0, 50000, "what the app is worth to a family that is asked for its products' statuses", "assumption"),
    UNCERTAIN(S, storage_won_year, "won/year", 200, 0, 10000, "cost of keeping a twin", "assumption"),
    SETTING_WORDS(S, not_products, "sensor product_health", "kinds of appliance that are no product of the maker's, with spaces between", "the scenario"),
};
// clang-format on

enum { STATUSES, PRODUCT_DAYS, TWIN_DAYS, FRESH, OLD, AGE, METER_DAYS, METER_ERROR, METRICS };
static const struct metric metrics[METRICS] = {
    [STATUSES] = {"statuses", "1", "statuses received", false, NULL},
    [PRODUCT_DAYS] = {"product_days", "day", "products in the homes times days", false, NULL},
    [TWIN_DAYS] = {"twin_days", "day", "products with a twin times days", false, NULL},
    [FRESH] = {"reached", "1", "share of products heard within a day, mean of products and days", true,
               "product_days"},
    [OLD] = {"older_than_day", "1", "share of twins not heard for more than a day", true, "twin_days"},
    [AGE] = {"staleness", "h", "age of a twin's last status, mean of twins and days", true, "twin_days"},
    [METER_DAYS] = {"meter_days", "day", "twins that carry a meter on, times days", false, NULL},
    [METER_ERROR] = {"meter_error", "kWh",
                     "how far the carried-on meter is from the true one, mean of twins and days", true,
                     "meter_days"},
};

// Of one process of a home; statuses 0: there is none.
struct twin {
    time_ms sold;         // the product, by the retailer's book
    time_ms first, last;  // heard
    float first_kwh, last_kwh;
    uint32_t statuses;
};

struct product_cloud_state {
    struct link_terms terms;         // first: link_terms.h
    struct twin *twins;              // [processes of the world]
    bool *follows;                   // [appliances]
    const struct party **retailers;  // [appliances]; NULL: nobody keeps a book
    uint16_t storage;
};

static struct product_cloud_state *state_of(const struct party *party) {
    return party->state;
}

static void product_cloud_receive(struct world *world, struct party *party, const struct item *item) {
    if (item->topic != &link_terms_status) return;
    struct product_status status = product_status_of(item);
    struct twin *twin = &state_of(party)->twins[world->homes[item->home].first_process + status.process];
    if (twin->statuses++ == 0) {
        twin->first = item->sent;
        twin->first_kwh = (float)status.meter_kwh;
    }
    twin->last = item->sent;
    twin->last_kwh = (float)status.meter_kwh;
    party_count(world, party, STATUSES, item->home, 1);
}

// ---- At midnight --------------------------------------------------------------------------------------

static void compare_meter(struct world *world, struct party *party, uint32_t home, const struct twin *twin) {
    if (twin->last == twin->first) return;
    double per_ms = (double)(twin->last_kwh - twin->first_kwh) / (double)(twin->last - twin->first);
    double carried = (double)twin->last_kwh + per_ms * (double)(world->now - twin->last);
    party_count(world, party, METER_DAYS, home, 1);
    party_count(world, party, METER_ERROR, home, fabs(carried - world_meter(world, home).kwh));
}

static void count_twin(struct world *world, struct party *party, uint32_t home, const struct twin *twin) {
    time_ms age = world->now - twin->last;
    party_count(world, party, TWIN_DAYS, home, 1);
    party_count(world, party, AGE, home, clock_hours(age));
    party_count(world, party, age <= CLOCK_DAY ? FRESH : OLD, home, 1);
    compare_meter(world, party, home, twin);
}

// A product that was taken away, or replaced, takes its twin with it.
static bool has_twin(const struct world *world, struct party *party, uint32_t home, uint32_t process) {
    const struct product_cloud_state *state = state_of(party);
    struct twin *twin = &state->twins[process];
    const struct party *retailer = state->retailers[world->processes[process].appliance];
    time_ms sold = retailer ? retailer_sold(retailer, home) : 0;
    if (!world->processes[process].installed || sold != twin->sold) twin->statuses = 0;
    twin->sold = sold;
    return twin->statuses > 0;
}

// Returns the home's twins.
static uint32_t count_home(struct world *world, struct party *party, uint32_t home) {
    const struct product_cloud_state *state = state_of(party);
    uint32_t first = world->homes[home].first_process, twins = 0;
    for (uint32_t i = first; i < first + world->homes[home].process_count; i++) {
        if (!state->follows[world->processes[i].appliance]) continue;
        bool known = has_twin(world, party, home, i);
        if (world->processes[i].installed) party_count(world, party, PRODUCT_DAYS, home, 1);
        if (known) count_twin(world, party, home, &state->twins[i]);
        twins += known;
    }
    return twins;
}

static void product_cloud_midnight(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    const struct party *maker = party->maker;
    uint64_t twins = 0;
    for (uint32_t home = 0; home < world->home_count; home++) twins += count_home(world, party, home);
    party_begin(world, party->number, HOME_NONE, "twins kept for a day");
    account payer = ledger_party(world->ledger, maker ? maker->number : party->number);
    ledger_post(world->ledger, payer, ledger_outside(world->ledger),
                (int64_t)((double)twins * s->storage_won_year / 365 + 0.5), WON, state_of(party)->storage, 0);
}

static void find_products(const struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    bool *follows = status_allocate(world->appliance_count, sizeof *follows);
    for (size_t i = 0; i < world->appliance_count; i++) {
        const struct appliance_kind *kind = world->appliances[i].kind;
        follows[i] = !kind->always && world->appliances[i].maker == party->maker &&
                     !words_has(s->not_products, kind->kind.name);
    }
    state_of(party)->follows = follows;
}

static void set_terms(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct product_cloud_state *state = state_of(party);
    int64_t day = 0;
    if (!clock_parse_date(s->wifi_since, &day))
        status_fail(&world->status, STATUS_SCENARIO, "%s.wifi_since = \"%s\": allowed is a date, YYYY-MM-DD",
                    party->name, s->wifi_since);
    state->terms = (struct link_terms){.report_hours = s->report_hours,
                                       .report_bytes = (uint32_t)s->report_bytes,
                                       .wifi_since = (day - world->start_day) * CLOCK_DAY,
                                       .has_wifi = s->has_wifi,
                                       .connected = s->connected,
                                       .offline_days = s->offline_days,
                                       .follows = state->follows};
}

static void product_cloud_prepare(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    const struct party *maker = party->maker;
    party_subscribe(world, (struct subscription){.data_class = DATA_TELEMETRY,
                                                 .party = party->number,
                                                 .recipient = maker ? maker->number : party->number,
                                                 .purpose = "digital twin",
                                                 .worth_won = s->worth_won});
    find_products(world, party);
    set_terms(world, party);
    state_of(party)->storage = ledger_reason(world->ledger, "keeping twins");
}

static void product_cloud_start(struct world *world, struct party *party) {
    struct product_cloud_state *state = state_of(party);
    state->twins = status_allocate(world->process_count, sizeof *state->twins);
    state->retailers = status_allocate(world->appliance_count, sizeof *state->retailers);
    for (size_t i = 0; i < world->appliance_count; i++) state->retailers[i] = retailer_of(world, (uint16_t)i);
}

static void product_cloud_close(struct world *world, struct party *party) {
    (void)world;
    free(state_of(party)->twins);
    free(state_of(party)->follows);
    free(state_of(party)->retailers);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation twins = {
    "twins",
    "a product of its maker's, no kind of not_products, has a twin from its first status on until it is "
    "taken away or "
    "replaced; product_days and twin_days are sums over days; reached = twins heard within 24 h / "
    "product_days; older_than_day = the other twins / twin_days; staleness = mean of now - last",
    "at midnight; last: when the newest status was sent; families that are asked weigh worth_won a month",
    "definition"};
static const struct equation meter = {
    "the meter, carried on",
    "meter(t) = m2 + (m2 - m1) / (t2 - t1) (t - t2); meter_error = mean of |meter(t) - true meter|",
    "m1, m2 kWh of the first and newest status, at t1 and t2; meter_days: twins with two, times days",
    "linear extrapolation"};
static const struct equation storage = {
    "keeping twins", "twins storage_won_year / 365 a day, paid by the maker", "to the won", "assumption"};
static const struct submodel submodels[] = {
    {&twins, "statuses, product_days, twin_days, reached, older_than_day, staleness",
     "not_products, worth_won, product_link"},
    {&meter, "meter_days, meter_error", ""},
    {&storage, "keeping twins, twins kept for a day", "storage_won_year"},
};

const struct party_kind product_cloud_party = {
    .kind = {.name = "product_cloud",
             .summary = "the maker's desk that keeps a digital twin of each connected product",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct product_cloud_state),
    .in_cloud = true,
    .prepare = product_cloud_prepare,
    .start = product_cloud_start,
    .receive = product_cloud_receive,
    .midnight = product_cloud_midnight,
    .close = product_cloud_close,
};
