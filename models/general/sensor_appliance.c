// SPDX-License-Identifier: GPL-3.0-or-later
// A sensor in general: it acts at exponential intervals, and sends some of what it notices to one of its
// recipients, as bulk data of the hour. Enough to declare many an appliance in a scenario without a line of
// C.
#include <stdio.h>
#include <string.h>

#include "models/people/choice.h"
#include "sim/engine/party_act.h"
#include "sim/engine/world.h"

struct sensor_settings {
    int64_t per_home;
    double interval_min, send_probability;
    int data_class;
    char *to, *purpose;
    int64_t message_bytes;
    double message_gflop;
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
    WORLD(S, message_gflop, "GFLOP", 0, 0, 10000, "computing that a message takes at who receives it", "the scenario"),
};
// clang-format on

enum { ACTS, MESSAGES, METRICS };
static const struct metric metrics[METRICS] = {
    [ACTS] = {"acts", "1", "times a sensor acted", true, NULL},
    [MESSAGES] = {"messages", "1", "messages the gate let through", true, NULL},
};

struct sensor_shared {
    double interval_ms;
    uint32_t send_below;  // of 2^MESSAGE_BITS
    uint32_t flow_count;
    uint16_t flows[];  // one per recipient
};

// One turn takes one 64-bit word of chance: its lower bits decide on the message and its recipient, the
// others on the interval. A block of chance makes two turns.
enum { MESSAGE_BITS = 24, INTERVAL_BITS = 64 - MESSAGE_BITS };

// The interval until the next turn, > 0 ms, above the message's bits.
typedef uint64_t sensor_turn;

// Turns are drawn before they are needed: whether the window holds another one is then known at once, and the
// processor works on the next block of chance while it goes on.
struct sensor {
    sensor_turn ahead[2];  // the first is 0 when it has been taken
};

static bool is_recipient(const struct party *party, const S *s) {
    return !strcmp(party->entry->name, s->to);
}

static void sensor_prepare(struct world *world, struct appliance *appliance) {
    const S *s = appliance->entry->settings;
    struct sensor_shared *shared = status_allocate(1, sizeof *shared + world->party_count * sizeof(uint16_t));
    for (size_t i = 0; i < world->party_count; i++)
        if (is_recipient(&world->parties[i], s))
            shared->flows[shared->flow_count++] = party_flow_from(
                world, appliance->maker, (enum data_class)s->data_class, &world->parties[i], s->purpose);
    shared->interval_ms = s->interval_min * (double)CLOCK_MINUTE;
    if (shared->flow_count) shared->send_below = (uint32_t)(s->send_probability * (1 << MESSAGE_BITS) + 0.5);
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

static inline time_ms turn_gap(sensor_turn turn) {
    return (time_ms)(turn >> MESSAGE_BITS);
}
static inline uint32_t turn_message(sensor_turn turn) {
    return (uint32_t)turn & ((1u << MESSAGE_BITS) - 1);
}

// Single precision: a millisecond or two in ten hours.
static inline sensor_turn make_turn(const struct sensor_shared *shared, uint64_t word) {
    float uniform = ((float)(word >> MESSAGE_BITS) + 0.5f) / (float)((uint64_t)1 << INTERVAL_BITS);
    uint64_t gap = 1 + (uint64_t)(shared->interval_ms * -logf(uniform));
    return gap << MESSAGE_BITS | turn_message(word);
}

// Among the turns that send, the message's bits are still uniform, and choose the recipient.
static inline uint16_t recipient_flow(const struct sensor_shared *shared, uint32_t message) {
    return shared->flows[(uint64_t)message * shared->flow_count / shared->send_below];
}

static inline sensor_turn draw_turn(const struct visit *visit, const struct sensor_shared *shared,
                                    uint64_t word) {
    uint32_t message = turn_message(word);
    if (message < shared->send_below)
        gate_fetch(visit->world->gate, visit->home_number, recipient_flow(shared, message));
    return make_turn(shared, word);
}

static inline void draw_ahead(struct visit *visit, const struct sensor_shared *shared,
                              struct sensor *sensor) {
    struct random_block luck = visit_draw(visit);
    sensor->ahead[0] = draw_turn(visit, shared, luck.word[0]);
    sensor->ahead[1] = draw_turn(visit, shared, luck.word[1]);
}

static inline sensor_turn take_turn(struct visit *visit, const struct sensor_shared *shared,
                                    struct sensor *sensor) {
    sensor_turn first = sensor->ahead[0], second = sensor->ahead[1];
    sensor->ahead[0] = 0;
    if (first) return first;
    draw_ahead(visit, shared, sensor);
    return second;
}

static void sensor_ask(struct visit *visit, void *state) {
    (void)state;
    const struct sensor_shared *shared = visit->shared;
    if (visit->process->number == 0)
        for (uint32_t i = 0; i < shared->flow_count; i++)
            choice_at_install(visit, shared->flows[i], choice_raw, 0);
}

static time_ms sensor_install(struct visit *visit, void *state) {
    const struct sensor_shared *shared = visit->shared;
    sensor_ask(visit, state);
    draw_ahead(visit, shared, state);
    return visit->now + turn_gap(take_turn(visit, shared, state));
}

static void send_to(struct visit *visit, uint16_t flow) {
    const S *s = visit->settings;
    const struct gate_pass *pass = visit_share(visit, flow, FORM_RAW, (uint32_t)s->message_bytes, 0);
    if (!pass) return;
    visit_send_bulk(visit, pass, (uint32_t)s->message_bytes, s->message_gflop);
    visit->metrics[MESSAGES] += 1;
}

static time_ms sensor_act(struct visit *visit, void *state) {
    const struct sensor_shared *shared = visit->shared;
    unsigned acts = 0;
    time_ms due;
    do {
        sensor_turn turn = take_turn(visit, shared, state);
        if (turn_message(turn) < shared->send_below)
            send_to(visit, recipient_flow(shared, turn_message(turn)));
        due = visit->now + turn_gap(turn);
        acts++;
    } while (visit_goes_on(visit, due));
    visit->metrics[ACTS] += acts;
    return due;
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation acts = {"acts", "the next after 1 ms + interval_min E",
                                     "E exponential with mean 1; per_home sensors a home",
                                     "a Poisson process"};
static const struct equation messages = {
    "messages",
    "an act sends message_bytes, with message_gflop to compute, with chance send_probability, to one of the "
    "parties called to, each equally likely, if the gate lets it pass",
    "", "the telemetry of make bench; assumption"};
static const struct submodel submodels[] = {
    {&acts, "acts", "per_home, interval_min"},
    {&messages, "messages, " GATE_EVERY_CLASS,
     "send_probability, to, purpose, data_class, message_bytes, message_gflop, network"},
    {&choice_equation, "", "data_class, families"},
};

const struct appliance_kind sensor_appliance = {
    .kind = {.name = "sensor",
             .summary = "a sensor in general: acts at a rate, sends what it notices",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
    .independent = true,
    .metrics = metrics,
    .metric_count = METRICS,
    .publishes = publishes_nothing,
    .state_size = sizeof(struct sensor),
    .prepare = sensor_prepare,
    .count = sensor_count,
    .install = sensor_install,
    .ask = sensor_ask,
    .act = sensor_act,
};
