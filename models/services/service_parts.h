// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of the service in general share: its settings, what it counts, and what it has of the homes.
//   service_party.c       offers, own calls, visits
//   service_leads.c       which of the maker's reports a partner buys
//   service_books.c       who is paid, and what the maker and the partner have of it
//   service_customers.c   who knows whom after a visit, and may invite the family again
#ifndef MARU_MODELS_SERVICES_SERVICE_PARTS_H
#define MARU_MODELS_SERVICES_SERVICE_PARTS_H

#include "models/methods/crews.h"
#include "models/methods/learning_buyer_technique.h"
#include "models/services/make_or_partner_law.h"
#include "sim/engine/timers.h"
#include "sim/engine/world.h"

enum service_owner { SERVICE_PARTNERS, SERVICE_MAKERS };
enum service_channel { SERVICE_REFERRAL, SERVICE_PLATFORM };

struct service_settings {
    char *listens_to;
    double acts_from, worth_won;
    double price_won, usual_won, price_weight, lead_won, wage_won_hour, material_won;
    double believed_closes, believed_anyway, prior_purchases, trials_won_quarter;
    double accepts, accepts_needless, annoyed, annoyance, quiet_days, answer_hours, patience_days;
    double calls_year, calls_shape, effect;
    int64_t desks;
    double opens_hour, closes_hour, visit_hours;
    int rests;  // enum opening_rests
    // Make or partner.
    int owned_by, channel;  // enum service_owner, enum service_channel
    double serves_from, serves_to;
    double commission, leaks;
    double fixed_won_month, beginner, experience_visits, progress;
    double remind_days, returns;
};

enum service_metric {
    SERVICE_REPORTS,
    SERVICE_OFFERS,
    SERVICE_NEEDLESS_OFFERS,
    SERVICE_LEADS_OFFERED,
    SERVICE_LEADS_LEFT,
    SERVICE_BID,
    SERVICE_ANNOYED,
    SERVICE_CALLS,
    SERVICE_BOOKED,
    SERVICE_VISITS,
    SERVICE_WAIT_HOURS,
    SERVICE_NEEDLESS,
    SERVICE_HELPED,
    SERVICE_ABANDONED,
    SERVICE_WORK_HOURS,
    SERVICE_PAID_HOURS,
    SERVICE_BUSY,
    SERVICE_MAKER_GAINS,
    SERVICE_PARTNER_GAINS,
    SERVICE_REMINDERS,
    SERVICE_REMINDED,
    SERVICE_LEAKED,
    SERVICE_MAKER_KNOWS,
    SERVICE_PARTNER_KNOWS,
    SERVICE_DAYS,
    SERVICE_VISITS_MONTH,
    SERVICE_BREAK_EVEN,
    SERVICE_BREAK_EVEN_APP,
    SERVICE_OWN_ADVANTAGE,
    SERVICE_BREAK_EVEN_LEADS,
    SERVICE_METRICS
};

// How a visit was booked, and so who is paid and whose customer the family is.
enum service_way {
    SERVICE_DIRECT,  // with the partner itself
    SERVICE_APP,     // with the partner through the maker's app
    SERVICE_OWN      // with the maker, whose own people come
};
// Who can know a customer: place in the arrays of data flows below, bit in service_file.known_by.
enum service_knower { SERVICE_PARTNER_KNOWER, SERVICE_MAKER_KNOWER, SERVICE_KNOWERS };

// What the service has of one home.
struct service_file {
    time_ms quiet_until;
    time_ms called_at;  // by itself, the last time; -1: never
    uint32_t offers, visits, calls, booked;  // so far: they number the family's luck
    uint16_t process;  // of the monitor; UINT16_MAX: the home has none, or lies where this service does not go
    uint8_t known_by;
    float calls_more;  // by itself, of the mean home's
    float chance;      // with which a family like this one took what it booked last
};

struct service_state {
    struct crews desks;          // a timer's value is the desk's number
    struct service_file *files;  // [homes]
    struct learning_buyer buyer; // of reports
    const struct party *maker;   // NULL: there is none
    uint16_t monitor;            // appliance; UINT16_MAX: listens to none
    uint16_t first_district, districts;
    enum service_way way;        // as bookings go, but for those that leak
    uint16_t call_flow[SERVICE_KNOWERS];
    uint16_t record_flow[SERVICE_KNOWERS];  // GATE_NO_FLOW: keeps no records
    uint64_t own_visits;         // done by the maker's own people: their experience
    uint64_t days;
    int64_t fixed_paid_won;
    struct make_or_partner_service own;  // what its own people would cost the maker, whoever serves
    uint16_t visit, lead, wage, material, payout, fixed;  // reasons of postings
};

enum service_what {
    SERVICE_ANSWER,
    SERVICE_MAY_CALL,
    SERVICE_VISIT_OVER,
    SERVICE_OPEN,
    SERVICE_REMIND,
    SERVICE_INVITED,
    SERVICE_PATIENCE_ENDS,
    SERVICE_LEFT  // a report that was not bought; its value: when
};

// The family is to be invited again, and has been.
struct service_reminder {
    uint32_t visits;  // the family's when it was set
    enum service_knower knower;
};
TIMERS_CARRY(service_reminder, struct service_reminder, SERVICE_REMIND, SERVICE_INVITED);

static inline enum service_knower service_knower_of(enum service_way way) {
    return way == SERVICE_DIRECT ? SERVICE_PARTNER_KNOWER : SERVICE_MAKER_KNOWER;
}

#endif
