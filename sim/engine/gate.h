// SPDX-License-Identifier: GPL-3.0-or-later
// The one door through which data leaves a home. Every item crosses gate_pass(): which household, what
// data class, to whom, for which purpose, in which form. The gate looks at the policy's rule and the
// household's consent, lets it pass or refuses, and writes down the exposure with the consent that allowed it. Who is
// let through holds a pass, which nobody else can make, and whatever sends or tells data asks for it.
#ifndef MARU_SIM_ENGINE_GATE_H
#define MARU_SIM_ENGINE_GATE_H

#include "sim/engine/accountant.h"
#include "sim/engine/status.h"

#define GATE_NO_FLOW UINT16_MAX
#define GATE_RECIPIENT UINT16_MAX
#define GATE_NOBODY UINT16_MAX

// What kind of thing is known.
enum data_class {
    DATA_IMAGE, DATA_PRESENCE, DATA_ABSENCE, DATA_ENERGY_USE, DATA_FOOD, DATA_STOCK, DATA_PEST_SIGHTING,
    DATA_AIR_QUALITY, DATA_DEVICE_HEALTH, DATA_PURCHASE, DATA_PROFILE, DATA_TELEMETRY,
    DATA_HEALTH,  // of persons: weight, blood pressure; of products it is DATA_DEVICE_HEALTH
    DATA_CLASSES
};
extern const char *const gate_class_names[];   // NULL-terminated
extern const char *const gate_class_meanings[];
// The names as a list (submodel.h), of a kind that a scenario tells which class it is about.
#define GATE_EVERY_CLASS                                                                                       \
    "image, presence, absence, energy_use, food, stock, pest_sighting, air_quality, device_health, purchase, " \
    "profile, telemetry, health"

// What the policy lets a data class do.
enum consent_rule {
    RULE_NEVER,          // stays in the home
    RULE_NONE,           // leaves without anybody being asked
    RULE_AT_INSTALL,     // asked once, when the appliance is installed
    RULE_OPT_IN,         // asked at installation with no filled in; silence means no
    RULE_OPT_OUT,        // asked at installation with yes filled in; silence means yes
    RULE_ASK_EACH_TIME,  // asked at each occasion; one yes covers that occasion
    CONSENT_RULES
};
extern const char *const gate_rule_names[];    // "never", "none", "at_install", ...; NULL-terminated
extern const char *const gate_rule_meanings[];

enum consent_state {
    CONSENT_NOT_ASKED, CONSENT_ASKED, CONSENT_GRANTED, CONSENT_REFUSED, CONSENT_WITHDRAWN, CONSENT_EXPIRED,
    CONSENT_STATES
};
extern const char *const gate_state_names[];

// In which form it leaves.
enum data_form {
    FORM_LABEL, FORM_PSEUDONYMOUS, FORM_RAW,
    FORM_NOISED,  // a label that may be false by chance, so that it proves nothing (local differential privacy)
    DATA_FORMS
};
extern const char *const gate_form_names[];  // "label", "pseudonymous", "raw", "noised"; NULL-terminated
extern const char *const gate_form_meanings[];
// The forms rawer than that one, one bit (1 << enum data_form) each, in the order noised, label, pseudonymous, raw; and the rawest
// that is not among them.
unsigned gate_forms_above(enum data_form form);
enum data_form gate_rawest(unsigned refused_forms);

// Whether the rule asks for one answer that stands, and not at each occasion, or never.
bool gate_rule_stands(enum consent_rule rule);

// How long what the policy's rule allows goes on, in which form, and how much of it.
struct gate_limits {
    time_ms term;  // of a consent, which is then asked for again; CLOCK_NEVER: it holds until it is withdrawn
    time_ms kept;  // of what has left the home, until the recipient deletes it; CLOCK_NEVER: for good
    double epsilon_month;    // most that noised labels tell of a home in a calendar month; 0: no cap
    unsigned refused_forms;  // gate_forms_above() of the rule's; 0: none
};
#define GATE_NO_LIMITS ((struct gate_limits){.term = CLOCK_NEVER, .kept = CLOCK_NEVER})
// In whole days; 0: no limit.
int64_t gate_limit_days(time_ms limit);
// A rule within its limits, for people: "opt_in, asked again after 30 days, kept for 90 days". Returns the buffer.
char *gate_say_rule(enum consent_rule rule, struct gate_limits limits, char *buffer, size_t size);

// A data flow: one class to one recipient for one purpose. The unit of consent and of exposure.
struct gate_flow {
    enum data_class data_class;
    uint16_t recipient;       // party number
    const char *purpose;      // owned by the gate
    enum consent_rule rule;   // what the policy says for class and recipient
    struct gate_limits limits;
    uint16_t *receivers;      // who else receives for the recipient
    uint16_t receiver_count;
    bool asked;               // of anybody so far
    uint16_t maker;           // party number: whose appliances notice it; GATE_NOBODY: no maker's
    uint16_t governed_by;     // the party for which the policy gives its rule (gate_by_policy); GATE_NOBODY: who declared it
                              // has chosen
    bool asks_each_time;      // somebody asks families at each occasion, where that is the rule (gate_asks_each_time)
    int32_t forbidden_min;    // before this minute nothing goes out that no consent allows (gate_forbid)
    double ignores_withdrawn; // share of consents taken back that are not heeded (gate_break)
    bool stretched;           // what is allowed for another purpose goes out for this one, too (gate_break)
    uint8_t looked_at;        // why a pass is looked at more closely; 0, for most: it is not
    struct accountant *accountant;  // of what is noised (gate_noised); NULL: nothing is; owned by the gate
    // Totals so far. refused: all that was; for its form, and for what the month would tell: of these.
    uint64_t transfers, transfers_without_consent, refused, refused_form, refused_epsilon, bytes, images;
    uint64_t transfers_withdrawn, transfers_stretched;  // of those without consent: it had been taken back; it was another purpose's
    uint64_t withdrawn, withdrawn_after_min;  // consents taken back, and how long they had held, added up
};

// What a family was told of a standing consent when it was last asked, which it weighs again when it thinks of it again.
struct consent_terms {
    float tells;      // how much of the data its form lets the recipient learn, 0 to 1; below 0: it was not asked for one
    float worth_won;  // what the service that needs it is worth to the family, a month
};
#define GATE_TOLD_NOTHING ((struct consent_terms){-1, 0})

// What one household has said of one flow, and what the recipient has of it.
struct gate_entry {
    uint8_t state : 4;         // enum consent_state
    uint8_t ignored : 1;       // took its consent back, and nobody heeds that (consent_ignored)
    uint8_t made_up : 1;       // agreed, and its appliance makes up what it sends (consent_made_up)
    uint8_t asked;             // times asked, up to 255
    uint8_t allowed_by : 4;    // consent state at the first transfer: what the exposure rests on
    uint8_t last_by : 3;       // consent state at the latest one
    uint8_t open : 1;          // the latest one's pass has not been used yet
    uint8_t forms;             // bit set of the enum data_form that went out
    int32_t since_min;         // of the state, minutes since the start
    int32_t expires_min;       // INT32_MAX: never
    uint32_t transfers;
    int32_t first_min, last_min;  // of the transfers
    struct consent_terms terms;
};

struct gate;

struct gate *gate_create(size_t homes);
void gate_free(struct gate *gate);

// Declares a flow (or finds it, when declared before). Before the homes are installed, then gate_seal.
uint16_t gate_flow(struct gate *gate, enum data_class data_class, uint16_t recipient, const char *purpose,
                   enum consent_rule rule);
// Only what that maker's appliances notice goes through the flow. Before gate_seal.
void gate_of_maker(struct gate *gate, uint16_t flow, uint16_t maker);
// The flow's rule is what the policy says of its class to that party, within these limits; who says so first holds. Before
// gate_seal.
void gate_by_policy(struct gate *gate, uint16_t flow, uint16_t party, struct gate_limits limits);
// For foresight (foresight.h): what is true of the flow. Before gate_seal.
void gate_asks_each_time(struct gate *gate, uint16_t flow);
// Noised labels go through the flow, and an account of what they tell is kept of each home, but for a chance of delta (where
// several say so, the smallest). start_day: of the run, since 1970-01-01. Before the first is noised, in prepare() or where a policy
// turns.
void gate_noised(struct gate *gate, uint16_t flow, double delta, int64_t start_day);
void gate_seal(struct gate *gate);
uint16_t gate_flow_count(const struct gate *gate);
const struct gate_flow *gate_flow_at(const struct gate *gate, uint16_t flow);
const struct gate_entry *gate_entry_at(const struct gate *gate, uint32_t home, uint16_t flow);

// Counters of passes made by one thread's share of the homes, added up in a fixed order later.
struct gate_tally {
    uint64_t transfers, without_consent, withdrawn, stretched, refused, refused_form, refused_epsilon, bytes, images;
};

// The door. A pass: the data may leave, and the exposure is written down; NULL: it was refused. `tally` points to the
// caller's counters, one per flow; images > 0 when the item holds pictures. Safe for different homes in parallel.
// A pass is good for one sending of that home's data on that flow, and is used before the next is asked for. Borrowed
// from the gate.
struct gate_pass;
__attribute__((warn_unused_result)) const struct gate_pass *gate_pass(struct gate *gate, struct gate_tally *tally,
                                                                      uint32_t home, uint16_t flow, time_ms now,
                                                                      enum data_form form, uint32_t bytes,
                                                                      uint32_t images);
// The same for a label noised by a mechanism that is epsilon-differentially private, on a flow that says so (gate_noised).
__attribute__((warn_unused_result)) const struct gate_pass *gate_pass_noised(struct gate *gate, struct gate_tally *tally,
                                                                             uint32_t home, uint16_t flow, time_ms now,
                                                                             double epsilon, uint32_t bytes);
// Who is told of each pass on watched flows, before it is used: of homes in parallel. `by`: the consent it rests on.
struct gate_watcher {
    void (*passed)(void *owner, uint32_t home, uint16_t flow, time_ms now, enum data_form form, enum consent_state by);
    void *owner;  // borrowed
};
void gate_set_watcher(struct gate *gate, struct gate_watcher watcher);
void gate_watch(struct gate *gate, uint16_t flow, bool watched);
// Uses a pass up for data of the home that goes to that party (GATE_RECIPIENT: the flow's recipient), and says for which
// flow it is. A pass of another home, used before, or for another's data flow is a broken promise.
uint16_t gate_use(struct gate *gate, const struct gate_pass *pass, uint32_t home, uint16_t receiver);
// The flow's recipient lets that party receive for it (the maker its desks). Before gate_seal.
void gate_add_receiver(struct gate *gate, uint16_t flow, uint16_t receiver);
bool gate_delivers_to(const struct gate *gate, uint16_t flow, uint16_t receiver);
// Passes not used, at the end of a run: none.
uint64_t gate_open_passes(const struct gate *gate);
void gate_add_tally(struct gate *gate, struct gate_tally *tally);  // adds and clears all flows' counters

// A pass of that home and flow comes soon: what the register says is sent for meanwhile. Changes nothing.
void gate_fetch(const struct gate *gate, uint32_t home, uint16_t flow);

// Would it pass? Writes nothing.
bool gate_may_pass(const struct gate *gate, uint32_t home, uint16_t flow, time_ms now);

// Who decides what the gate lets out breaks consents from now on: that share of those taken back is not heeded, and where
// `stretched` the flow takes what the family allowed to any other flow of the class from the same maker's appliances. Such
// passes rest on the consent as it is, and count as without one.
void gate_break(struct gate *gate, uint16_t flow, double ignores_withdrawn, bool stretched);
// Whether anything can go out that no consent allows: under the rule `none`, or because consents are broken.
bool gate_can_take(const struct gate *gate, uint16_t flow, time_ms now);
// Nobody may take without asking before `until` (CLOCK_NEVER: for good), in whole minutes: the rule `none` reads as `opt_in`
// until then, so that who was asked and agreed still shares. Under other rules no consent is broken any more. In parties_decide only.
void gate_forbid(struct gate *gate, uint16_t flow, time_ms until);
// Another rule from now on, within these limits. What families have said under the old rule says nothing of the new: nobody
// was asked. A consent that was given for a term keeps its own.
void gate_turn(struct gate *gate, uint16_t flow, enum consent_rule rule, struct gate_limits limits, time_ms now);
// Whether some consents may end by themselves: of a flow that has a term, or had one when they were given.
bool gate_has_terms(const struct gate *gate);
// Whether the recipient still has something of the home: what is kept too long is deleted.
bool gate_knows(const struct gate *gate, uint32_t home, uint16_t flow, time_ms now);
// The same of all flows of the home, for who counts homes: marks[gate_flow_count()]. False: nobody knows anything.
enum gate_known { GATE_UNKNOWN, GATE_KNOWN_AGREED, GATE_KNOWN_UNASKED };  // unasked: the first transfer rested on no granted consent
bool gate_look(const struct gate *gate, uint32_t home, time_ms now, enum gate_known *marks);
// The policy's rule, as it holds now.
enum consent_rule gate_rule(const struct gate *gate, uint16_t flow, time_ms now);
// Something left the home at `since` or later, and the latest that did had nobody's consent.
bool gate_took(const struct gate *gate, uint32_t home, uint16_t flow, time_ms since);

// The consent process. A request (consent_request) is answered by consent_answer; a grant holds until
// `expires` (CLOCK_NEVER: until withdrawn), and at most for the flow's term. Withdrawal needs a grant before it.
void consent_request(struct gate *gate, uint32_t home, uint16_t flow, time_ms now);
void consent_answer(struct gate *gate, uint32_t home, uint16_t flow, bool granted, time_ms now, time_ms expires);
void consent_withdraw(struct gate *gate, uint32_t home, uint16_t flow, time_ms now);
// Keeps what the family was told. Safe for different homes in parallel.
void consent_tell(struct gate *gate, uint32_t home, uint16_t flow, struct consent_terms terms);
// It was taken back just now, and the flow goes on taking.
void consent_ignored(struct gate *gate, uint32_t home, uint16_t flow);
// For as long as the consent holds, what goes through is made up: only the family knows. Safe as above.
void consent_made_up(struct gate *gate, uint32_t home, uint16_t flow, bool made_up);
// The state as of now: a grant past its term reads CONSENT_EXPIRED.
enum consent_state consent_state(const struct gate *gate, uint32_t home, uint16_t flow, time_ms now);
// Households per state of every flow, as of now: counts[gate_flow_count()][CONSENT_STATES].
void consent_count(const struct gate *gate, time_ms now, int64_t (*counts)[CONSENT_STATES]);

#endif
