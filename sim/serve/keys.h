// SPDX-License-Identifier: GPL-3.0-or-later
// What opens doors: the meeting code that a class types, and the tokens that browsers keep. Drawn by the system's source of chance,
// never by a run's.
#ifndef MARU_SIM_SERVE_KEYS_H
#define MARU_SIM_SERVE_KEYS_H

#include <stdbool.h>

enum { KEYS_CODE_SIZE = 7, KEYS_TOKEN_SIZE = 33, KEYS_HASH_SIZE = 65 };  // with their final 0

// Before any other; false when the system has no source of chance.
bool keys_begin(void);

void keys_draw_code(char code[KEYS_CODE_SIZE]);     // six digits
void keys_draw_token(char token[KEYS_TOKEN_SIZE]);  // 128 bits, in hexadecimal

// BLAKE2b of a token, in hexadecimal: what is kept on disk instead of it.
void keys_hash(const char *token, char hash[KEYS_HASH_SIZE]);

// In a time that does not tell how much of them agrees.
bool keys_equal(const char *one, const char *other);

#endif
