// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/class/store.h"

#include <sqlite3.h>
#include <stdlib.h>

struct store {
    sqlite3 *database;
    sqlite3_stmt *insert;
    char *path;
};

static bool fail(const struct store *store, struct status *status) {
    return status_fail(status, STATUS_MACHINE, "%s: %s", store->path,
                       store->database ? sqlite3_errmsg(store->database) : "no memory");
}

// Locked for as long as the class goes on: a second server on the same class is refused.
static bool prepare(struct store *store, struct status *status) {
    static const char begin[] =
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE IF NOT EXISTS happened (number INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, event TEXT "
        "NOT NULL);";
    static const char insert[] = "INSERT INTO happened (at_ms, event) VALUES (?, ?)";
    return (sqlite3_exec(store->database, begin, NULL, NULL, NULL) == SQLITE_OK &&
            sqlite3_prepare_v2(store->database, insert, -1, &store->insert, NULL) == SQLITE_OK) ||
           fail(store, status);
}

struct store *store_open(const char *path, struct status *status) {
    struct store *store = status_allocate(1, sizeof *store);
    store->path = status_copy_text(path);
    if (sqlite3_open(path, &store->database) == SQLITE_OK) {
        if (prepare(store, status)) return store;
    } else {
        fail(store, status);
    }
    store_close(store);
    return NULL;
}

void store_close(struct store *store) {
    if (!store) return;
    sqlite3_finalize(store->insert);
    sqlite3_close(store->database);
    free(store->path);
    free(store);
}

bool store_keep(struct store *store, int64_t at_ms, const char *event, struct status *status) {
    sqlite3_bind_int64(store->insert, 1, at_ms);
    sqlite3_bind_text(store->insert, 2, event, -1, SQLITE_TRANSIENT);
    bool kept = sqlite3_step(store->insert) == SQLITE_DONE;
    if (!kept) fail(store, status);
    sqlite3_reset(store->insert);
    return kept;
}

bool store_replay(struct store *store, bool (*each)(void *argument, int64_t at_ms, const char *event),
                  void *argument, struct status *status) {
    sqlite3_stmt *select = NULL;
    if (sqlite3_prepare_v2(store->database, "SELECT at_ms, event, number FROM happened ORDER BY number", -1,
                           &select, NULL) != SQLITE_OK)
        return fail(store, status);
    int step;
    while ((step = sqlite3_step(select)) == SQLITE_ROW) {
        if (each(argument, sqlite3_column_int64(select, 0), (const char *)sqlite3_column_text(select, 1)))
            continue;
        status_fail(status, STATUS_MACHINE, "%s: what happened as number %lld is not understood: %s",
                    store->path, (long long)sqlite3_column_int64(select, 2),
                    (const char *)sqlite3_column_text(select, 1));
        break;
    }
    if (step != SQLITE_ROW && step != SQLITE_DONE) fail(store, status);
    sqlite3_finalize(select);
    return status->code == STATUS_OK;
}
