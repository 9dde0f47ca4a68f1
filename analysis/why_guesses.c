// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/why_guesses.h"

#include <math.h>
#include <string.h>

#include "analysis/table.h"
#include "analysis/why_equation.h"

// What its kind's equations call the number (models/attacks/attacker_party.c).
static const char thing[] = "advantage";

static size_t row_of(const struct run_guesses *guesses, const char *attacker) {
    size_t i = 0;
    while (i < guesses->count && strcmp(guesses->attacker[i], attacker) != 0) i++;
    return i;
}

void why_guesses_tell(const struct why_source *source, const char *attacker, const char *name,
                      struct why *why) {
    const struct run_guesses *g = &source->run->guesses;
    size_t i = row_of(g, attacker);
    if (i == g->count) return;
    why_lines_say(why, 0, WHY_ANSWER, "%s: %s (95 %% interval %s to %s): %s", name,
                  table_number(g->advantage[i]).text, table_number(g->low[i]).text,
                  table_number(g->high[i]).text, g->question[i]);
    why_lines_say(why, 1, WHY_PART, "it overhears %s, and guesses by %s: %s guesses, %.0f %% of them right",
                  g->watched[i], g->technique[i], table_whole(llround(g->answers[i])).text,
                  100 * g->right[i]);
    if (!isnan(g->advantage_without[i]))
        why_lines_say(why, 1, WHY_PART, "by nothing overheard: %s",
                      table_number(g->advantage_without[i]).text);
    if (!isnan(g->bound[i]))
        why_lines_say(why, 1, WHY_PART, "at most, by theory: %s", table_number(g->bound[i]).text);
    why_equation_tell(source, run_kinds_of(&source->kinds, attacker), attacker, thing, 1, why);
}
