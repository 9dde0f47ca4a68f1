// SPDX-License-Identifier: GPL-3.0-or-later
// A sensor in general: it acts at exponential intervals, and sends some of what it notices to one of its
// recipients, as bulk data of the hour. Enough to declare many an appliance in a scenario without a line of
// C.
#include <stdio.h>
#include <string.h>

#include "models/household/choice.h"
#include "sim/engine/world.h"

struct sensor_settings {
    int64_t per_home;
    double interval_min, send_probability;
    int data_class;
    char *to, *purpose;
    int64_t message_bytes;
};

typedef struct sensor_settings S;
// clang-format off
static const struct setting rows[] = {
    SETTING_WHOLE(ROLE_WORLD, S, per_home, "1", 1, 0, 255, "sensors in each home", "the scenario"),
    WORLD(S, interval_min, "min", 30, 0.01, 525600, "mean interval between acts, exponential", "the scenario"),
    WORLD(S, send_probability, "1", 0.05, 0, 1, "chance that an act sends a message", "the scenario"),
    SETTING_ONE_OF(ROLE_WORLD, S, data_class, gate_class_names, DATA_TELEMETRY, "data class of what is sensed", "the scenario"),
    SETTING_WORDS(S, to, "", "party that is sent the messages; of several with this name, one by chance; empty: nobody", "the scenario"),
    SETTING_WORDS(S, purpose, "service", "what the recipient wants it for", "the scenario"),
    SETTING_WHOLE(ROLE_WORLD, S, message_bytes, "byte", 200, 1, 100000000, "size of a message", "assumption: an event message"),
};
// clang-format on

enum { ACTS, MESSAGES, METRICS };
static const struct metric metrics[METRICS] = {
    [ACTS] = {"acts", "1", "times a sensor acted", true, NULL},
    [MESSAGES] = {"messages", "1", "messages the gate let through", true, NULL},
};

struct sensor_shared {
    double interval_ms;
    uint32_t send_below;  // of 2^32
    uint32_t flow_count;
    uint16_t flows[];  // one per recipient
};

static bool is_recipient(const struct party *party, const S *s) {
    return !strcmp(party->entry->name, s->to);
}

static void sensor_prepare(struct world *world, struct appliance *appliance) {
    const S *s = appliance->entry->settings;
    struct sensor_shared *shared = status_allocate(1, sizeof *shared + world->party_count * sizeof(uint16_t));
    for (size_t i = 0; i < world->party_count; i++)
        if (is_recipient(&world->parties[i], s))
            shared->flows[shared->flow_count++] =
                world_flow(world, (enum data_class)s->data_class, &world->parties[i], s->purpose);
    shared->interval_ms = s->interval_min * (double)CLOCK_MINUTE;
    if (shared->flow_count) shared->send_below = (uint32_t)fmin(s->send_probability * 0x1p32, UINT32_MAX);
    appliance->shared = shared;
    if (*s->to && shared->flow_count == 0)
        status_fail(&world->status, STATUS_SCENARIO, "%s.to = \"%s\": there is no party of that name",
                    appliance->entry->name, s->to);
}

static unsigned sensor_count(struct world *world, const struct appliance *appliance, uint32_t home) {
    (void)world, (void)home;
    const S *s = appliance->entry->settings;
    return (unsigned)s->per_home;
}

static time_ms next_act(const struct sensor_shared *shared, time_ms now, uint64_t word) {
    return now + 1 + (time_ms)(shared->interval_ms * random_exponential(word));
}

static time_ms sensor_install(struct visit *visit, void *state) {
    (void)state;
    const struct sensor_shared *shared = visit->shared;
    if (visit->process->number == 0)
        for (uint32_t i = 0; i < shared->flow_count; i++) choice_at_install(visit, shared->flows[i], 0);
    return next_act(shared, 0, visit_draw(visit).word[0]);
}

static void send_to(struct visit *visit, uint16_t flow) {
    const S *s = visit->settings;
    if (!visit_share(visit, flow, FORM_LABEL, (uint32_t)s->message_bytes, 0)) return;
    visit_send_bulk(visit, flow, (uint32_t)s->message_bytes, 0);
    visit->metrics[MESSAGES] += 1;
}

// One block a turn: the interval from its first word, the message and its recipient from the halves of its
// second.
static time_ms sensor_act(struct visit *visit, void *state) {
    (void)state;
    const struct sensor_shared *shared = visit->shared;
    unsigned acts = 0;
    time_ms due;
    do {
        struct random_block luck = visit_draw(visit);
        if ((uint32_t)luck.word[1] < shared->send_below)
            send_to(visit, shared->flows[random_below((uint32_t)(luck.word[1] >> 32), shared->flow_count)]);
        due = next_act(shared, visit->now, luck.word[0]);
        acts++;
    } while (visit_goes_on(visit, due));
    visit->metrics[ACTS] += acts;
    return due;
}

const struct appliance_kind sensor_appliance = {
    .kind = {.name = "sensor",
             .summary = "a sensor in general: acts at a rate, sends what it notices",
             .settings = SETTING_TABLE(S, rows)},
    .independent = true,
    .metrics = metrics,
    .metric_count = METRICS,
    .prepare = sensor_prepare,
    .count = sensor_count,
    .install = sensor_install,
    .act = sensor_act,
};
