// SPDX-License-Identifier: GPL-3.0-or-later
// What an item or a timer carries beside its head: one whole number (.value), or a small struct that is declared once, beside
// the topics that carry it (TOPICS_CARRY in item.h, TIMERS_CARRY in timers.h). From then on the struct's type is the
// compiler's affair, and a topic that does not carry it stops the program with its name. The bytes are only ever copied:
// nobody compares, hashes or records them, so that what lies between a struct's members never reaches a result.
#ifndef MARU_SIM_ENGINE_PAYLOAD_H
#define MARU_SIM_ENGINE_PAYLOAD_H

#include <string.h>

#include "sim/engine/status.h"

enum { PAYLOAD_BYTES = 16 };

// As a member: struct thing { ...; PAYLOAD; };
#define PAYLOAD                               \
    union {                                   \
        int64_t value;                        \
        unsigned char payload[PAYLOAD_BYTES]; \
    }

// NAME_put(carrier, says) returns the carrier with its payload filled in, NAME_of(&carrier) reads it; both need
// may_carry(&carrier, the type's name) to allow it.
#define PAYLOAD_ACCESS(name, type, carrier_type, may_carry)                                    \
    _Static_assert(sizeof(type) <= PAYLOAD_BYTES, #type " fits into a payload");               \
    static inline carrier_type name##_put(carrier_type carrier, type says) {                   \
        may_carry(&carrier, #type);                                                            \
        memcpy(carrier.payload, &says, sizeof says);                                           \
        return carrier;                                                                        \
    }                                                                                          \
    static inline type name##_of(const carrier_type *carrier) {                                \
        type says;                                                                             \
        may_carry(carrier, #type);                                                             \
        memcpy(&says, carrier->payload, sizeof says);                                          \
        return says;                                                                           \
    }                                                                                          \
    static inline type name##_of(const carrier_type *carrier)

#endif
