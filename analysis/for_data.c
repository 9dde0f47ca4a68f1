// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/for_data.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

bool for_data_is(const char *reason) {
    static const char *const wanted[] = {"lead", "leads", "data", "reward", "rewards", "profiles"};
    for (const char *at = reason; *at;) {
        size_t length = 0;
        while (isalnum((unsigned char)at[length])) length++;
        for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
            if (strlen(wanted[i]) == length && strncmp(wanted[i], at, length) == 0) return true;
        at += length ? length : 1;
    }
    return false;
}
