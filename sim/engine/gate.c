// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/gate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const gate_class_names[] = {
    "image",       "presence",      "absence",  "energy_use", "food",      "stock",  "pest_sighting",
    "air_quality", "device_health", "purchase", "profile",    "telemetry", "health", NULL};
const char *const gate_rule_names[] = {"never",   "none",          "at_install", "opt_in",
                                       "opt_out", "ask_each_time", NULL};

// For people, in the order of the names.
const char *const gate_class_meanings[] = {"pictures that an appliance's camera took",
                                           "that somebody is at home, or how many",
                                           "that the family is away on a trip",
                                           "electricity used, and by what",
                                           "what is eaten or heated",
                                           "what is in the refrigerator, and what runs out",
                                           "that a robot met cockroaches",
                                           "how bad the air is",
                                           "how a product wears, and signs of coming faults",
                                           "what the family bought",
                                           "what the family is like: what is known of it, put together",
                                           "readings of sensors in general",
                                           "of persons: weight, blood pressure, what their meals say of it",
                                           NULL};
const char *const gate_rule_meanings[] = {"stays in the home",
                                          "leaves without anybody being asked",
                                          "asked once, when the appliance is installed",
                                          "asked at installation with no filled in; silence means no",
                                          "asked at installation with yes filled in; silence means yes",
                                          "asked at each occasion; one yes covers that occasion",
                                          NULL};

const char *const gate_form_names[] = {"label", "pseudonymous", "raw", "noised", NULL};
const char *const gate_form_meanings[] = {
    "what was recognised in the home", "as it was noticed, without saying of whom", "as it was noticed",
    "a label that may be false by chance, so that it proves nothing", NULL};
static const unsigned rawness[DATA_FORMS] = {
    [FORM_NOISED] = 0, [FORM_LABEL] = 1, [FORM_PSEUDONYMOUS] = 2, [FORM_RAW] = 3};

const char *const gate_state_names[] = {"not_asked", "asked",   "granted", "refused",
                                        "withdrawn", "expired", NULL};

_Static_assert(sizeof gate_class_names / sizeof *gate_class_names == DATA_CLASSES + 1, "a name per class");
_Static_assert(sizeof gate_rule_names / sizeof *gate_rule_names == CONSENT_RULES + 1, "a name per rule");
_Static_assert(sizeof gate_class_meanings == sizeof gate_class_names, "a meaning per class");
_Static_assert(sizeof gate_rule_meanings == sizeof gate_rule_names, "a meaning per rule");
_Static_assert(sizeof gate_form_names / sizeof *gate_form_names == DATA_FORMS + 1, "a name per form");
_Static_assert(sizeof gate_form_meanings == sizeof gate_form_names, "a meaning per form");
_Static_assert(sizeof gate_state_names / sizeof *gate_state_names == CONSENT_STATES + 1, "a name per state");

bool gate_rule_stands(enum consent_rule rule) {
    return rule == RULE_AT_INSTALL || rule == RULE_OPT_IN || rule == RULE_OPT_OUT;
}

unsigned gate_forms_above(enum data_form form) {
    unsigned above = 0;
    for (unsigned other = 0; other < DATA_FORMS; other++)
        if (rawness[other] > rawness[form]) above |= 1u << other;
    return above;
}

enum data_form gate_rawest(unsigned refused_forms) {
    enum data_form rawest = FORM_NOISED;
    for (unsigned form = 0; form < DATA_FORMS; form++)
        if (!(refused_forms >> form & 1) && rawness[form] > rawness[rawest]) rawest = (enum data_form)form;
    return rawest;
}

int64_t gate_limit_days(time_ms limit) {
    return limit == CLOCK_NEVER ? 0 : clock_day(limit);
}

char *gate_say_rule(enum consent_rule rule, struct gate_limits limits, char *buffer, size_t size) {
    long long expires = gate_limit_days(limits.term), kept = gate_limit_days(limits.kept);
    char term[40] = "", keeping[40] = "", form[40] = "", epsilon[40] = "";
    if (expires) snprintf(term, sizeof term, ", asked again after %lld days", expires);
    if (kept) snprintf(keeping, sizeof keeping, ", kept for %lld days", kept);
    if (limits.refused_forms)
        snprintf(form, sizeof form, ", at most %s", gate_form_names[gate_rawest(limits.refused_forms)]);
    if (limits.epsilon_month > 0)
        snprintf(epsilon, sizeof epsilon, ", epsilon %g a month", limits.epsilon_month);
    snprintf(buffer, size, "%s%s%s%s%s", gate_rule_names[rule], form, epsilon, term, keeping);
    return buffer;
}

// What a home has said of a flow is what it passes by: only this file sees that a pass points there.
struct gate_pass {
    struct gate_entry entry;
};

struct gate {
    size_t homes;
    struct gate_flow *flows;
    size_t flow_count, flow_room;
    bool has_terms;  // some flow has a term, or had one
    struct gate_watcher watcher;
    struct gate_pass *entries;  // [homes][flow_count], from gate_seal on
};

struct gate *gate_create(size_t homes) {
    struct gate *gate = status_allocate(1, sizeof *gate);
    gate->homes = homes;
    return gate;
}

void gate_free(struct gate *gate) {
    if (!gate) return;
    for (size_t i = 0; i < gate->flow_count; i++) {
        free(gate->flows[i].receivers);
        free((char *)gate->flows[i].purpose);
        accountant_free(gate->flows[i].accountant);
    }
    free(gate->flows);
    free(gate->entries);
    free(gate);
}

static uint16_t flow_add(struct gate *gate, struct gate_flow flow) {
    PROMISE(!gate->entries, "data flows are declared before the homes are installed");
    PROMISE(gate->flow_count < GATE_NO_FLOW, "fewer than 65,535 data flows");
    if (gate->flow_count == gate->flow_room) {
        gate->flow_room = gate->flow_room ? 2 * gate->flow_room : 16;
        gate->flows = status_reallocate(gate->flows, gate->flow_room, sizeof *gate->flows);
    }
    gate->flows[gate->flow_count] = flow;
    return (uint16_t)gate->flow_count++;
}

uint16_t gate_flow(struct gate *gate, enum data_class data_class, uint16_t recipient, const char *purpose,
                   enum consent_rule rule) {
    for (size_t i = 0; i < gate->flow_count; i++) {
        const struct gate_flow *flow = &gate->flows[i];
        if (flow->data_class == data_class && flow->recipient == recipient && !strcmp(flow->purpose, purpose))
            return (uint16_t)i;
    }
    return flow_add(gate, (struct gate_flow){.data_class = data_class,
                                             .recipient = recipient,
                                             .purpose = status_copy_text(purpose),
                                             .rule = rule,
                                             .limits = GATE_NO_LIMITS,
                                             .maker = GATE_NOBODY,
                                             .governed_by = GATE_NOBODY});
}

void gate_of_maker(struct gate *gate, uint16_t flow, uint16_t maker) {
    PROMISE(flow < gate->flow_count, "the data flow was declared");
    gate->flows[flow].maker = maker;
}

// Why a pass is looked at more closely.
enum { BY_FORM = 1, BY_EPSILON = 2, BY_WATCHER = 4 };

static void look_at(struct gate *gate, uint16_t flow, unsigned why, bool so) {
    uint8_t *looked_at = &gate->flows[flow].looked_at;
    *looked_at = (uint8_t)(so ? *looked_at | why : *looked_at & ~why);
}

static void limit(struct gate *gate, uint16_t flow, struct gate_limits limits) {
    PROMISE(limits.term >= CLOCK_MINUTE && limits.kept >= CLOCK_MINUTE, "terms last a minute at least");
    gate->flows[flow].limits = limits;
    look_at(gate, flow, BY_FORM, limits.refused_forms != 0);
    gate->has_terms |= limits.term != CLOCK_NEVER;
}

void gate_by_policy(struct gate *gate, uint16_t flow, uint16_t party, struct gate_limits limits) {
    PROMISE(flow < gate->flow_count, "the data flow was declared");
    if (gate->flows[flow].governed_by != GATE_NOBODY) return;
    PROMISE(!gate->entries, "a flow is described before the homes are installed");
    gate->flows[flow].governed_by = party;
    limit(gate, flow, limits);
}

void gate_asks_each_time(struct gate *gate, uint16_t flow) {
    PROMISE(flow < gate->flow_count && !gate->entries, "a flow is described before the homes are installed");
    gate->flows[flow].asks_each_time = true;
}

void gate_noised(struct gate *gate, uint16_t number, double delta, int64_t start_day) {
    PROMISE(number < gate->flow_count, "the data flow was declared");
    struct gate_flow *flow = &gate->flows[number];
    if (!flow->accountant) flow->accountant = accountant_create(gate->homes, delta, start_day);
    accountant_hold_to(flow->accountant, delta);
    look_at(gate, number, BY_EPSILON, true);
}

void gate_set_watcher(struct gate *gate, struct gate_watcher watcher) {
    gate->watcher = watcher;
}

void gate_watch(struct gate *gate, uint16_t flow, bool watched) {
    PROMISE(flow < gate->flow_count, "the data flow was declared");
    look_at(gate, flow, BY_WATCHER, watched);
}

void gate_seal(struct gate *gate) {
    gate->entries = status_allocate_wide(gate->homes * gate->flow_count, sizeof *gate->entries);
    for (size_t i = 0; i < gate->homes * gate->flow_count; i++)
        gate->entries[i].entry = (struct gate_entry){
            .expires_min = INT32_MAX, .first_min = -1, .last_min = -1, .terms = GATE_TOLD_NOTHING};
}

uint16_t gate_flow_count(const struct gate *gate) {
    return (uint16_t)gate->flow_count;
}

const struct gate_flow *gate_flow_at(const struct gate *gate, uint16_t flow) {
    PROMISE(flow < gate->flow_count, "the data flow was declared");
    return &gate->flows[flow];
}

static struct gate_entry *entry_at(const struct gate *gate, uint32_t home, uint16_t flow) {
    PROMISE(gate->entries && home < gate->homes && flow < gate->flow_count,
            "only declared flows of existing homes cross the gate");
    return &gate->entries[home * gate->flow_count + flow].entry;
}

const struct gate_entry *gate_entry_at(const struct gate *gate, uint32_t home, uint16_t flow) {
    return entry_at(gate, home, flow);
}

static int32_t minutes(time_ms t) {
    return (int32_t)(t / CLOCK_MINUTE);
}

// A term is kept in whole minutes and covers its last minute.
static enum consent_state entry_state(const struct gate_entry *entry, int32_t now_min) {
    bool over = (entry->state == CONSENT_GRANTED) & (now_min > entry->expires_min);
    return over ? CONSENT_EXPIRED : (enum consent_state)entry->state;
}

enum consent_state consent_state(const struct gate *gate, uint32_t home, uint16_t flow, time_ms now) {
    return entry_state(entry_at(gate, home, flow), minutes(now));
}

// The family allowed it for another purpose.
static bool allowed_elsewhere(const struct gate *gate, uint32_t home, uint16_t number, int32_t now_min) {
    const struct gate_flow *flow = &gate->flows[number];
    for (uint16_t f = 0; f < gate->flow_count; f++)
        if (f != number && gate->flows[f].data_class == flow->data_class &&
            gate->flows[f].maker == flow->maker &&
            entry_state(entry_at(gate, home, f), now_min) == CONSENT_GRANTED)
            return true;
    return false;
}

// Though the consent does not allow it.
static bool taken(const struct gate *gate, uint32_t home, uint16_t number, int32_t now_min) {
    const struct gate_flow *flow = &gate->flows[number];
    if (now_min < flow->forbidden_min) return false;
    return flow->rule == RULE_NONE ||
           (flow->ignores_withdrawn > 0 && entry_at(gate, home, number)->ignored) ||
           (flow->stretched && allowed_elsewhere(gate, home, number, now_min));
}

static bool allowed(const struct gate *gate, uint32_t home, uint16_t number, enum consent_state state,
                    int32_t now_min) {
    if (gate->flows[number].rule == RULE_NEVER) return false;
    return state == CONSENT_GRANTED || taken(gate, home, number, now_min);
}

bool gate_may_pass(const struct gate *gate, uint32_t home, uint16_t flow, time_ms now) {
    return allowed(gate, home, flow, consent_state(gate, home, flow, now), minutes(now));
}

void gate_break(struct gate *gate, uint16_t flow, double ignores_withdrawn, bool stretched) {
    PROMISE(flow < gate->flow_count, "the data flow was declared");
    gate->flows[flow].ignores_withdrawn = ignores_withdrawn;
    gate->flows[flow].stretched = stretched;
}

bool gate_can_take(const struct gate *gate, uint16_t number, time_ms now) {
    const struct gate_flow *flow = gate_flow_at(gate, number);
    bool breaks = flow->rule != RULE_NEVER && (flow->ignores_withdrawn > 0 || flow->stretched);
    return (flow->rule == RULE_NONE || breaks) && minutes(now) >= flow->forbidden_min;
}

void gate_forbid(struct gate *gate, uint16_t flow, time_ms until) {
    PROMISE(flow < gate->flow_count, "the data flow was declared");
    gate->flows[flow].forbidden_min = until == CLOCK_NEVER ? INT32_MAX : minutes(until);
}

enum consent_rule gate_rule(const struct gate *gate, uint16_t number, time_ms now) {
    const struct gate_flow *flow = gate_flow_at(gate, number);
    bool forbidden = flow->rule == RULE_NONE && minutes(now) < flow->forbidden_min;
    return forbidden ? RULE_OPT_IN : flow->rule;
}

bool gate_has_terms(const struct gate *gate) {
    return gate->has_terms;
}

bool gate_knows(const struct gate *gate, uint32_t home, uint16_t flow, time_ms now) {
    const struct gate_entry *entry = entry_at(gate, home, flow);
    time_ms kept = gate->flows[flow].limits.kept;
    if (entry->transfers == 0) return false;
    return kept == CLOCK_NEVER || now - entry->last_min * CLOCK_MINUTE <= kept;
}

bool gate_look(const struct gate *gate, uint32_t home, time_ms now, enum gate_known *marks) {
    const struct gate_pass *entries = &gate->entries[home * gate->flow_count];
    bool any = false;
    for (uint16_t flow = 0; flow < gate->flow_count; flow++) {
        const struct gate_entry *entry = &entries[flow].entry;
        bool known = entry->transfers && gate_knows(gate, home, flow, now);
        marks[flow] = !known                                 ? GATE_UNKNOWN
                      : entry->allowed_by == CONSENT_GRANTED ? GATE_KNOWN_AGREED
                                                             : GATE_KNOWN_UNASKED;
        any |= known;
    }
    return any;
}

bool gate_took(const struct gate *gate, uint32_t home, uint16_t flow, time_ms since) {
    const struct gate_entry *entry = entry_at(gate, home, flow);
    return entry->transfers > 0 && entry->last_by != CONSENT_GRANTED && entry->last_min >= minutes(since);
}

// Without branches: whether it is the first transfer nobody could predict, and the entry comes from far away.
static void write_exposure(struct gate_entry *entry, enum consent_state state, enum data_form form,
                           int32_t now_min) {
    bool first = entry->transfers == 0;
    entry->first_min = first ? now_min : entry->first_min;
    entry->allowed_by = (uint8_t)(first ? state : (enum consent_state)entry->allowed_by) & 0xf;
    entry->last_by = (uint8_t)state & 0x7;
    entry->open = true;
    entry->transfers++;
    entry->forms |= (uint8_t)(1u << form);
    entry->last_min = now_min;
}

void gate_fetch(const struct gate *gate, uint32_t home, uint16_t flow) {
    __builtin_prefetch(&gate->entries[home * gate->flow_count + flow], 1);
}

// What asks to be let through.
struct release {
    enum data_form form;
    double epsilon;  // of a noised one
    uint32_t bytes, images;
};

// The form, the month's cap, and whoever watches: in this order, so that what is refused is neither spent nor
// told of.
static bool looks_well(struct gate *gate, struct gate_tally *tally, uint32_t home, uint16_t number,
                       time_ms now, enum consent_state by, const struct release *release) {
    const struct gate_flow *flow = &gate->flows[number];
    if (flow->limits.refused_forms >> release->form & 1) {
        tally->refused_form++;
        return false;
    }
    bool noised = release->form == FORM_NOISED;
    if (noised &&
        !accountant_spend(flow->accountant, home, now, release->epsilon, flow->limits.epsilon_month)) {
        tally->refused_epsilon++;
        return false;
    }
    if (flow->looked_at & BY_WATCHER)
        gate->watcher.passed(gate->watcher.owner, home, number, now, release->form, by);
    return true;
}

static const struct gate_pass *let_through(struct gate *gate, struct gate_tally *tally, uint32_t home,
                                           uint16_t number, time_ms now, struct release release) {
    struct gate_entry *entry = entry_at(gate, home, number);
    const struct gate_flow *flow = &gate->flows[number];
    int32_t now_min = minutes(now);
    enum consent_state state = entry_state(entry, now_min);
    tally += number;
    if (!allowed(gate, home, number, state, now_min) ||
        (flow->looked_at && !looks_well(gate, tally, home, number, now, state, &release))) {
        tally->refused++;
        return NULL;
    }
    PROMISE(!entry->open, "a pass is used before the next is asked for");
    write_exposure(entry, state, release.form, now_min);
    tally->transfers++;
    tally->without_consent += state != CONSENT_GRANTED;
    if (flow->rule != RULE_NONE && state != CONSENT_GRANTED) {
        tally->withdrawn += entry->ignored;
        tally->stretched += !entry->ignored;
    }
    tally->bytes += release.bytes;
    tally->images += release.images;
    return &gate->entries[home * gate->flow_count + number];
}

const struct gate_pass *gate_pass(struct gate *gate, struct gate_tally *tally, uint32_t home, uint16_t flow,
                                  time_ms now, enum data_form form, uint32_t bytes, uint32_t images) {
    PROMISE(images == 0 || form == FORM_RAW, "a picture is raw data, whatever it is called");
    PROMISE(form != FORM_NOISED, "a noised label says how much it tells");
    return let_through(gate, tally, home, flow, now, (struct release){form, 0, bytes, images});
}

const struct gate_pass *gate_pass_noised(struct gate *gate, struct gate_tally *tally, uint32_t home,
                                         uint16_t flow, time_ms now, double epsilon, uint32_t bytes) {
    PROMISE(gate_flow_at(gate, flow)->accountant, "a flow of noised labels says so beforehand");
    return let_through(gate, tally, home, flow, now, (struct release){FORM_NOISED, epsilon, bytes, 0});
}

uint16_t gate_use(struct gate *gate, const struct gate_pass *pass, uint32_t home, uint16_t receiver) {
    PROMISE(pass, "nothing leaves a home without a pass of the gate");
    size_t place = (size_t)(pass - gate->entries), first = home * gate->flow_count;
    PROMISE(place >= first && place < first + gate->flow_count,
            "a pass is good for the data of its own home");
    uint16_t flow = (uint16_t)(place - first);
    PROMISE(receiver == GATE_RECIPIENT || gate_delivers_to(gate, flow, receiver),
            "a pass is good for the recipient it was given for");
    PROMISE(pass->entry.open, "a pass is good for one sending");
    gate->entries[place].entry.open = false;
    return flow;
}

void gate_add_receiver(struct gate *gate, uint16_t number, uint16_t receiver) {
    PROMISE(!gate->entries && number < gate->flow_count,
            "receivers are named before the homes are installed");
    if (gate_delivers_to(gate, number, receiver)) return;
    struct gate_flow *flow = &gate->flows[number];
    flow->receivers = status_reallocate(flow->receivers, flow->receiver_count + 1u, sizeof *flow->receivers);
    flow->receivers[flow->receiver_count++] = receiver;
}

bool gate_delivers_to(const struct gate *gate, uint16_t number, uint16_t receiver) {
    const struct gate_flow *flow = &gate->flows[number];
    if (flow->recipient == receiver) return true;
    for (unsigned i = 0; i < flow->receiver_count; i++)
        if (flow->receivers[i] == receiver) return true;
    return false;
}

uint64_t gate_open_passes(const struct gate *gate) {
    uint64_t open = 0;
    for (size_t i = 0; i < gate->homes * gate->flow_count; i++) open += gate->entries[i].entry.open;
    return open;
}

void gate_add_tally(struct gate *gate, struct gate_tally *tally) {
    for (size_t i = 0; i < gate->flow_count; i++) {
        gate->flows[i].transfers += tally[i].transfers;
        gate->flows[i].transfers_without_consent += tally[i].without_consent;
        gate->flows[i].transfers_withdrawn += tally[i].withdrawn;
        gate->flows[i].transfers_stretched += tally[i].stretched;
        gate->flows[i].refused += tally[i].refused;
        gate->flows[i].refused_form += tally[i].refused_form;
        gate->flows[i].refused_epsilon += tally[i].refused_epsilon;
        gate->flows[i].bytes += tally[i].bytes;
        gate->flows[i].images += tally[i].images;
    }
    memset(tally, 0, gate->flow_count * sizeof *tally);
}

static void enter_state(struct gate_entry *entry, enum consent_state state, time_ms now,
                        int32_t expires_min) {
    entry->state = (uint8_t)state & 0xf;
    entry->ignored = entry->made_up = false;
    entry->since_min = minutes(now);
    entry->expires_min = expires_min;
}

void consent_request(struct gate *gate, uint32_t home, uint16_t flow, time_ms now) {
    struct gate_entry *entry = entry_at(gate, home, flow);
    if (entry->asked < UINT8_MAX) entry->asked++;
    __atomic_store_n(&gate->flows[flow].asked, true, __ATOMIC_RELAXED);  // homes ask in parallel
    // A grant still in force is not lost by asking again.
    if (entry_state(entry, minutes(now)) != CONSENT_GRANTED)
        enter_state(entry, CONSENT_ASKED, now, INT32_MAX);
}

void consent_answer(struct gate *gate, uint32_t home, uint16_t flow, bool granted, time_ms now,
                    time_ms expires) {
    PROMISE(expires > now, "a consent holds for some time");
    struct gate_entry *entry = entry_at(gate, home, flow);
    PROMISE(entry->asked > 0, "only who was asked can answer");
    time_ms term = gate->flows[flow].limits.term;
    if (term < expires - now) expires = now + term;
    int32_t expires_min = granted && expires != CLOCK_NEVER ? minutes(expires) : INT32_MAX;
    enter_state(entry, granted ? CONSENT_GRANTED : CONSENT_REFUSED, now, expires_min);
}

void consent_withdraw(struct gate *gate, uint32_t home, uint16_t flow, time_ms now) {
    struct gate_entry *entry = entry_at(gate, home, flow);
    PROMISE(entry->state == CONSENT_GRANTED, "only what was granted is withdrawn");
    uint64_t held_min = (uint64_t)(minutes(now) - entry->since_min);
    struct gate_flow *of = &gate->flows[flow];  // homes withdraw in parallel
    __atomic_fetch_add(&of->withdrawn, 1, __ATOMIC_RELAXED);
    __atomic_fetch_add(&of->withdrawn_after_min, held_min, __ATOMIC_RELAXED);
    enter_state(entry, CONSENT_WITHDRAWN, now, INT32_MAX);
}

void consent_tell(struct gate *gate, uint32_t home, uint16_t flow, struct consent_terms terms) {
    PROMISE(terms.tells <= 1, "a form tells at most what the raw data tell");
    entry_at(gate, home, flow)->terms = terms;
}

void consent_ignored(struct gate *gate, uint32_t home, uint16_t flow) {
    struct gate_entry *entry = entry_at(gate, home, flow);
    PROMISE(entry->state == CONSENT_WITHDRAWN, "only what was taken back can be ignored");
    entry->ignored = true;
}

void consent_made_up(struct gate *gate, uint32_t home, uint16_t flow, bool made_up) {
    struct gate_entry *entry = entry_at(gate, home, flow);
    PROMISE(!made_up || entry->state == CONSENT_GRANTED, "only who agreed sends anything");
    entry->made_up = made_up;
}

// Home by home, as the entries lie in memory.
void consent_count(const struct gate *gate, time_ms now, int64_t (*counts)[CONSENT_STATES]) {
    int32_t now_min = minutes(now);
    memset(counts, 0, gate->flow_count * sizeof *counts);
    for (size_t flow = 0; flow < gate->flow_count; flow++)
        if (!gate->flows[flow].asked) counts[flow][CONSENT_NOT_ASKED] = (int64_t)gate->homes;
    for (uint32_t home = 0; home < gate->homes; home++)
        for (size_t flow = 0; flow < gate->flow_count; flow++)
            if (gate->flows[flow].asked)
                counts[flow][entry_state(entry_at(gate, home, (uint16_t)flow), now_min)]++;
}

void gate_turn(struct gate *gate, uint16_t flow, enum consent_rule rule, struct gate_limits limits,
               time_ms now) {
    PROMISE(flow < gate->flow_count, "the data flow was declared");
    limit(gate, flow, limits);
    if (gate->flows[flow].rule == rule) return;
    gate->flows[flow].rule = rule;
    for (uint32_t home = 0; home < gate->homes; home++) {
        struct gate_entry *entry = entry_at(gate, home, flow);
        if (entry->state != CONSENT_NOT_ASKED) enter_state(entry, CONSENT_NOT_ASKED, now, INT32_MAX);
    }
}
