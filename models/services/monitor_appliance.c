// SPDX-License-Identifier: GPL-3.0-or-later
// A monitor in general: measures one quantity of a home, with an error, and tells those who listen. Enough to
// declare a scale, a blood-pressure meter or a leak meter in a scenario without a line of C.
//
// The level is what lasts, and what a service can change; a reading also shows a bad day and a bad
// instrument, so that some reports mean nothing.
#include "models/services/monitor.h"

#include <string.h>

#include "models/methods/ornstein_uhlenbeck_law.h"
#include "models/people/choice.h"

const struct topic monitor_reading = {"reading"};
const struct topic monitor_relief = {"relief"};

struct monitor_settings {
    double ownership, connected;
    int data_class;
    char *quantity, *unit;
    double mean, spread, sigma, tau_days, relapse_days;
    double readings_week, bias, noise;
    double matters_above, tells_above;
    int64_t message_bytes;
};

typedef struct monitor_settings S;
// clang-format off
static const struct setting rows[] = {
    WORLD(S, ownership, "1", 0.2, 0, 1, "share of homes that own one", "the scenario"),
    WORLD(S, connected, "1", 0.5, 0, 1, "share of them that stay connected to the network",
          "LG less than half, Whirlpool more than half (Wall Street Journal 2023)"),
    SETTING_ONE_OF(ROLE_WORLD, S, data_class, gate_class_names, DATA_TELEMETRY, "data class of a reading", "the scenario"),
    SETTING_WORDS(S, quantity, "quantity", "what it measures, for readers only", "the scenario"),
    SETTING_WORDS(S, unit, "1", "the quantity's unit, for readers only", "the scenario"),
    WORLD(S, mean, "1", 0, -1e6, 1e6, "lasting level of the quantity, mean over homes, in its unit", "the scenario"),
    WORLD(S, spread, "1", 1, 0, 1e6, "standard deviation over homes", "the scenario"),
    UNCERTAIN(S, sigma, "1", 0.3, 0, 1e6, "standard deviation of a home's value around its level", "assumption: well below the spread over homes"),
    UNCERTAIN(S, tau_days, "day", 7, 0.01, 3650, "time after which such a deviation has fallen to 1/e", "assumption: a good or bad week"),
    UNCERTAIN(S, relapse_days, "day", 180, 1, 36500, "time after which half of what a service achieved is lost", "assumption: half a year"),
    UNCERTAIN(S, readings_week, "1/week", 3, 0.01, 168, "readings, at exponential intervals", "assumption: every other day"),
    UNCERTAIN(S, bias, "1", 0.1, 0, 1e6, "standard deviation of an instrument's lasting error", "assumption"),
    UNCERTAIN(S, noise, "1", 0.2, 0, 1e6, "standard deviation of a reading's own error", "assumption"),
    WORLD(S, matters_above, "1", 1, -1e6, 1e6, "level from which the home needs help", "the scenario"),
    LEVER(S, tells_above, "1", 1, -1e6, 1e6, "publishes readings from this one on; a very low one: all", "the scenario"),
    SETTING_WHOLE(ROLE_WORLD, S, message_bytes, "byte", 200, 50, 100000, "size of a report", "assumption: an event message"),
};
// clang-format on

enum { READINGS, REPORTED, LEVEL, VALUE, DAYS_ABOVE, FALSE_REPORTS, METRICS };
static const struct metric metrics[METRICS] = {
    [READINGS] = {"readings", "1", "readings taken", false, NULL},
    [REPORTED] = {"reported", "1", "readings that the gate let through to at least one listener", true, NULL},
    [LEVEL] = {"level", "1", "lasting level, mean of a reading", true, "readings"},
    [VALUE] = {"value", "1", "true value, mean of a reading", false, "readings"},
    [DAYS_ABOVE] = {"days_above", "day", "days on which homes with one needed help", true, NULL},
    [FALSE_REPORTS] = {"false_reports", "1", "reports of homes that did not need help", true, NULL},
};

struct monitor {
    double own_level, deviation, bias;
    double relief;  // at the moment `helped`
    time_ms helped, measured, counted;
    bool connected;
};

static double relief_at(const S *s, const struct monitor *monitor, time_ms now) {
    if (monitor->relief == 0) return 0;
    return monitor->relief * exp2(-clock_hours(now - monitor->helped) / 24 / s->relapse_days);
}

static double level_at(const S *s, const struct monitor *monitor, time_ms now) {
    return monitor->own_level - relief_at(s, monitor, now);
}

// ---- In the home -----------------------------------------------------------------------------------------

static unsigned monitor_count(struct world *world, const struct appliance *appliance, uint32_t home) {
    const S *s = appliance->entry->settings;
    struct random_sequence luck = luck_of_home(world, home, "monitor.own", 0);
    luck.stream ^= appliance->stream;
    return random_next_uniform(&luck) < s->ownership;
}

static time_ms next_reading(struct visit *visit) {
    const S *s = visit->settings;
    double mean_ms = 7 * (double)CLOCK_DAY / s->readings_week;
    return visit->now + 1 + (time_ms)(mean_ms * random_exponential(visit_draw(visit).word[0]));
}

static void monitor_ask(struct visit *visit, void *state) {
    const S *s = visit->settings;
    const struct monitor *monitor = state;
    if (monitor->connected) choice_at_install_all(visit, (enum data_class)s->data_class, choice_raw);
}

static time_ms monitor_install(struct visit *visit, void *state) {
    const S *s = visit->settings;
    struct monitor *monitor = state;
    struct random_sequence luck = visit_sequence(visit, "monitor.install");
    *monitor = (struct monitor){.measured = visit->now, .counted = visit->now};
    monitor->own_level = s->mean + s->spread * random_next_normal(&luck);
    monitor->deviation = s->sigma * random_next_normal(&luck);
    monitor->bias = s->bias * random_next_normal(&luck);
    monitor->connected = random_next_uniform(&luck) < s->connected;
    monitor_ask(visit, monitor);
    return next_reading(visit);
}

static void publish(struct visit *visit, const struct monitor *monitor, double reading, double level) {
    const S *s = visit->settings;
    if (!monitor->connected || reading < s->tells_above) return;
    struct item item = monitor_level_put(
        (struct item){.topic = &monitor_reading, .bytes = (uint32_t)s->message_bytes}, reading);
    if (!visit_publish(visit, (enum data_class)s->data_class, FORM_RAW, item)) return;
    visit->metrics[REPORTED] += 1;
    if (level < s->matters_above) visit->metrics[FALSE_REPORTS] += 1;
}

static time_ms monitor_act(struct visit *visit, void *state) {
    const S *s = visit->settings;
    struct monitor *monitor = state;
    double gap_days = clock_hours(visit->now - monitor->measured) / 24;
    monitor->deviation = ornstein_uhlenbeck_step(monitor->deviation, gap_days, s->tau_days, s->sigma,
                                                 random_normal(visit_draw(visit)));
    monitor->measured = visit->now;
    double level = level_at(s, monitor, visit->now), value = level + monitor->deviation;
    double reading = value + monitor->bias + s->noise * random_normal(visit_draw(visit));
    visit->metrics[READINGS] += 1;
    visit->metrics[LEVEL] += level;
    visit->metrics[VALUE] += value;
    publish(visit, monitor, reading, level);
    return next_reading(visit);
}

static time_ms monitor_receive(struct visit *visit, void *state, const struct item *item) {
    struct monitor *monitor = state;
    if (item->topic == &monitor_relief) {
        monitor->relief = relief_at(visit->settings, monitor, visit->now) + monitor_level_of(item);
        monitor->helped = visit->now;
    }
    return visit->process->due;
}

// A day counts as it stands at its end.
static void monitor_settle(struct visit *visit, void *state) {
    const S *s = visit->settings;
    struct monitor *monitor = state;
    if (level_at(s, monitor, visit->now) >= s->matters_above)
        visit->metrics[DAYS_ABOVE] += clock_hours(visit->now - monitor->counted) / 24;
    monitor->counted = visit->now;
}

static double column_relief(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    return ((const struct monitor *)state)->relief;
}
static double column_own_level(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    return ((const struct monitor *)state)->own_level;
}
static double column_deviation(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    return ((const struct monitor *)state)->deviation;
}
static const struct home_column columns[] = {
    {"own_level", "1", "lasting level before anybody helped", column_own_level},
    {"deviation", "1", "deviation from it at the last reading", column_deviation},
    {"relief", "1", "by how much the level was lowered, at the latest visit", column_relief},
};

// ---- For who listens -------------------------------------------------------------------------------------

uint16_t monitor_named(const struct world *world, const char *name) {
    for (size_t i = 0; i < world->appliance_count; i++) {
        const struct appliance *appliance = &world->appliances[i];
        if (appliance->kind == &monitor_appliance && !strcmp(appliance->entry->name, name))
            return (uint16_t)i;
    }
    return UINT16_MAX;
}

enum data_class monitor_class(const struct world *world, uint16_t appliance) {
    return (enum data_class)((const S *)world->appliances[appliance].settings)->data_class;
}

uint16_t monitor_process(const struct world *world, uint32_t home, uint16_t appliance) {
    const struct process *first = &world->processes[world->homes[home].first_process];
    for (uint16_t i = 0; i < world->homes[home].process_count; i++)
        if (first[i].appliance == appliance && first[i].installed) return i;
    return UINT16_MAX;
}

bool monitor_matters(const struct world *world, uint32_t home, uint16_t process) {
    const struct process *its = &world->processes[world->homes[home].first_process + process];
    const S *s = world->appliances[its->appliance].settings;
    return level_at(s, process_state(world, its), world->now) >= s->matters_above;
}

static unsigned publishes(const void *settings) {
    return 1u << ((const S *)settings)->data_class;
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation owners = {
    "who owns one", "a home owns one with chance ownership; it is connected with chance connected", "",
    "a draw of the home's own luck"};
static const struct equation level = {"lasting level", "level = mean + spread z - r 2^(-d / relapse_days)",
                                      "z standard normal, of the home; r what help has lowered it by, d days "
                                      "since; help adds to what is left of r",
                                      "assumption"};
static const struct equation value = {
    "a reading",
    "value = level + y; reading = value + bias z1 + noise z2; the next after 7 E / readings_week days",
    "y the wandering deviation; z1 of the instrument, z2 of the reading, standard normal; E exponential with "
    "mean 1; level, value: means of readings",
    "normal errors; assumption"};
static const struct equation reported = {
    "reports",
    "message_bytes, published by a connected one if reading >= tells_above; reported if the gate lets it "
    "pass to anybody; false if level < matters_above",
    "", "definition"};
static const struct equation days_above = {
    "days in need", "days_above = days at whose end level >= matters_above", "", "definition"};
static const struct submodel submodels[] = {
    {&owners, "", "ownership, connected"},
    {&level, "level", "mean, spread, relapse_days, service.effect"},
    {&ornstein_uhlenbeck_equation, "value", "sigma, tau_days"},
    {&value, "readings, level, value", "bias, noise, readings_week, quantity, unit"},
    {&choice_equation, "", "data_class, families, service.worth_won"},
    {&reported, "reported, false_reports, reading, " GATE_EVERY_CLASS,
     "tells_above, matters_above, connected, data_class, message_bytes"},
    {&days_above, "days_above", "matters_above"},
};

const struct appliance_kind monitor_appliance = {
    .kind = {.name = "monitor",
             .summary = "a monitor in general: measures one quantity, tells those who listen",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
    .silent = true,
    .metrics = metrics,
    .metric_count = METRICS,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .publishes = publishes,
    .state_size = sizeof(struct monitor),
    .count = monitor_count,
    .install = monitor_install,
    .ask = monitor_ask,
    .act = monitor_act,
    .receive = monitor_receive,
    .settle = monitor_settle,
};
