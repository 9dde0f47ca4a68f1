// SPDX-License-Identifier: GPL-3.0-or-later
// Every number a user may change is said once, in a table beside the code that uses it: name,
// unit, default, range, meaning, source. Checks, help, documentation, sweep axes and the run
// file's metadata are all made from that table.
//
//   struct kettle_settings { double power_w; bool whistle; };
//   static const struct setting kettle_rows[] = {
//       LEVER(struct kettle_settings, power_w, "W", 1800, 500, 3000, "heating power", "assumption"),
//       SETTING_YES_NO(struct kettle_settings, whistle, true, "whistles when it boils", "assumption"),
//   };
#ifndef MARU_SIM_ENGINE_SETTING_H
#define MARU_SIM_ENGINE_SETTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/engine/status.h"

enum setting_type {
    SETTING_NUMBER,  // double
    SETTING_COUNT,   // int64_t
    SETTING_FLAG,    // bool
    SETTING_CHOICE,  // int, the index into `choices`
    SETTING_TEXT,    // char *
    SETTING_FILE,    // char *, a file beside the scenario or in the Lua library; "": none
    SETTING_SERIES,  // double[length], for example one per month
};

// Who decides the value: the scenario (the world as it is), a party (a lever of policy), or nobody
// (an uncertainty, to be swept and never mixed up with levers).
enum setting_role {
    ROLE_WORLD, ROLE_LEVER, ROLE_UNCERTAIN,
    ROLE_LEVER_AT_START  // in tables only: a lever that counts when the world is made, and cannot turn during a run
};
#define SETTING_ROLE(role_) \
    .role = (role_) == ROLE_LEVER_AT_START ? ROLE_LEVER : (role_), .at_start = (role_) == ROLE_LEVER_AT_START

// Whose money a lever in won or tokens moves, which unit and role do not tell: who pays it answers to it.
enum setting_money {
    MONEY_NONE,
    MONEY_PRICE,    // families pay it
    MONEY_FEE,      // firms pay it to each other, or families for what is no purchase
    MONEY_REWARD,   // families get it, in money or in kind
    MONEY_OWN       // spent by who sets it, or a limit to that: nobody else's answer
};

struct setting {
    const char *name;     // also the field's name in the settings struct
    const char *unit;     // "1" or "" for a pure number
    enum setting_type type;
    enum setting_role role;
    double normal, least, most;   // default and allowed range; a choice's default index
    double likely_least, likely_most;  // where it may well lie, of an uncertain number; both 0: anywhere that is allowed
    const char *const *choices;   // for SETTING_CHOICE: names, NULL-terminated
    const char *text;             // for SETTING_TEXT and SETTING_FILE: the default
    const double *series;         // for SETTING_SERIES: the default values
    size_t length;                // for SETTING_SERIES: how many
    const char *meaning;
    const char *source;           // a published source, or "assumption"
    size_t offset;                // of the field in the settings struct
    bool at_start;                // a lever that counts when the world is made: it cannot turn during a run (plan_past)
    enum setting_money money;     // of every lever in won or tokens
    const char *answer;           // what answers to a price, a fee or a reward: the kind's metrics, parted by ", "; added up; "a / b":
                                  // of those who are offered it at all (b), for who sets it may offer it to none
};

// What settings that are each allowed must be together; of series, number by number.
struct setting_law {
    enum { SETTINGS_SOME, SETTINGS_NOT_ABOVE } sort;
    const char *one, *other;
};
#define SOME_OF(series) {SETTINGS_SOME, #series, NULL}                        // its numbers are shares or weights: not all 0
#define NOT_ABOVE(one, other) {SETTINGS_NOT_ABOVE, #one, #other}              // one <= other

struct setting_table {
    const struct setting *rows;
    size_t count;
    size_t size;  // of the settings struct, bytes
    const struct setting_law *laws;
    size_t law_count;
};

#define SETTING_TABLE(type, rows_) \
    {.rows = rows_, .count = sizeof(rows_) / sizeof((rows_)[0]), .size = sizeof(type)}
#define SETTING_TABLE_OF_LAWS(type, rows_, laws_)                                         \
    {.rows = rows_, .count = sizeof(rows_) / sizeof((rows_)[0]), .size = sizeof(type),    \
     .laws = laws_, .law_count = sizeof(laws_) / sizeof((laws_)[0])}

#define SETTING_NUMBER_ROW(role_, type_, field, unit_, normal_, least_, most_, meaning_, source_) \
    {.name = #field, .unit = unit_, .type = SETTING_NUMBER, SETTING_ROLE(role_), .normal = normal_,      \
     .least = least_, .most = most_, .meaning = meaning_, .source = source_,                       \
     .offset = offsetof(type_, field)}
// A double: WORLD (what the scenario describes), LEVER (what a party decides), UNCERTAIN (nobody).
#define WORLD(...) SETTING_NUMBER_ROW(ROLE_WORLD, __VA_ARGS__)
#define LEVER(...) SETTING_NUMBER_ROW(ROLE_LEVER, __VA_ARGS__)
#define LEVER_AT_START(...) SETTING_NUMBER_ROW(ROLE_LEVER_AT_START, __VA_ARGS__)
#define UNCERTAIN(...) SETTING_NUMBER_ROW(ROLE_UNCERTAIN, __VA_ARGS__)
// An UNCERTAIN number that may be tried far beyond where it may well lie: what varies all that nobody knows keeps to the latter.
#define UNCERTAIN_LIKELY(type_, field, unit_, normal_, likely_least_, likely_most_, least_, most_, meaning_, source_)   \
    {.name = #field, .unit = unit_, .type = SETTING_NUMBER, .role = ROLE_UNCERTAIN, .normal = normal_,                 \
     .least = least_, .most = most_, .likely_least = likely_least_, .likely_most = likely_most_, .meaning = meaning_,  \
     .source = "likely " #likely_least_ " to " #likely_most_ "; " source_, .offset = offsetof(type_, field)}
// A LEVER in won or tokens, by whose money it is; `answer_` as above. A test asks that what people take falls with a price
// and rises with a reward.
#define SETTING_MONEY_ROW(money_, role_, answer_, type_, field, unit_, normal_, least_, most_, meaning_, source_) \
    {.name = #field, .unit = unit_, .type = SETTING_NUMBER, SETTING_ROLE(role_), .normal = normal_,              \
     .least = least_, .most = most_, .meaning = meaning_, .source = source_,                                     \
     .offset = offsetof(type_, field), .money = money_, .answer = answer_}
#define PRICE(answer_, ...) SETTING_MONEY_ROW(MONEY_PRICE, ROLE_LEVER, answer_, __VA_ARGS__)
#define PRICE_AT_START(answer_, ...) SETTING_MONEY_ROW(MONEY_PRICE, ROLE_LEVER_AT_START, answer_, __VA_ARGS__)
#define FEE(answer_, ...) SETTING_MONEY_ROW(MONEY_FEE, ROLE_LEVER, answer_, __VA_ARGS__)
#define FEE_AT_START(answer_, ...) SETTING_MONEY_ROW(MONEY_FEE, ROLE_LEVER_AT_START, answer_, __VA_ARGS__)
#define REWARD(answer_, ...) SETTING_MONEY_ROW(MONEY_REWARD, ROLE_LEVER, answer_, __VA_ARGS__)
#define REWARD_AT_START(answer_, ...) SETTING_MONEY_ROW(MONEY_REWARD, ROLE_LEVER_AT_START, answer_, __VA_ARGS__)
#define SPENDING(...) SETTING_MONEY_ROW(MONEY_OWN, ROLE_LEVER, "", __VA_ARGS__)
#define SPENDING_AT_START(...) SETTING_MONEY_ROW(MONEY_OWN, ROLE_LEVER_AT_START, "", __VA_ARGS__)
// An int64_t.
#define SETTING_WHOLE(role_, type_, field, unit_, normal_, least_, most_, meaning_, source_) \
    {.name = #field, .unit = unit_, .type = SETTING_COUNT, SETTING_ROLE(role_), .normal = normal_,  \
     .least = least_, .most = most_, .meaning = meaning_, .source = source_,                  \
     .offset = offsetof(type_, field)}
// A bool.
#define SETTING_YES_NO(role_, type_, field, normal_, meaning_, source_)                   \
    {.name = #field, .unit = "", .type = SETTING_FLAG, SETTING_ROLE(role_), .normal = normal_,  \
     .least = 0, .most = 1, .meaning = meaning_, .source = source_,                       \
     .offset = offsetof(type_, field)}
// An int, the index into `choices_`, a NULL-terminated array of names.
#define SETTING_ONE_OF(role_, type_, field, choices_, normal_, meaning_, source_)           \
    {.name = #field, .unit = "", .type = SETTING_CHOICE, SETTING_ROLE(role_), .normal = normal_,  \
     .least = 0, .most = 0, .choices = choices_, .meaning = meaning_, .source = source_,    \
     .offset = offsetof(type_, field)}
// A char *, owned by the settings block.
#define SETTING_WORDS(type_, field, text_, meaning_, source_)                                \
    {.name = #field, .unit = "", .type = SETTING_TEXT, .role = ROLE_WORLD, .text = text_,    \
     .meaning = meaning_, .source = source_, .offset = offsetof(type_, field)}

// A char *, owned by the settings block: a file's name, see plan_resolve_path.
#define SETTING_FILE_NAME(type_, field, text_, meaning_, source_)                            \
    {.name = #field, .unit = "", .type = SETTING_FILE, .role = ROLE_WORLD, .text = text_,    \
     .meaning = meaning_, .source = source_, .offset = offsetof(type_, field)}
// A double[N]: one number per month, say. `normals_` is an array of N doubles, each in the range.
#define SETTING_NUMBERS(role_, type_, field, unit_, normals_, least_, most_, meaning_, source_)        \
    {.name = #field, .unit = unit_, .type = SETTING_SERIES, SETTING_ROLE(role_), .least = least_,            \
     .most = most_, .series = normals_, .length = sizeof(((type_ *)0)->field) / sizeof(double),       \
     .meaning = meaning_, .source = source_, .offset = offsetof(type_, field)}

// A settings struct filled with the defaults. Owned by the caller; free with setting_free.
void *setting_defaults(struct setting_table table);
void *setting_copy(struct setting_table table, const void *block);
void setting_free(struct setting_table table, void *block);

// The row of that name, or NULL.
const struct setting *setting_find(struct setting_table table, const char *name);

// The row's name nearest to a misspelt one (fewest edits), or NULL when none is near.
const char *setting_nearest_row(struct setting_table table, const char *given);

// Store a value after checking type and range; on failure the block is unchanged and the message
// says what was given and what is allowed ("power_w = 9000 W: allowed is 500 to 3000 W").
// The caller puts file and line in front of the message.
bool setting_put_number(const struct setting *row, void *block, double value, struct status *status);
bool setting_put_flag(const struct setting *row, void *block, bool value, struct status *status);
bool setting_put_text(const struct setting *row, void *block, const char *text,
                      struct status *status);  // a choice's name, a text, a file's name
bool setting_put_series(const struct setting *row, void *block, const double *values, size_t count,
                        struct status *status);
// Fails with the same message for a value of a type that none of the above can take.
bool setting_refuse(const struct setting *row, const char *given, struct status *status);
// Reads what a person typed after `--set name=`, whatever the row's type.
bool setting_parse(const struct setting *row, void *block, const char *typed, struct status *status);

// The stored number, count, flag (0 or 1) or choice (its index).
double setting_number(const struct setting *row, const void *block);
// The stored text, file's name or name of the choice. Borrowed from the block or the row.
const char *setting_words(const struct setting *row, const void *block);
// The stored value as text ("0.25", "true", "device"), written to `buffer`; returns buffer.
char *setting_print(const struct setting *row, const void *block, char *buffer, size_t size);
// What is allowed, as text: "0.1 to 0.7", "true or false", "none, motion, device or cloud".
char *setting_allowed(const struct setting *row, char *buffer, size_t size);

// Whether the table's laws hold for an entry of that name. False with a status that says which does not.
bool setting_check_laws(const struct setting_table *table, const char *entry, const void *block, struct status *status);

// The unit as it stands behind a number: "" for a pure number (whose unit is written "1" or "").
const char *setting_unit(const struct setting *row);
const char *setting_role_name(enum setting_role role);  // "world", "lever", "uncertain"

#endif
