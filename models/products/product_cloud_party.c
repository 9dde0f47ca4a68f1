// SPDX-License-Identifier: GPL-3.0-or-later
// The maker's cloud keeps a digital twin of each connected product: when it was last heard, how often, and
// the meter it then read. A twin is as good as its last status is young; from two statuses it carries the
// meter on, by a line through the first and the newest, or by a filter that believes more of what is newer
// and says how far it may be off (local_level_technique.h). Where homes tell their meters with noise, it
// knows how much, and counts it in. How far it is from the true meter is counted at midnight: that compares
// what is known with the truth, and nobody but the run file learns of it. Reports are data of the class
// telemetry, for a purpose and with a consent of its own. Storing a twin costs the maker something; what a
// twin is good for is up to other desks. It may also foresee whether its product fails within the month
// (product_foresight.h); that, too, is held against the truth for the run file alone.
#include "models/products/link_terms.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/methods/local_level_technique.h"
#include "models/people/privacy.h"
#include "models/products/failure_foresight_technique.h"
#include "models/products/product_foresight.h"
#include "models/products/retailer.h"
#include "sim/engine/learning.h"
#include "sim/engine/meter.h"
#include "sim/engine/party_act.h"
#include "sim/engine/words.h"

struct product_cloud_settings {
    double report_hours, report_bytes;
    int estimator, report;
    double epsilon, range_kwh, delta;
    bool foresees;
    char *wifi_since;
    double has_wifi, connected, offline_days;
    double worth_won, storage_won_year;
    char *not_products;
};

typedef struct product_cloud_settings S;
enum estimator { BY_LINE, BY_FILTER };
static const char *const estimator_names[] = {"line", "filter", NULL};
enum meter_report { REPORT_RAW, REPORT_NOISED };
static const char *const report_names[] = {"raw", "noised", NULL};
// clang-format off
static const struct setting rows[] = {
    LEVER_AT_START(S, report_hours, "h", 24, 0.25, 720, "time between two statuses of a product that is online", "assumption"),
    SETTING_ONE_OF(ROLE_LEVER_AT_START, S, estimator, estimator_names, BY_LINE,
                   "how a twin carries the meter on: a line through its first and newest status, or a filter whose variances are learnt from all twins each month",
                   "the question"),
    SETTING_ONE_OF(ROLE_LEVER_AT_START, S, report, report_names, REPORT_RAW,
                   "how a status tells the home's meter: as it is, or by readings that are given noise before they leave", "the question"),
    LEVER_AT_START(S, epsilon, "1", 1, 0.01, 16, "of each noised reading: at most e^epsilon times as likely under one use since the last one as under another",
                   "deployed: 2 to 16 a day (Apple), about 1 a report (Microsoft), not read"),
    LEVER_AT_START(S, range_kwh, "kWh", 10, 0.001, 1000, "use between two noised readings that is told at most, and that the noise hides", "assumption: of a day of an air conditioner"),
    WORLD(S, delta, "1", 1e-6, 1e-12, 1e-2, "chance at which many noised readings may reveal more than is counted", "convention: far below 1 / homes"),
    SETTING_YES_NO(ROLE_LEVER_AT_START, S, foresees, false, "each month twins of products that wear (product_health) foresee whether these fail within the next 30 days, and are scored", "the question"),
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

enum {
    STATUSES,
    PRODUCT_DAYS,
    TWIN_DAYS,
    FRESH,
    OLD,
    AGE,
    METER_DAYS,
    METER_ERROR,
    JUDGED_DAYS,
    EXPECTED,
    INSIDE,
    FORESIGHT,
    METRICS = FORESIGHT + FORESIGHT_COUNTS
};
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
    [JUDGED_DAYS] = {"judged_days", "day", "twins that say how far their meter may be off, times days", false,
                     NULL},
    [EXPECTED] = {"expected_error", "kWh",
                  "standard deviation that the filter gives its meter, mean of twins and days", true,
                  "judged_days"},
    [INSIDE] = {"inside", "1", "share of twins and days whose true meter lies in the filter's 95 % interval",
                true, "judged_days"},
    [FORESIGHT + FORESEEN] = {"foreseen", "1",
                              "months of products of which it was foreseen whether they fail", false, NULL},
    [FORESIGHT + FORESEEN_FAILED] = {"foreseen_failed", "1", "share of them in which the product failed",
                                     false, "foreseen"},
    [FORESIGHT +
        FORESEEN_CHANCE] = {"foreseen_chance", "1", "chance that was foreseen, mean", false, "foreseen"},
    [FORESIGHT + BRIER] = {"brier", "1", "Brier score of that, mean", false, "foreseen"},
    [FORESIGHT +
        BRIER_BASE] = {"brier_base", "1", "the same, had each product the mean chance", false, "foreseen"},
    [FORESIGHT + LOG_LOSS] = {"log_loss", "1", "log loss of what was foreseen, mean", false, "foreseen"},
    [FORESIGHT +
        LOG_BASE] = {"log_loss_base", "1", "the same, had each product the mean chance", false, "foreseen"},
};

// Of one process of a home; statuses 0: there is none.
struct twin {
    time_ms sold;         // the product, by the retailer's book
    time_ms first, last;  // heard
    float first_kwh, last_kwh;
    uint32_t statuses;
    struct local_level use;  // kWh an hour, as of the middle of the last sight
    time_ms seen_until;      // a sight: the mean use between two statuses a day or more apart
    float seen_kwh;          // the meter at its end
    float seen, length_h;    // the last one, kWh an hour; 0 h: none yet
    float known;             // of that, the variance of the noise that was put on it
    uint32_t readings,
        seen_readings;  // with noise, that the newest status and the last sight's end tell the sum of
};

struct product_cloud_state {
    struct link_terms terms;         // first: link_terms.h
    struct twin *twins;              // [processes of the world]
    bool *follows;                   // [appliances]
    const struct party **retailers;  // [appliances]; NULL: nobody keeps a book
    uint16_t storage;
    struct local_level_fit fit;
    struct local_level_law law;           // of the present version
    int64_t versions;                     // 0: none learnt yet
    double reading_kwh2;                  // variance of a reading's noise, 0: none
    double error_kwh, judged;             // since it was made: summed over twins and days, and how many
    struct product_foresight *foresight;  // NULL: nothing is foreseen
};

static struct product_cloud_state *state_of(const struct party *party) {
    return party->state;
}

// Use follows the hour of the day, which is none of the filter's: what it sees is a mean over a day or more.
// Each reading since the last sight adds its noise.
static struct local_level_sight sight_of(const struct product_cloud_state *state, const struct twin *twin,
                                         time_ms at, struct product_status status) {
    double length_h = clock_hours(at - twin->seen_until);
    double readings = (double)status.readings - (double)twin->seen_readings;
    return (struct local_level_sight){(status.meter_kwh - (double)twin->seen_kwh) / length_h, length_h,
                                      readings * state->reading_kwh2 / (length_h * length_h)};
}

static void see_use(struct product_cloud_state *state, struct twin *twin, time_ms at,
                    struct product_status status) {
    static const double least_h = 24 - 1e-6;
    struct local_level_sight sight = sight_of(state, twin, at, status),
                             before = {(double)twin->seen, (double)twin->length_h, (double)twin->known};
    double gap_h = (before.length + sight.length) / 2;
    if (sight.length < least_h) return;
    if (before.length > 0) local_level_learn(&state->fit, before, sight, gap_h);
    if (before.length > 0 && twin->use.variance > 0) {
        local_level_pass(&twin->use, gap_h, state->law);
        local_level_see(&twin->use, sight, state->law);
    } else if (state->versions) {
        twin->use = local_level_begin(sight, state->law);
    }
    twin->seen = (float)sight.seen;
    twin->length_h = (float)sight.length;
    twin->known = (float)sight.known;
    twin->seen_until = at;
    twin->seen_kwh = (float)status.meter_kwh;
    twin->seen_readings = status.readings;
}

static void product_cloud_receive(struct world *world, struct party *party, const struct item *item) {
    if (item->topic != &link_terms_status) return;
    struct product_status status = product_status_of(item);
    uint32_t process = world->homes[item->home].first_process + status.process;
    struct twin *twin = &state_of(party)->twins[process];
    if (state_of(party)->foresight)
        product_foresight_hear(state_of(party)->foresight, process, &status, item->sent);
    if (twin->statuses++ == 0) {
        twin->first = item->sent;
        twin->first_kwh = (float)status.meter_kwh;
        twin->seen_until = item->sent;
        twin->seen_kwh = (float)status.meter_kwh;
        twin->length_h = 0;
        twin->seen_readings = status.readings;
        twin->use = (struct local_level){0};
    } else {
        see_use(state_of(party), twin, item->sent, status);
    }
    twin->readings = status.readings;
    twin->last = item->sent;
    twin->last_kwh = (float)status.meter_kwh;
    party_count(world, party, STATUSES, item->home, 1);
}

// ---- At midnight --------------------------------------------------------------------------------------

static double carry_by_line(const struct world *world, const struct twin *twin) {
    double per_ms = (double)(twin->last_kwh - twin->first_kwh) / (double)(twin->last - twin->first);
    return (double)twin->last_kwh + per_ms * (double)(world->now - twin->last);
}

// Of all that was told so far; what of it went into the last sight carries the meter on, too.
static double noise_kwh2(const struct product_cloud_state *state, const struct twin *twin, double hours) {
    return twin->readings * state->reading_kwh2 + 2 * hours * (double)twin->known * (double)twin->length_h;
}

// From the middle of the last sight to the last status the use may have drifted.
static double carry_by_filter(const struct world *world, const struct product_cloud_state *state,
                              const struct twin *twin, double *deviation_kwh) {
    struct local_level use = twin->use;
    double hours = clock_hours(world->now - twin->last);
    local_level_pass(&use, (double)twin->length_h / 2 + clock_hours(twin->last - twin->seen_until),
                     state->law);
    *deviation_kwh = sqrt(local_level_sum_variance(&use, hours, state->law) + noise_kwh2(state, twin, hours));
    return (double)twin->last_kwh + use.mean * hours;
}

static void judge(struct world *world, struct party *party, uint32_t home, double off_kwh,
                  double deviation_kwh) {
    static const double interval = 1.959964;  // standard deviations to each side of a normal's 95 %
    party_count(world, party, JUDGED_DAYS, home, 1);
    party_count(world, party, EXPECTED, home, deviation_kwh);
    party_count(world, party, INSIDE, home, off_kwh <= interval * deviation_kwh);
}

static void compare_meter(struct world *world, struct party *party, uint32_t home, const struct twin *twin) {
    const S *s = party->entry->settings;
    struct product_cloud_state *state = state_of(party);
    if (twin->last == twin->first) return;
    bool filtered = s->estimator == BY_FILTER && twin->use.variance > 0;
    double deviation_kwh = 0, carried = filtered ? carry_by_filter(world, state, twin, &deviation_kwh)
                                                 : carry_by_line(world, twin);
    double off_kwh = fabs(carried - world_meter(world, home).kwh);
    party_count(world, party, METER_DAYS, home, 1);
    party_count(world, party, METER_ERROR, home, off_kwh);
    state->error_kwh += off_kwh;
    state->judged++;
    if (filtered) judge(world, party, home, off_kwh, deviation_kwh);
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
    if (twin->statuses == 0 && state->foresight) product_foresight_forget(state->foresight, process);
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

// The version that was in use is scored by how far its meters were off; the next one is fitted to all that
// came in.
static void learn(struct world *world, struct party *party) {
    enum { EVERY_DAYS = 30, FLOPS_A_SIGHT = 20 };
    struct product_cloud_state *state = state_of(party);
    if (clock_day(world->now) % EVERY_DAYS != 0) return;
    double score = state->judged > 0 ? state->error_kwh / state->judged : NAN;
    learning_add(world, party,
                 (struct learnt){.technique = &local_level_technique,
                                 .subject = "how much is used",
                                 .version = state->versions,
                                 .samples = state->fit.count,
                                 .homes = NAN,
                                 .score = score,
                                 .measure = "mean error of a twin's meter, kWh",
                                 .flops = FLOPS_A_SIGHT * state->fit.count,
                                 .joules = NAN});
    state->error_kwh = state->judged = 0;
    state->versions += local_level_fitted(&state->fit, &state->law);
}

static void product_cloud_midnight(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    const struct party *maker = party->maker;
    uint64_t twins = 0;
    for (uint32_t home = 0; home < world->home_count; home++) twins += count_home(world, party, home);
    if (s->estimator == BY_FILTER) learn(world, party);
    if (s->foresees) product_foresight_midnight(state_of(party)->foresight, world, party, FORESIGHT);
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

// Of a reading, in Wh: what families are told that it tells.
static void put_noise(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct product_cloud_state *state = state_of(party);
    if (s->report != REPORT_NOISED) return;
    state->terms.noise = geometric_of(s->epsilon, (uint64_t)(s->range_kwh * 1000 + 0.5));
    state->terms.noise_luck = random_stream_of(random_stream("product_link.noise"), party->name);
    state->terms.readings = status_allocate(world->home_count, sizeof *state->terms.readings);
    state->terms.delta = s->delta;
    state->reading_kwh2 = geometric_variance(&state->terms.noise) / 1e6;
    privacy_noise(world, DATA_TELEMETRY, link_terms_form(&state->terms));
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
    put_noise(world, party);
    state_of(party)->storage = ledger_reason(world->ledger, "keeping twins");
}

static void product_cloud_start(struct world *world, struct party *party) {
    struct product_cloud_state *state = state_of(party);
    const S *s = party->entry->settings;
    state->twins = status_allocate(world->process_count, sizeof *state->twins);
    if (s->foresees) state->foresight = product_foresight_create(world);
    state->retailers = status_allocate(world->appliance_count, sizeof *state->retailers);
    for (size_t i = 0; i < world->appliance_count; i++) state->retailers[i] = retailer_of(world, (uint16_t)i);
}

static void product_cloud_close(struct world *world, struct party *party) {
    (void)world;
    free(state_of(party)->twins);
    product_foresight_free(state_of(party)->foresight);
    free(state_of(party)->follows);
    free(state_of(party)->retailers);
    free(state_of(party)->terms.readings);
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
    "meter(t) = m2 + use (t - t2), use = (m2 - m1) / (t2 - t1) by the line, the belief's mean by the filter; "
    "meter_error = mean "
    "of |meter(t) - true meter|; expected_error = sqrt(P h^2 + drift h^3 / 3 + noise h + n V + 2 h m V / "
    "length); inside: |meter(t) - true meter| < 1.96 expected_error",
    "m1, m2 kWh of the first and newest status, at t1 and t2; h = t - t2; meter_days: twins with two, times "
    "days, judged_days: "
    "those of them by the filter; P, drift, noise: see belief of what wanders; where the meter is told with "
    "noise, V the variance of a reading's, n readings told so far, m of them in the last sight",
    "linear extrapolation; the integral of a rate that wanders"};
static const struct equation storage = {
    "keeping twins", "twins storage_won_year / 365 a day, paid by the maker", "to the won", "assumption"};
static const struct submodel submodels[] = {
    {&twins, "statuses, product_days, twin_days, reached, older_than_day, staleness",
     "not_products, worth_won, product_link"},
    {&meter, "meter_days, meter_error, judged_days, expected_error, inside",
     "estimator, report, product_link"},
    {&geometric_equation, "", "epsilon, range_kwh, delta"},
    {&geometric_estimate_equation, "", "epsilon, range_kwh"},
    {&local_level_equation, "", "estimator"},
    {&local_level_fit_equation, "", "estimator"},
    {&failure_foresight_equation, "foreseen, foreseen_failed, foreseen_chance", "foresees, product_health"},
    {&failure_foresight_scores_equation, "brier, brier_base, log_loss, log_loss_base", "foresees"},
    {&weibull_fit_equation, "", "foresees"},
    {&storage, "keeping twins, twins kept for a day", "storage_won_year"},
};

const struct party_kind product_cloud_party = {
    .kind = {.name = "product_cloud",
             .summary = "the maker's desk that keeps a digital twin of each connected product",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&local_level_technique, &failure_foresight_technique)},
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
