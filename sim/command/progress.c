// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/progress.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#define REDRAW_S 0.1  // a bar is drawn at most so often
enum { BAR_CELLS = 30, PLAIN_LINES = 4, LINE_WIDTH = 79 };

double progress_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

struct progress progress_start(FILE *out, const char *unit, int64_t whole) {
    return (struct progress){.out = out,
                             .terminal = out && isatty(fileno(out)),
                             .unit = unit,
                             .whole = whole > 0 ? whole : 1,
                             .started = progress_now()};
}

// "40 s", "3 min", "2.5 h"
static const char *print_duration(double seconds, char *buffer, size_t size) {
    if (seconds < 90)
        snprintf(buffer, size, "%.0f s", seconds);
    else if (seconds < 90 * 60)
        snprintf(buffer, size, "%.0f min", seconds / 60);
    else
        snprintf(buffer, size, "%.1f h", seconds / 3600);
    return buffer;
}

static void draw_bar(const struct progress *progress, int64_t done, const char *left) {
    char cells[BAR_CELLS + 1];
    int filled = (int)(done * BAR_CELLS / progress->whole);
    memset(cells, '.', BAR_CELLS);
    memset(cells, '#', (size_t)filled);
    cells[BAR_CELLS] = '\0';
    fprintf(progress->out, "\r[%s] %3d %%  %s %lld of %lld, %s left   ", cells,
            (int)(done * 100 / progress->whole), progress->unit, (long long)done, (long long)progress->whole,
            left);
    fflush(progress->out);
}

void progress_show(struct progress *progress, int64_t done) {
    if (!progress->out || done <= 0 || done > progress->whole) return;
    double now = progress_now();
    double share = (double)done / (double)progress->whole;
    char left[20];
    print_duration((now - progress->started) * (1 - share) / share, left, sizeof left);
    if (progress->terminal) {
        if (now - progress->shown < REDRAW_S) return;
        progress->shown = now;
        draw_bar(progress, done, left);
    } else if (done < progress->whole && share * PLAIN_LINES >= progress->lines + 1) {
        progress->lines = (int)(share * PLAIN_LINES);
        fprintf(progress->out, "%s %lld of %lld, %s left\n", progress->unit, (long long)done,
                (long long)progress->whole, left);
    }
}

void progress_end(struct progress *progress) {
    if (!progress->out || !progress->terminal) return;
    fprintf(progress->out, "\r%*s\r", LINE_WIDTH, "");
    fflush(progress->out);
}
