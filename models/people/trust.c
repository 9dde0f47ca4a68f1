// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/trust.h"

#include "models/model.h"

static unsigned rank_of(const struct party *maker) {
    return maker ? maker->maker_rank : 0;
}

// Of a maker but the first.
static struct trust_evidence *elsewhere(const struct world *world, uint32_t home, unsigned rank) {
    return &world->model->trust_elsewhere[home * (world->maker_count - 1u) + rank - 1u];
}

static double trust_of(const struct world *world, uint32_t home, unsigned rank) {
    if (rank == 0) return (double)world->homes[home].trust;
    const struct trust_evidence *evidence = elsewhere(world, home, rank);
    return (double)(evidence->gain / (evidence->gain + evidence->loss));
}

double trust_in(const struct world *world, uint32_t home, const struct party *maker) {
    return trust_of(world, home, rank_of(maker));
}

double trust_mean(const struct world *world, uint32_t home) {
    double sum = trust_of(world, home, 0);
    for (unsigned rank = 1; rank < world->maker_count; rank++) sum += trust_of(world, home, rank);
    return world->maker_count > 1 ? sum / world->maker_count : sum;
}

const struct party *trust_maker_of(const struct world *world, uint16_t flow) {
    uint16_t maker = gate_flow_at(world->gate, flow)->maker;
    return maker == GATE_NOBODY ? NULL : &world->parties[maker];
}

void trust_learns(struct world *world, uint32_t number, const struct party *maker, double gain, double loss) {
    if (rank_of(maker) == 0) {
        struct home *home = &world->homes[number];
        home->trust_gain += (float)gain;
        home->trust_loss += (float)loss;
        home->trust = home->trust_gain / (home->trust_gain + home->trust_loss);
        return;
    }
    struct trust_evidence *evidence = elsewhere(world, number, rank_of(maker));
    evidence->gain += (float)gain;
    evidence->loss += (float)loss;
}

void trust_begin(struct world *world) {
    if (world->maker_count < 2) return;
    size_t others = world->maker_count - 1u;
    struct trust_evidence *all = status_allocate(world->home_count * others, sizeof *all);
    for (uint32_t home = 0; home < world->home_count; home++)
        for (size_t maker = 0; maker < others; maker++)
            all[home * others + maker] =
                (struct trust_evidence){world->homes[home].trust_gain, world->homes[home].trust_loss};
    world->model->trust_elsewhere = all;
}
