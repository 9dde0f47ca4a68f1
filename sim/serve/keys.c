// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/serve/keys.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

bool keys_begin(void) {
    return sodium_init() >= 0;
}

void keys_draw_code(char code[KEYS_CODE_SIZE]) {
    snprintf(code, KEYS_CODE_SIZE, "%06u", randombytes_uniform(1000000));
}

void keys_draw_token(char token[KEYS_TOKEN_SIZE]) {
    unsigned char drawn[(KEYS_TOKEN_SIZE - 1) / 2];
    randombytes_buf(drawn, sizeof drawn);
    sodium_bin2hex(token, KEYS_TOKEN_SIZE, drawn, sizeof drawn);
}

void keys_hash(const char *token, char hash[KEYS_HASH_SIZE]) {
    unsigned char digest[(KEYS_HASH_SIZE - 1) / 2];
    crypto_generichash(digest, sizeof digest, (const unsigned char *)token, strlen(token), NULL, 0);
    sodium_bin2hex(hash, KEYS_HASH_SIZE, digest, sizeof digest);
}

bool keys_equal(const char *one, const char *other) {
    size_t length = strlen(one);
    return length == strlen(other) && sodium_memcmp(one, other, length) == 0;
}
