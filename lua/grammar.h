// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of a scenario file are called and how each is written: for the reference that people read, and for the
// nearest name when one is misspelt.
#ifndef MARU_LUA_GRAMMAR_H
#define MARU_LUA_GRAMMAR_H

struct grammar_part {
    const char *name;
    const char *form;     // how it is written
    const char *meaning;  // half a sentence
    const char *luals;    // its type for language servers; NULL: made from the catalogue
};

// Each ends with a part without a name.
extern const struct grammar_part grammar_words[];     // of a file: scenario { ... }, policy { ... }
extern const struct grammar_part grammar_scenario[];  // in scenario { ... }, beside settings, sections and entries
extern const struct grammar_part grammar_policy[];    // in policy { ... }, beside hooks
extern const struct grammar_part grammar_rule[];      // of a rule of consent, written as a table
extern const struct grammar_part grammar_promise[];   // in promise { ... }
extern const struct grammar_part grammar_compare[];   // in compare { ... }
extern const struct grammar_part grammar_branch[];    // in branch { ... }
extern const struct grammar_part grammar_sweep[];     // in sweep { ... }

#endif
