// SPDX-License-Identifier: GPL-3.0-or-later
// The maker's desk that trains the recogniser of pet messes. Robots that are connected, in homes that allow
// it, report what they were unsure of: pictures, or updates worked out at home (federated averaging: McMahan
// et al. 2017, arXiv 1602.05629). Among many things there is a mess now and then; only those teach about
// messes, but all of them left the home. Every so many days the recogniser is trained anew on what has come
// in, and each connected robot gets the new version before its next run. By `technique` the error either
// follows a learning curve (learning_curve_technique.h), or a classifier really learns what lies on floors
// (mess_recogniser.h) from what the gate let through, and nothing else: a report that the gate has not
// written down is no sample. What is kept too long, and all of a family that withdraws, is deleted before the
// next version, which is trained anew on what is left. Updates that were averaged cannot be taken out again.
// Nothing says here when the mess is overcome.
//
// A simulated robot stands for `stands_for` robots of the maker's fleet: examples count for all of them,
// money and pictures of the simulated homes only.
#include "models/pests/recogniser_training.h"

#include <stdlib.h>

#include "models/methods/classifier.h"
#include "models/methods/federated_average_technique.h"
#include "models/methods/network_technique.h"
#include "role_classifier.inc"

#include "sim/engine/learning.h"
#include "sim/engine/party_act.h"

const struct topic recogniser_training_examples = {"training examples"};
const struct topic recogniser_training_looks = {"pictures to recognise"};

struct recogniser_training_settings {
    int technique, material;
    double retrain_days, stands_for;
    double first_recall, best_recall, overcome_recall;
    double first_examples, exponent, own_worth, update_worth;
    double unsure_per_run, picture_bytes, update_bytes, worth_won;
    double label_won, training_won;
    double things_differ, likeness, looks_differ, homes_differ;
    double first_homes, drawn;
    double update_noise, update_clip;
    double mac_pj, radio_nj_bit;
    double looks_wander;
    bool knows_spills;
    int cloud_technique;
    double asks_cloud_below, things_per_run, device_gmac, cloud_gmac, cloud_won;
};

typedef struct recogniser_training_settings S;
static const char *const material_names[] = {"pictures", "updates", NULL};  // enum training_material
enum { CURVE };                                                             // then the classifiers
static const char *const technique_names[] = {"curve", ROLE_NAMES_classifier NULL};
static const struct technique *const classifiers[] = {ROLE_classifier NULL};
static const char *const classifier_names[] = {ROLE_NAMES_classifier NULL};
static const double delta = 1e-5;
// clang-format off
static const struct setting rows[] = {
    SETTING_ONE_OF(ROLE_LEVER_AT_START, S, technique, technique_names, CURVE,
                   "how the recogniser learns: by a curve that says how its error falls, or by one of the classifiers, which sees what the gate lets through", "the question"),
    SETTING_ONE_OF(ROLE_LEVER_AT_START, S, material, material_names, TRAINING_PICTURES,
                   "what robots send: pictures of what they are unsure of (class image), or updates of the recogniser (class device_health)", "the question"),
    LEVER(S, retrain_days, "day", 30, 1, 365, "time between two versions", "assumption; firmware comes about monthly"),
    WORLD(S, stands_for, "1", 1, 1, 100000, "robots of the maker's fleet that each simulated robot stands for", "the scenario"),
    UNCERTAIN(S, first_recall, "1", 0.8, 0, 0.99, "share of messes the first version recognises; takes the place of robot_vacuum.mess_recall",
              "assumption: a first generation"),
    UNCERTAIN(S, best_recall, "1", 0.99, 0.5, 1, "share that no number of examples exceeds", "assumption: 0.95 to 0.99 in later generations"),
    WORLD(S, overcome_recall, "1", 0.95, 0.5, 1, "share from which on the mess counts as overcome", "assumption"),
    UNCERTAIN(S, first_examples, "1", 330, 10, 100000, "messes the first version was trained on",
              "assumption: one in a hundred of the 33,000 examples that LG DeepThinQ learnt from in 2017 (biz.chosun.com 2017-07-17); how many of them showed a mess is not known"),
    UNCERTAIN(S, exponent, "1", 0.35, 0.05, 0.5, "of the learning curve", "0.07 to 0.35 over many tasks, pictures at the upper end (Hestness et al. 2017)"),
    UNCERTAIN(S, own_worth, "1", 20, 0, 1000, "examples of others that one of the own home is worth, to its own robot", "assumption: the same pet on the same floor"),
    UNCERTAIN(S, update_worth, "1", 0.5, 0.05, 1, "examples that an update for one is worth: families label less well, updates are averaged and clipped",
              "assumption"),
    UNCERTAIN(S, unsure_per_run, "1", 1, 0.02, 20, "things on a run the first version is unsure of; falls as its error falls", "assumption"),
    WORLD(S, picture_bytes, "byte", 50000, 10000, 600000, "one picture", "VGA JPEG 30 to 80 kB"),
    WORLD(S, update_bytes, "byte", 1000000, 10000, 20000000, "one update", "assumption: a hundredth of 3.5 M parameters at 4 bytes (MobileNetV2), and overhead"),
    UNCERTAIN(S, worth_won, "won/month", 500, 0, 50000, "what a better recogniser is worth to a family that is asked to share",
              "assumption: a fifth of 0.4 messes a year at 50,000 won is 350 a month"),
    UNCERTAIN(S, label_won, "won", 50, 5, 1000, "to have one picture labelled", "assumption: some seconds of a person's work"),
    UNCERTAIN(S, things_differ, "1", 5.5, 0.5, 20, "distance of things on the floor, in standard deviations of what one shows (classifiers)", "assumption: with the others, a first version that recognises about first_recall"),
    UNCERTAIN(S, likeness, "1", 0.5, 0, 0.95, "of messes and clothing, of toys and cables (classifiers)", "assumption"),
    UNCERTAIN(S, looks_differ, "1", 1.5, 0, 10, "how differently things of one class look, likewise", "assumption"),
    UNCERTAIN(S, homes_differ, "1", 1, 0, 10, "how differently one thing looks from home to home, likewise", "assumption"),
    UNCERTAIN(S, first_homes, "1", 10, 1, 1000, "homes in which the first examples lay (classifiers)", "assumption: homes of employees"),
    WORLD(S, drawn, "1", 50, 1, 200, "of the robots that a simulated one stands for: drawn for each mess (classifiers)", "precision of the simulation"),
    LEVER_AT_START(S, update_noise, "1", 0, 0, 100, "noise on the sum of a night's updates, in update_clip; 0: none, and nothing is clipped", "the question"),
    LEVER_AT_START(S, update_clip, "1", 0.3, 0.001, 100, "longest update, where there is noise", "assumption: about the median length of an update"),
    UNCERTAIN(S, mac_pj, "pJ", 20, 1, 1000, "energy of a multiplication and addition (classifiers)", "20 pJ on signal processors (Pete Warden, techecho 13285480)"),
    UNCERTAIN(S, radio_nj_bit, "nJ/bit", 8.3, 1, 100, "energy of carrying a bit (classifiers)", "0.5 W at 60 Mbit/s (NeuPart 2019); Wi-Fi 5 to 100"),
    UNCERTAIN(S, looks_wander, "1", 0, 0, 5, "how far what things look like wanders in a year, likewise; 0: it stays (classifiers)",
              "assumption: light, floors and lenses change; no rate is published"),
    SETTING_YES_NO(ROLE_LEVER_AT_START, S, knows_spills, false, "the recogniser has a class for what was spilt, beside messes, clothing, toys and cables, and samples of it from the first version on (classifiers)", "the question"),
    LEVER_AT_START(S, asks_cloud_below, "1", 0, 0, 1, "confidence below which a robot asks the cloud what lies there; 0: never, 1: always (classifiers)", "the question"),
    SETTING_ONE_OF(ROLE_LEVER_AT_START, S, cloud_technique, classifier_names, CLASSIFIER_NETWORK,
                   "the classifier in the cloud, where it is asked; it learns from the same pictures", "the question"),
    WORLD(S, things_per_run, "1", 5, 0, 100, "harmless things a run that lie in the way and are looked at (classifiers)", "assumption"),
    WORLD(S, device_gmac, "10^9", 0.3, 0.001, 10, "multiplications and additions of recognising one thing on the robot",
          "MobileNetV2, 300 M (Sandler et al. 2018, arXiv 1801.04381, not read)"),
    WORLD(S, cloud_gmac, "10^9", 4, 0.001, 100, "the same in the cloud", "ResNet-50, 3.8 G (He et al. 2015, arXiv 1512.03385, not read)"),
    UNCERTAIN(S, cloud_won, "won", 0.1, 0.001, 2, "what recognising a picture in the cloud costs the maker",
              "assumption: from an accelerator's time to what clouds ask, about 1.5 dollars for a thousand pictures (not read)"),
    UNCERTAIN(S, training_won, "won", 500000, 0, 100000000, "to train a version for the whole fleet", "assumption: some days of accelerators"),
};
// clang-format on

enum {
    PICTURES,
    UPDATES,
    MESSES,
    VERSIONS,
    RECALL,
    DAYS,
    OVERCOME,
    REFUSED,
    DELETED,
    RECALL_OTHERS,
    OTHERS_DAYS,
    FALSE_ALARM,
    LEARNER_DAYS,
    EXPONENT,
    FIT_DAYS,
    SENT_BYTES,
    ENERGY,
    EPSILON,
    ADVANTAGE,
    NOISE_DAYS,
    LOOKS,
    WITH_CLOUD,
    ASKED_SHARE,
    CLOUD_DAYS,
    METRICS
};
static const struct metric metrics[METRICS] = {
    [PICTURES] = {"pictures", "1", "pictures received for training", true, NULL},
    [UPDATES] = {"updates", "1", "updates received for training", true, NULL},
    [MESSES] = {"mess_examples", "1", "pet messes among them", true, NULL},
    [VERSIONS] = {"versions", "1", "new versions of the recogniser", false, NULL},
    [RECALL] = {"recall", "1", "share of messes the latest version recognises, mean of days", true, "days"},
    [DAYS] = {"days", "day", "days", false, NULL},
    [OVERCOME] = {"days_to_overcome", "day",
                  "days until the latest version overcame the mess; all, if none did", true, NULL},
    // Of the classifiers.
    [REFUSED] = {"refused", "1", "reports without the gate's leave, from which nothing was learnt", false,
                 NULL},
    [DELETED] = {"deleted", "1", "samples deleted before a version", false, NULL},
    [RECALL_OTHERS] = {"recall_others", "1", "recall in homes from which nothing came, mean of days", false,
                       "others_days"},
    [OTHERS_DAYS] = {"others_days", "day", "days on which there were such homes", false, NULL},
    [FALSE_ALARM] = {"false_alarm", "1",
                     "share of harmless things that the latest version takes for a mess, mean of days", false,
                     "learner_days"},
    [LEARNER_DAYS] = {"learner_days", "day", "days of a recogniser that really learns", false, NULL},
    [EXPONENT] = {"exponent_fitted", "1", "exponent of the curve that fits its errors so far, mean of days",
                  false, "fit_days"},
    [FIT_DAYS] = {"fit_days", "day", "days with three errors to fit", false, NULL},
    [SENT_BYTES] = {"sent_bytes", "byte", "models sent to robots that work out an update", false, NULL},
    [ENERGY] = {"training_energy", "J", "energy of training, and of what was carried for it", false, NULL},
    [EPSILON] = {"epsilon", "1",
                 "what versions tell of the home that took part most (delta 0.00001), mean of days", false,
                 "noise_days"},
    [ADVANTAGE] = {"advantage", "1",
                   "by how much the best guess whether it took part beats a coin, mean of days", false,
                   "noise_days"},
    [NOISE_DAYS] = {"noise_days", "day", "days of updates with noise", false, NULL},
    [LOOKS] = {"cloud_looks", "1", "pictures recognised in the cloud", false, NULL},
    [WITH_CLOUD] = {"recall_with_cloud", "1", "recall where the cloud may be asked, mean of days", false,
                    "cloud_days"},
    [ASKED_SHARE] = {"asks_cloud", "1",
                     "share of harmless things that a robot would ask the cloud about, mean of days", false,
                     "cloud_days"},
    [CLOUD_DAYS] = {"cloud_days", "day", "days of a recogniser that may ask the cloud", false, NULL},
};

struct recogniser_training_state {
    struct trained_recogniser latest;
    double received;                   // examples so far
    double arrived, bytes, spent_won;  // of it: at simulated robots; carried and paid since the last version
    int64_t versions;
    uint64_t unlabelled;  // pictures since the last version
    uint64_t looks;       // by the cloud, not yet paid
    uint16_t labelling, training, looking;
    struct mess_recogniser *learner;  // NULL: the curve
    double *errors;                   // of its versions
    struct mess_score *scores;        // likewise
    struct mess_score score;          // of the latest
    struct learning_point *points;    // of its versions
    struct learning_fit fit;
    uint32_t *reports;  // taken from each home
    bool learnt_more;   // since the last version
};

const struct trained_recogniser *recogniser_training_find(struct world *world, const struct party *maker) {
    struct party *party = world_party_of_maker(world, &recogniser_training_party, maker);
    return party ? &((struct recogniser_training_state *)party->state)->latest : NULL;
}

struct mess_recogniser *recogniser_training_learner(struct world *world, const struct party *maker) {
    struct party *party = world_party_of_maker(world, &recogniser_training_party, maker);
    return party ? ((struct recogniser_training_state *)party->state)->learner : NULL;
}

static struct mess_recogniser_plan learner_plan(const struct world *world, const S *s) {
    return (struct mess_recogniser_plan){
        .technique = classifiers[s->technique - 1],
        .knows_spills = s->knows_spills,
        .distances = {s->things_differ, s->likeness, s->looks_differ, s->homes_differ},
        .first_examples = (unsigned)s->first_examples,
        .first_homes = (unsigned)s->first_homes,
        .drawn = (unsigned)s->drawn,
        .stand_for = s->stands_for,
        .noise = s->update_noise,
        .clip = s->update_clip,
        .wander = s->looks_wander,
        .weeks = (size_t)(world->end / (7 * CLOCK_DAY) + 1),
        .cloud = s->asks_cloud_below > 0 ? classifiers[s->cloud_technique] : NULL,
        .asks_below = s->asks_cloud_below,
    };
}

static struct trained_recogniser first_version(const S *s) {
    bool pictures = s->material == TRAINING_PICTURES;
    return (struct trained_recogniser){
        .curve = {1 - s->first_recall, 1 - fmax(s->best_recall, s->first_recall), s->first_examples,
                  s->exponent},
        .own_worth = s->own_worth,
        .material = (enum training_material)s->material,
        .unsure_per_run = s->unsure_per_run,
        .bytes = (uint32_t)(pictures ? s->picture_bytes : s->update_bytes),
        .worth_won = s->worth_won,
        .asks_below = s->asks_cloud_below,
        .things_per_run = s->things_per_run,
        .device_j = s->device_gmac * s->mac_pj * 1e-3,
        .picture_j = s->picture_bytes * 8 * s->radio_nj_bit * 1e-9,
        .cloud_gflop = 2 * s->cloud_gmac,
        .picture_bytes = (uint32_t)s->picture_bytes,
        .cloud_flow = GATE_NO_FLOW,
    };
}

static void make_learner(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct recogniser_training_state *state = party->state;
    if (s->technique == CURVE && s->asks_cloud_below > 0)
        status_fail(&world->status, STATUS_SCENARIO,
                    "%s: asks_cloud_below needs a technique that learns, not technique = \"curve\"",
                    party->name);
    if (s->technique == CURVE) return;
    if (state->latest.material == TRAINING_UPDATES &&
        !classifiers[s->technique - 1]->classifier->train_locally)
        status_fail(&world->status, STATUS_SCENARIO, "%s: updates cannot be averaged of technique = \"%s\"",
                    party->name, technique_names[s->technique]);
    state->learner =
        mess_recogniser_create(learner_plan(world, s), luck_of_party(world, party, "recogniser", 0));
    state->latest.learner = state->learner;
    state->latest.knows_spills = s->knows_spills;
    state->latest.version_bytes = (uint32_t)mess_recogniser_bytes(state->learner);
    if (state->latest.material == TRAINING_UPDATES) state->latest.bytes = state->latest.version_bytes;
}

static void recogniser_training_prepare(struct world *world, struct party *party) {
    struct recogniser_training_state *state = party->state;
    const struct party *maker = party->maker;
    if (world_party_of_maker(world, &recogniser_training_party, party->maker) != party)
        status_fail(&world->status, STATUS_SCENARIO, "%s: a maker trains one recogniser of messes",
                    party->name);
    state->latest = first_version(party->entry->settings);
    state->latest.party = party->number;
    make_learner(world, party);
    bool pictures = state->latest.material == TRAINING_PICTURES;
    state->latest.flow = party_flow(world, pictures ? DATA_IMAGE : DATA_DEVICE_HEALTH, maker ? maker : party,
                                    "recogniser training");
    party_receives(world, state->latest.flow, party);
    if (state->latest.asks_below <= 0) return;
    state->latest.cloud_flow = party_flow(world, DATA_IMAGE, maker ? maker : party, "mess recognition");
    party_receives(world, state->latest.cloud_flow, party);
}

// ---- What it has learnt ---------------------------------------------------------------------------------

static double recall_of(const struct recogniser_training_state *state) {
    if (state->learner) return state->score.recall;
    return 1 - recogniser_training_error(&state->latest, state->latest.examples, 0);
}

// Row of the run file's group `learning`.
static void tell(struct world *world, struct party *party) {
    struct recogniser_training_state *state = party->state;
    learning_add(world, party,
                 (struct learnt){.technique = &learning_curve_technique,
                                 .subject = "pet messes",
                                 .version = state->versions++,
                                 .samples = state->arrived,
                                 .homes = NAN,
                                 .measure = "share of messes recognised",
                                 .score = recall_of(state),
                                 .flops = NAN,
                                 .bytes = state->bytes,
                                 .joules = NAN,
                                 .won = state->spent_won});
    state->bytes = state->spent_won = 0;
}

static bool sent_something(const struct world *world, uint32_t home, const void *asked) {
    const struct trained_recogniser *latest = asked;
    return gate_entry_at(world->gate, home, latest->flow)->transfers > 0;
}

static double messes_trained_on(const struct recogniser_training_state *state, const S *s) {
    if (state->latest.material == TRAINING_UPDATES) return state->arrived * fmin(s->stands_for, s->drawn);
    double all = (double)sample_store_of_class(mess_recogniser_store(state->learner), FLOOR_MESS);
    return fmax(all - fmin(s->first_examples, all), 0);
}

static void score(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct recogniser_training_state *state = party->state;
    unsigned versions = mess_recogniser_versions(state->learner);
    state->score = mess_recogniser_score(state->learner, world, sent_something, &state->latest);
    state->errors = status_reallocate(state->errors, versions, sizeof *state->errors);
    state->points = status_reallocate(state->points, versions, sizeof *state->points);
    state->scores = status_reallocate(state->scores, versions, sizeof *state->scores);
    state->scores[versions - 1] = state->score;
    state->latest.scores = state->scores;
    double error = state->errors[versions - 1] = 1 - state->score.recall;
    state->points[versions - 1] = (struct learning_point){messes_trained_on(state, s), error};
    state->fit = learning_curve_fit(state->points, versions, s->first_examples);
    state->latest.errors = state->errors;
    state->latest.version = versions - 1;
}

static struct learnt row_of(const struct recogniser_training_state *state,
                            const struct technique *technique) {
    return (struct learnt){.technique = technique,
                           .subject = "pet messes",
                           .version = state->latest.version,
                           .measure = "share of messes recognised",
                           .homes = NAN,
                           .flops = NAN,
                           .bytes = NAN,
                           .joules = NAN,
                           .won = NAN};
}

// Beside it: what the curve that the settings assume says of as many messes.
static void tell_curve(struct world *world, struct party *party) {
    struct recogniser_training_state *state = party->state;
    struct learnt row = row_of(state, &learning_curve_technique);
    row.samples = state->points[state->latest.version].examples;
    row.score = 1 - learning_curve_error(&state->latest.curve, row.samples);
    learning_add(world, party, row);
}

static void tell_learner(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct recogniser_training_state *state = party->state;
    bool updates = state->latest.material == TRAINING_UPDATES;
    struct sample_sources kept = sample_store_sources(mess_recogniser_store(state->learner));
    struct learnt row = row_of(state, updates ? &federated_average_technique : classifiers[s->technique - 1]);
    row.samples = updates ? state->points[state->latest.version].examples : (double)kept.samples;
    row.homes = updates ? mess_recogniser_part(state->learner).homes : (double)kept.homes;
    row.score = state->score.recall;
    row.flops = mess_recogniser_flops(state->learner);
    row.bytes = state->bytes;
    row.joules = row.flops / 2 * s->mac_pj * 1e-12 + state->bytes * 8 * s->radio_nj_bit * 1e-9;
    row.won = state->spent_won;
    learning_add(world, party, row);
    tell_curve(world, party);
    party_count_own(world, party, ENERGY, row.joules);
    state->bytes = state->spent_won = 0;
}

// What is kept too long, or was withdrawn.
struct forgetting {
    const struct world *world;
    uint16_t flow;
    time_ms kept;
};
static bool is_forgotten(struct sample_origin origin, const void *asked) {
    const struct forgetting *by = asked;
    if (origin.home == SAMPLE_OF_NO_HOME) return false;
    bool too_long = by->kept != CLOCK_NEVER && origin.since + by->kept <= by->world->now;
    return too_long ||
           consent_state(by->world->gate, origin.home, by->flow, by->world->now) == CONSENT_WITHDRAWN;
}

static void forget(struct world *world, struct party *party) {
    struct recogniser_training_state *state = party->state;
    struct forgetting by = {world, state->latest.flow,
                            gate_flow_at(world->gate, state->latest.flow)->limits.kept};
    size_t deleted = sample_store_forget(mess_recogniser_store(state->learner), is_forgotten, &by);
    state->learnt_more = state->learnt_more || deleted > 0;
    party_count_own(world, party, DELETED, (double)deleted);
}

static void recogniser_training_start(struct world *world, struct party *party) {
    struct recogniser_training_state *state = party->state;
    state->labelling = ledger_reason(world->ledger, "labelling pictures");
    state->training = ledger_reason(world->ledger, "training a recogniser");
    state->looking = ledger_reason(world->ledger, "recognising pictures");
    if (!state->learner) {
        tell(world, party);
        return;
    }
    state->reports = status_allocate(world->home_count, sizeof *state->reports);
    score(world, party);
    tell_learner(world, party);
}

// ---- What comes in --------------------------------------------------------------------------------------

// What the gate has not written down of the home is not learnt from, whoever says what.
static bool has_passed(struct world *world, struct party *party, const struct item *item) {
    struct recogniser_training_state *state = party->state;
    const struct gate_entry *entry = gate_entry_at(world->gate, item->home, state->latest.flow);
    bool passed = state->reports[item->home] < entry->transfers;
    state->reports[item->home] += passed;
    if (!passed) party_count(world, party, REFUSED, item->home, 1);
    return passed;
}

static void learn_from(struct world *world, struct party *party, const struct item *item) {
    struct recogniser_training_state *state = party->state;
    struct training_examples sent = training_examples_of(item);
    struct mess_report report = {item->home, item->sent, sent.count - sent.mess, sent.mess,
                                 sent.messes_before};
    state->learnt_more = true;
    if (state->latest.material == TRAINING_PICTURES) {
        mess_recogniser_keep(state->learner, world, report);
        return;
    }
    mess_recogniser_update(state->learner, world, report);
    state->bytes += state->latest.version_bytes;
    party_count(world, party, SENT_BYTES, item->home, state->latest.version_bytes);
}

static void recogniser_training_receive(struct world *world, struct party *party, const struct item *item) {
    const S *s = party->entry->settings;
    struct recogniser_training_state *state = party->state;
    if (item->topic == &recogniser_training_looks) {
        state->looks += (uint64_t)item->value;
        party_count(world, party, LOOKS, item->home, (double)item->value);
    }
    if (item->topic != &recogniser_training_examples) return;
    if (state->learner && !has_passed(world, party, item)) return;
    bool pictures = state->latest.material == TRAINING_PICTURES;
    struct training_examples sent = training_examples_of(item);
    state->arrived += sent.mess;
    state->bytes += sent.count * (double)state->latest.bytes;
    state->received += sent.mess * s->stands_for * (pictures ? 1 : s->update_worth);
    if (pictures) state->unlabelled += sent.count;
    party_count(world, party, pictures ? PICTURES : UPDATES, item->home, sent.count);
    party_count(world, party, MESSES, item->home, sent.mess);
    if (state->learner) learn_from(world, party, item);
}

static account payer_of(const struct world *world, const struct party *party) {
    return ledger_party(world->ledger, party->maker ? party->maker->number : party->number);
}

// The maker pays for the cloud's time.
static void pay_for_looks(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct recogniser_training_state *state = party->state;
    int64_t won = (int64_t)((double)state->looks * s->cloud_won + 0.5);
    if (won == 0) return;
    party_begin(world, party->number, HOME_NONE, "pictures recognised");
    ledger_post(world->ledger, payer_of(world, party), ledger_outside(world->ledger), won, WON,
                state->looking, 0);
    state->looks = 0;
}

// The maker pays: people who label, and the simulated robots' share of a training for the whole fleet.
static void pay(struct world *world, struct party *party, uint32_t robots_share) {
    const S *s = party->entry->settings;
    struct recogniser_training_state *state = party->state;
    account payer = payer_of(world, party);
    account outside = ledger_outside(world->ledger);
    party_begin(world, party->number, HOME_NONE, "recogniser trained");
    int64_t labels = (int64_t)((double)state->unlabelled * s->label_won + 0.5);
    int64_t training = (int64_t)(s->training_won / robots_share + 0.5);
    ledger_post(world->ledger, payer, outside, labels, WON, state->labelling, 0);
    ledger_post(world->ledger, payer, outside, training, WON, state->training, 0);
    state->spent_won += (double)(labels + training);
    state->unlabelled = 0;
}

// No new version: what things look like may have changed meanwhile.
static void look_again(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    if (s->looks_wander <= 0) return;
    score(world, party);
    tell_learner(world, party);
}

// A learner's next version, where something came or went.
static void release(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct recogniser_training_state *state = party->state;
    bool updates = state->latest.material == TRAINING_UPDATES;
    if (!updates) forget(world, party);
    if (!state->learnt_more) {
        look_again(world, party);
        return;
    }
    mess_recogniser_release(state->learner, updates);
    state->learnt_more = false;
    state->latest.examples = state->received;
    pay(world, party, (uint32_t)s->stands_for);
    party_count_own(world, party, VERSIONS, 1);
    score(world, party);
    tell_learner(world, party);
}

static void train(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct recogniser_training_state *state = party->state;
    if (state->received <= state->latest.examples && !state->unlabelled) return;
    state->latest.version += state->received > state->latest.examples;
    state->latest.examples = state->received;
    pay(world, party, (uint32_t)s->stands_for);
    party_count_own(world, party, VERSIONS, 1);
    tell(world, party);
}

static void count_learner(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    const struct recogniser_training_state *state = party->state;
    party_count_own(world, party, FALSE_ALARM, state->score.false_alarm);
    party_count_own(world, party, LEARNER_DAYS, 1);
    if (!isnan(state->score.others)) {
        party_count_own(world, party, RECALL_OTHERS, state->score.others);
        party_count_own(world, party, OTHERS_DAYS, 1);
    }
    if (!isnan(state->fit.exponent)) {
        party_count_own(world, party, EXPONENT, state->fit.exponent);
        party_count_own(world, party, FIT_DAYS, 1);
    }
    if (s->asks_cloud_below > 0) {
        party_count_own(world, party, WITH_CLOUD, state->score.with_cloud);
        party_count_own(world, party, ASKED_SHARE, state->score.asked);
        party_count_own(world, party, CLOUD_DAYS, 1);
    }
    if (state->latest.material != TRAINING_UPDATES || s->update_noise <= 0) return;
    double rounds = mess_recogniser_part(state->learner).most_rounds;
    party_count_own(world, party, EPSILON, federated_average_epsilon(rounds, s->update_noise, delta));
    party_count_own(world, party, ADVANTAGE, federated_average_advantage(rounds, s->update_noise));
    party_count_own(world, party, NOISE_DAYS, 1);
}

static void recogniser_training_midnight(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct recogniser_training_state *state = party->state;
    uint64_t day = (uint64_t)clock_day(world->now);
    if (state->learner)
        mess_recogniser_average(state->learner, luck_of_party(world, party, "noise on updates", day << 16));
    if (day % (uint64_t)(s->retrain_days + 0.5) == 0) {
        (state->learner ? release : train)(world, party);
        pay_for_looks(world, party);
    } else if (s->looks_wander > 0 && state->learner && day % 7 == 0) {
        score(world, party);
    }
    double recall = recall_of(state);
    party_count_own(world, party, RECALL, recall);
    party_count_own(world, party, DAYS, 1);
    party_count_own(world, party, OVERCOME, recall < s->overcome_recall);
    if (state->learner) count_learner(world, party);
}

static void recogniser_training_close(struct world *world, struct party *party) {
    (void)world;
    struct recogniser_training_state *state = party->state;
    mess_recogniser_free(state->learner);
    free(state->errors);
    free(state->scores);
    free(state->points);
    free(state->reports);
}

static const struct equation received = {
    "what is received",
    "examples = stands_for x messes received, x update_worth where updates are sent; one of the own home "
    "counts own_worth, to its own robot",
    "", "federated averaging: McMahan et al. 2017 (arXiv 1602.05629); the worths: assumption"};
static const struct equation passes = {
    "what may be learnt from",
    "of each home as many reports as the gate has written down; before a version what is older than "
    "kept_days is "
    "deleted, and all of a home that has withdrawn, and the version is trained anew on what is left",
    "a policy's kept_days; what updates taught stays", "definition"};
static const struct equation learner_energy = {
    "energy of learning", "J = mac_pj FLOP / 2 x 10^-12 + 8 radio_nj_bit bytes x 10^-9",
    "FLOP of training as simulated; bytes of pictures, updates and the models that they begin with",
    "definition"};
static const struct equation fitted = {
    "the curve that fits",
    "ln error = ln first - exponent ln(1 + n / first_examples), least squares over versions",
    "n messes trained on beyond the first ones", "definition"};
static const struct equation versions = {"new versions", "every retrain_days, if anything came in", "",
                                         "assumption"};
static const struct equation costs = {
    "what training costs",
    "label_won x pictures not yet labelled + training_won / robots of the fleet x robots simulated", "",
    "assumption"};
static const struct equation cloud_costs = {
    "what the cloud costs", "cloud_won x pictures recognised, every retrain_days", "", "assumption"};
static const struct equation overcome = {
    "when the mess is overcome", "days until best version's recall >= overcome_recall", "", "definition"};
static const struct submodel submodels[] = {
    {&received, "pictures, updates, mess_examples",
     "material, stands_for, update_worth, own_worth, unsure_per_run, picture_bytes, update_bytes, worth_won"},
    {&passes, "refused, deleted", ""},
    {&floor_things_equation, "",
     "things_differ, likeness, looks_differ, homes_differ, first_homes, drawn, knows_spills"},
    {&network_equation, "recall_others, false_alarm, others_days, learner_days", "technique"},
    {&federated_average_equation, "sent_bytes", "update_noise, update_clip"},
    {&federated_average_privacy_equation, "epsilon, advantage, noise_days", "update_noise"},
    {&federated_average_leak_equation, "", ""},
    {&learner_energy, "training_energy", "mac_pj, radio_nj_bit"},
    {&fitted, "exponent_fitted, fit_days", "first_examples"},
    {&learning_curve_equation, "recall", "first_recall, best_recall, first_examples, exponent"},
    {&versions, "versions, recogniser trained", "retrain_days"},
    {&costs, "labelling pictures, training a recogniser", "label_won, training_won, stands_for"},
    {&overcome, "days_to_overcome, days", "overcome_recall"},
    {&floor_things_wander_equation, "", "looks_wander"},
    {&mess_recogniser_asks_equation, "cloud_looks, recall_with_cloud, asks_cloud, cloud_days, image",
     "asks_cloud_below, cloud_technique, things_per_run"},
    {&mess_recogniser_energy_equation, "", "device_gmac, cloud_gmac, mac_pj, radio_nj_bit, picture_bytes"},
    {&cloud_costs, "recognising pictures, pictures recognised", "cloud_won"},
};

const struct party_kind recogniser_training_party = {
    .kind = {.name = "recogniser_training",
             .summary = "the maker's desk that trains the robots' recogniser on what homes share",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques =
                 (const struct technique *const[]){&learning_curve_technique, &network_technique,
                                                   &federated_average_technique, ROLE_classifier NULL}},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct recogniser_training_state),
    .in_cloud = true,
    .prepare = recogniser_training_prepare,
    .start = recogniser_training_start,
    .receive = recogniser_training_receive,
    .midnight = recogniser_training_midnight,
    .close = recogniser_training_close,
};
