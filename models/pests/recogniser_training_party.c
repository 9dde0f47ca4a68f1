// SPDX-License-Identifier: GPL-3.0-or-later
// The maker's desk that trains the recogniser of pet messes. Robots that are connected, in homes that allow
// it, report what they were unsure of: pictures, or updates worked out at home (federated averaging: McMahan
// et al. 2017, arXiv 1602.05629). Among many things there is a mess now and then; only those teach about
// messes, but all of them left the home. Every so many days the recogniser is trained anew on what has come
// in, and each connected robot gets the new version before its next run. The error follows the learning curve
// of learning_curve.h; nothing says here when the mess is overcome.
//
// A simulated robot stands for `stands_for` robots of the maker's fleet: examples count for all of them,
// money and pictures of the simulated homes only.
#include "models/pests/recogniser_training.h"

#include "sim/engine/learning.h"
#include "sim/engine/party_act.h"

const struct topic recogniser_training_examples = {"training examples"};

struct recogniser_training_settings {
    int material;
    double retrain_days, stands_for;
    double first_recall, best_recall, overcome_recall;
    double first_examples, exponent, own_worth, update_worth;
    double unsure_per_run, picture_bytes, update_bytes, worth_won;
    double label_won, training_won;
};

typedef struct recogniser_training_settings S;
static const char *const material_names[] = {"pictures", "updates", NULL};  // enum training_material
// clang-format off
static const struct setting rows[] = {
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
    UNCERTAIN(S, training_won, "won", 500000, 0, 100000000, "to train a version for the whole fleet", "assumption: some days of accelerators"),
};
// clang-format on

enum { PICTURES, UPDATES, MESSES, VERSIONS, RECALL, DAYS, OVERCOME, METRICS };
static const struct metric metrics[METRICS] = {
    [PICTURES] = {"pictures", "1", "pictures received for training", true, NULL},
    [UPDATES] = {"updates", "1", "updates received for training", true, NULL},
    [MESSES] = {"mess_examples", "1", "pet messes among them", true, NULL},
    [VERSIONS] = {"versions", "1", "new versions of the recogniser", false, NULL},
    [RECALL] = {"recall", "1", "share of messes the latest version recognises, mean of days", true, "days"},
    [DAYS] = {"days", "day", "days", false, NULL},
    [OVERCOME] = {"days_to_overcome", "day",
                  "days until the latest version overcame the mess; all, if none did", true, NULL},
};

struct recogniser_training_state {
    struct trained_recogniser latest;
    double received;                   // examples so far
    double arrived, bytes, spent_won;  // of it: at simulated robots; carried and paid since the last version
    int64_t versions;
    uint64_t unlabelled;  // pictures since the last version
    uint16_t labelling, training;
};

const struct trained_recogniser *recogniser_training_find(struct world *world, const struct party *maker) {
    struct party *party = world_party_of_maker(world, &recogniser_training_party, maker);
    return party ? &((struct recogniser_training_state *)party->state)->latest : NULL;
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
    };
}

static void recogniser_training_prepare(struct world *world, struct party *party) {
    struct recogniser_training_state *state = party->state;
    const struct party *maker = party->maker;
    if (world_party_of_maker(world, &recogniser_training_party, party->maker) != party)
        status_fail(&world->status, STATUS_SCENARIO, "%s: a maker trains one recogniser of messes",
                    party->name);
    state->latest = first_version(party->entry->settings);
    state->latest.party = party->number;
    bool pictures = state->latest.material == TRAINING_PICTURES;
    state->latest.flow = party_flow(world, pictures ? DATA_IMAGE : DATA_DEVICE_HEALTH, maker ? maker : party,
                                    "recogniser training");
    party_receives(world, state->latest.flow, party);
}

// Row of the run file's group `learning`.
static void tell(struct world *world, struct party *party) {
    struct recogniser_training_state *state = party->state;
    learning_add(
        world, party,
        (struct learnt){.technique = &learning_curve_technique,
                        .subject = "pet messes",
                        .version = state->versions++,
                        .samples = state->arrived,
                        .homes = NAN,
                        .measure = "share of messes recognised",
                        .score = 1 - recogniser_training_error(&state->latest, state->latest.examples, 0),
                        .flops = NAN,
                        .bytes = state->bytes,
                        .joules = NAN,
                        .won = state->spent_won});
    state->bytes = state->spent_won = 0;
}

static void recogniser_training_start(struct world *world, struct party *party) {
    struct recogniser_training_state *state = party->state;
    state->labelling = ledger_reason(world->ledger, "labelling pictures");
    state->training = ledger_reason(world->ledger, "training a recogniser");
    tell(world, party);
}

static void recogniser_training_receive(struct world *world, struct party *party, const struct item *item) {
    const S *s = party->entry->settings;
    struct recogniser_training_state *state = party->state;
    if (item->topic != &recogniser_training_examples) return;
    bool pictures = state->latest.material == TRAINING_PICTURES;
    struct training_examples sent = training_examples_of(item);
    state->arrived += sent.mess;
    state->bytes += sent.count * (double)state->latest.bytes;
    state->received += sent.mess * s->stands_for * (pictures ? 1 : s->update_worth);
    if (pictures) state->unlabelled += sent.count;
    party_count(world, party, pictures ? PICTURES : UPDATES, item->home, sent.count);
    party_count(world, party, MESSES, item->home, sent.mess);
}

// The maker pays: people who label, and the simulated robots' share of a training for the whole fleet.
static void pay(struct world *world, struct party *party, uint32_t robots_share) {
    const S *s = party->entry->settings;
    struct recogniser_training_state *state = party->state;
    const struct party *maker = party->maker;
    account payer = ledger_party(world->ledger, maker ? maker->number : party->number);
    account outside = ledger_outside(world->ledger);
    party_begin(world, party->number, HOME_NONE, "recogniser trained");
    int64_t labels = (int64_t)((double)state->unlabelled * s->label_won + 0.5);
    int64_t training = (int64_t)(s->training_won / robots_share + 0.5);
    ledger_post(world->ledger, payer, outside, labels, WON, state->labelling, 0);
    ledger_post(world->ledger, payer, outside, training, WON, state->training, 0);
    state->spent_won += (double)(labels + training);
    state->unlabelled = 0;
}

static void train(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct recogniser_training_state *state = party->state;
    if (state->received <= state->latest.examples && !state->unlabelled) return;
    state->latest.examples = state->received;
    pay(world, party, (uint32_t)s->stands_for);
    party_count_own(world, party, VERSIONS, 1);
    tell(world, party);
}

static void recogniser_training_midnight(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct recogniser_training_state *state = party->state;
    if (clock_day(world->now) % (int64_t)(s->retrain_days + 0.5) == 0) train(world, party);
    double recall = 1 - recogniser_training_error(&state->latest, state->latest.examples, 0);
    party_count_own(world, party, RECALL, recall);
    party_count_own(world, party, DAYS, 1);
    party_count_own(world, party, OVERCOME, recall < s->overcome_recall);
}

static const struct equation received = {
    "what is received",
    "examples = stands_for x messes received, x update_worth where updates are sent; one of the own home "
    "counts own_worth, to its own robot",
    "", "federated averaging: McMahan et al. 2017 (arXiv 1602.05629); the worths: assumption"};
static const struct equation versions = {"new versions", "every retrain_days, if anything came in", "",
                                         "assumption"};
static const struct equation costs = {
    "what training costs",
    "label_won x pictures not yet labelled + training_won / robots of the fleet x robots simulated", "",
    "assumption"};
static const struct equation overcome = {
    "when the mess is overcome", "days until best version's recall >= overcome_recall", "", "definition"};
static const struct submodel submodels[] = {
    {&received, "pictures, updates, mess_examples",
     "material, stands_for, update_worth, own_worth, unsure_per_run, picture_bytes, update_bytes, worth_won"},
    {&learning_curve_equation, "recall", "first_recall, best_recall, first_examples, exponent"},
    {&versions, "versions, recogniser trained", "retrain_days"},
    {&costs, "labelling pictures, training a recogniser", "label_won, training_won, stands_for"},
    {&overcome, "days_to_overcome, days", "overcome_recall"},
};

const struct party_kind recogniser_training_party = {
    .kind = {.name = "recogniser_training",
             .summary = "the maker's desk that trains the robots' recogniser on what homes share",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&learning_curve_technique)},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct recogniser_training_state),
    .in_cloud = true,
    .prepare = recogniser_training_prepare,
    .start = recogniser_training_start,
    .receive = recogniser_training_receive,
    .midnight = recogniser_training_midnight,
};
