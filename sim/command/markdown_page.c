// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/markdown_page.h"

#include <md4c-html.h>

static const char page_head[] =
    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" "
    "content=\"maru doc\">\n"
    "<title>Model description</title>\n<style>\n"
    ":root{color-scheme:light dark}\n"
    "body{font:16px/1.55 system-ui,sans-serif;max-width:76rem;margin:2rem auto;padding:0 1rem}\n"
    "h1,h2,h3{line-height:1.25}h2{margin-top:2.5rem;border-bottom:1px solid #8886}h3{margin-top:2rem}\n"
    "table{border-collapse:collapse;font-size:.875rem;display:block;overflow-x:auto;margin:1rem 0}\n"
    "th,td{border-bottom:1px solid #8884;padding:.3rem .6rem;text-align:left;vertical-align:top}\n"
    "code{font:.9em ui-monospace,monospace;background:#8882;padding:.1em "
    ".25em;border-radius:.2em;overflow-wrap:anywhere}\n"
    "@media print{body{max-width:none;font-size:10pt}table{display:table}}\n"
    "</style></head><body><main>\n";

static void put_html(const MD_CHAR *text, MD_SIZE size, void *to) {
    fwrite(text, 1, size, to);
}

bool markdown_page(const char *markdown, size_t size, FILE *out) {
    fputs(page_head, out);
    bool good = md_html(markdown, (MD_SIZE)size, put_html, out, MD_FLAG_TABLES, 0) == 0;
    fputs("</main></body></html>\n", out);
    return good && !ferror(out);
}
