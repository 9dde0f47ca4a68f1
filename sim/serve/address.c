// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/serve/address.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/status.h"

static void find_own(char host[INET_ADDRSTRLEN]) {
    struct ifaddrs *all = NULL;
    if (getifaddrs(&all) < 0) return;
    for (const struct ifaddrs *one = all; one; one = one->ifa_next) {
        bool reached = one->ifa_addr && one->ifa_addr->sa_family == AF_INET && (one->ifa_flags & IFF_UP) &&
                       !(one->ifa_flags & IFF_LOOPBACK);
        if (!reached) continue;
        inet_ntop(AF_INET, &((const struct sockaddr_in *)one->ifa_addr)->sin_addr, host, INET_ADDRSTRLEN);
        break;
    }
    freeifaddrs(all);
}

char *address_url(const char *host, uint16_t port) {
    char own[INET_ADDRSTRLEN] = "127.0.0.1", *url;
    bool anywhere = !strcmp(host, "0.0.0.0");
    if (anywhere) find_own(own);
    return asprintf(&url, "http://%s:%u/", anywhere ? own : host, port) < 0 ? status_copy_text("") : url;
}
