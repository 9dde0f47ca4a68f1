// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/budget.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    STEPS_BETWEEN_CHECKS = 1000,
    MEMORY_SOFT = 64 << 20,   // bytes; above it the script is stopped at its next step, with its line
    MEMORY_HARD = 256 << 20,  // above it Lua gets no memory at all
    STEPS_PER_BLOCK = 4,  // what a piece of memory costs, which is to be looked through and thrown away again
    BYTES_PER_STEP = 64,  // and its size
    LARGE_BLOCK = 4096,
    COLLECTED_PER_STEP = 8,  // bytes: what it costs to look for what is no longer used
    // What a step may handle before it is dearer, in bytes: of a text, which may be compared letter by
    // letter; of values, which may be copied; of names, which are looked through only when they fall
    // together.
    TEXT_PER_STEP = 128,
    VALUES_PER_STEP = 4096,
    NAMES_PER_STEP = 16384,
    NODE_SIZE = 24,  // of a table's name with its value, in Lua 5.4 on 64 bits
};

struct budget *budget_of(lua_State *L) {
    void *budget;
    lua_getallocf(L, &budget);
    return budget;
}

double budget_price(const struct budget *budget) {
    size_t more =
        budget->text / TEXT_PER_STEP + budget->stack.size / VALUES_PER_STEP + budget->nodes / NAMES_PER_STEP;
    return 1.0 + (double)more;
}

// Looking.

static void check(lua_State *L, lua_Debug *activation) {
    (void)activation;
    struct budget *budget = budget_of(L);
    budget->alarm = false;
    budget_charge(L, lua_gethookcount(L) * budget_price(budget), NULL);
}

// As often as a check is due. Moving the next one takes the steps off that nobody has counted yet.
static void arm(struct budget *budget) {
    if (!budget->L) return;
    int steps = (int)(STEPS_BETWEEN_CHECKS / budget_price(budget));
    if (steps < 1 || budget->spent || budget->alarm) steps = 1;
    if (lua_gethookcount(budget->L) == steps) return;
    budget->steps_left -= STEPS_BETWEEN_CHECKS;
    lua_sethook(budget->L, check, LUA_MASKCOUNT, steps);
}

void budget_allow(struct budget *budget, double steps) {
    budget->spent = false;
    arm(budget);
    budget->steps_left = steps;
}

// Throws away what the script no longer uses; what is left must fit.
static void check_memory(lua_State *L, struct budget *budget) {
    if (budget->memory <= MEMORY_SOFT) return;
    budget->steps_left -= (double)budget->memory / COLLECTED_PER_STEP;
    lua_gc(L, LUA_GCCOLLECT);
    if (budget->memory <= MEMORY_SOFT) return;
    budget->alarm = true;
    arm(budget);
    lua_pushliteral(L, "the script uses more than 64 MB of memory");
    lua_error(L);
}

// From now on every step fails, for the reason that the first one did.
static void spend(struct budget *budget, double steps, double left, const char *what) {
    budget->spent = true;
    arm(budget);
    if (what && steps > STEPS_BETWEEN_CHECKS)
        snprintf(budget->why, sizeof budget->why, "%s may take %.15g steps, and %.0f are left", what, steps,
                 floor(fmax(left, 0)));
    else
        snprintf(budget->why, sizeof budget->why, "is there a loop without end?");
}

void budget_charge(lua_State *L, double steps, const char *what) {
    struct budget *budget = budget_of(L);
    check_memory(L, budget);
    double left = budget->steps_left;
    budget->steps_left -= steps >= 0 ? steps : INFINITY;  // what is no number buys nothing
    arm(budget);
    if (budget->steps_left >= 0) return;
    if (!budget->spent) spend(budget, steps, left, what);
    lua_pushfstring(L, "the script runs on and on: %s", budget->why);
    lua_error(L);
}

// Memory.

// A record counts when it is one by a factor of 2: so there are few, whatever a script does.
static void note_record(size_t *most, size_t size, size_t least) {
    if (size >= least && size > 2 * *most) *most = size;
}

// A table's names lie in a block of 2^n nodes. (An array seldom has that size; then a step is a little dear.)
static bool holds_nodes(size_t size) {
    size_t nodes = size / NODE_SIZE;
    return size % NODE_SIZE == 0 && (nodes & (nodes - 1)) == 0;
}

// Lua mixes the time and addresses into where names lie in its tables, so that nobody can choose names that
// fall together. Where they lie decides when a table grows, and that what # says of a list with holes:
// another number in every run. Here steps are dearer where names fall together, so every state gets the same
// mixture instead. Lua 5.4 has no call for that: it stands 96 bytes behind the allocator and its argument,
// and is set before any name is made.
static void fix_mixture(struct budget *budget) {
    enum { BEHIND_ALLOCATOR = 96, MIXTURE = 2018 };
    _Static_assert(LUA_VERSION_NUM == 504 && sizeof(void *) == 8,
                   "know where this version of Lua keeps its seed");
    const struct {
        lua_Alloc allocate;
        void *argument;
    } begin = {budget_allocate, budget};
    const unsigned mixture = MIXTURE;
    char *at = memmem(budget->state.block, budget->state.size, &begin, sizeof begin);
    if (at) memcpy(at + BEHIND_ALLOCATOR, &mixture, sizeof mixture);
}

// For a new block Lua says what it is for: `kind`, 0 for parts of something else. The first of those is the
// stack.
static void note_new(struct budget *budget, void *block, size_t kind, size_t size) {
    if (kind == LUA_TSTRING) note_record(&budget->text, size, TEXT_PER_STEP);
    if (!budget->state.block) budget->state = (struct budget_block){block, size};
    if (kind != 0) return;
    if (holds_nodes(size)) note_record(&budget->nodes, size, NAMES_PER_STEP);
    budget->newest = (struct budget_block){block, size};
    if (budget->stack.block) return;
    budget->stack = budget->newest;
    fix_mixture(budget);
}

// To grow or shrink, the stack moves into a new block, and frees its old one next.
static void release(struct budget *budget, void *block, size_t size) {
    if (block == budget->stack.block) {
        budget->stack = budget->newest;
        arm(budget);
    }
    free(block);
    budget->memory -= size;
}

// Lua looks for what it can throw away before it takes no for an answer.
static void *refuse_memory(struct budget *budget) {
    budget->steps_left -= (double)budget->memory / COLLECTED_PER_STEP;
    budget->alarm = true;
    arm(budget);
    return NULL;
}

static void *give(struct budget *budget, void *block, size_t kind, size_t size) {
    bool is_new = !block;
    void *moved = realloc(block, size);
    if (!moved) return refuse_memory(budget);
    if (is_new) note_new(budget, moved, kind, size);
    if (size > LARGE_BLOCK) note_record(&budget->block, size, LARGE_BLOCK);
    budget->steps_left -= STEPS_PER_BLOCK + (double)size / BYTES_PER_STEP;
    return moved;
}

// Small blocks, nearly all, are only counted.
void *budget_allocate(void *user, void *block, size_t old_size, size_t new_size) {
    struct budget *budget = user;
    size_t held = block ? old_size : 0, memory = budget->memory - held + new_size;
    if (new_size == 0) {
        release(budget, block, held);
        return NULL;
    }
    if (memory > MEMORY_HARD && new_size > held) return refuse_memory(budget);
    bool crosses = memory > MEMORY_SOFT && budget->memory <= MEMORY_SOFT;
    void *moved = give(budget, block, old_size, new_size);
    if (!moved) return NULL;
    budget->memory = memory;
    if (crosses || budget->steps_left < 0) budget->alarm = true;
    if (new_size > TEXT_PER_STEP || budget->alarm) arm(budget);
    return moved;
}
