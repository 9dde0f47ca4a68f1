// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/lines.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

// As much of Lua's words as is needed to tell keys and braces from texts and comments.
enum token_kind { TOKEN_END, TOKEN_NAME, TOKEN_STRING, TOKEN_SYMBOL };

struct lexer {
    const char *next;
    int line;  // of `next`
    enum token_kind kind;
    const char *start;  // of the token; a string's without its quotes
    size_t length;
    int token_line;
};

static void skip_one(struct lexer *lexer) {
    if (*lexer->next == '\n') lexer->line++;
    lexer->next++;
}

// The number of '=' in "[==[" at the position, or -1 when no long bracket opens there.
static int long_bracket_level(const char *at) {
    if (*at != '[') return -1;
    int level = (int)strspn(at + 1, "=");
    return at[1 + level] == '[' ? level : -1;
}

static bool closes_long_bracket(const char *at, int level) {
    return at[0] == ']' && (int)strspn(at + 1, "=") == level && at[1 + level] == ']';
}

static void read_long_bracket(struct lexer *lexer, int level) {
    lexer->next += level + 2;
    lexer->start = lexer->next;
    while (*lexer->next && !closes_long_bracket(lexer->next, level)) skip_one(lexer);
    lexer->length = (size_t)(lexer->next - lexer->start);
    if (*lexer->next) lexer->next += level + 2;
}

static void skip_comment(struct lexer *lexer) {
    lexer->next += 2;
    int level = long_bracket_level(lexer->next);
    if (level >= 0)
        read_long_bracket(lexer, level);
    else
        lexer->next += strcspn(lexer->next, "\n");
}

static void skip_blanks(struct lexer *lexer) {
    for (;;) {
        if (isspace((unsigned char)*lexer->next))
            skip_one(lexer);
        else if (strncmp(lexer->next, "--", 2) == 0)
            skip_comment(lexer);
        else
            return;
    }
}

static void read_quoted(struct lexer *lexer) {
    char quote = *lexer->next++;
    lexer->start = lexer->next;
    while (*lexer->next && *lexer->next != quote && *lexer->next != '\n') {
        if (*lexer->next == '\\' && lexer->next[1]) skip_one(lexer);
        skip_one(lexer);
    }
    lexer->length = (size_t)(lexer->next - lexer->start);
    if (*lexer->next == quote) lexer->next++;
}

static bool is_word(char c) {
    return isalnum((unsigned char)c) || c == '_';
}

static void advance(struct lexer *lexer) {
    skip_blanks(lexer);
    lexer->token_line = lexer->line;
    lexer->start = lexer->next;
    int level = long_bracket_level(lexer->next);
    if (*lexer->next == '\0') {
        lexer->kind = TOKEN_END;
    } else if (*lexer->next == '"' || *lexer->next == '\'') {
        lexer->kind = TOKEN_STRING;
        read_quoted(lexer);
    } else if (level >= 0) {
        lexer->kind = TOKEN_STRING;
        read_long_bracket(lexer, level);
    } else if (is_word(*lexer->next)) {
        lexer->kind = TOKEN_NAME;
        while (is_word(*lexer->next)) lexer->next++;
        lexer->length = (size_t)(lexer->next - lexer->start);
    } else {
        lexer->kind = TOKEN_SYMBOL;
        lexer->length = 1;
        lexer->next++;
    }
}

static bool token_is(const struct lexer *lexer, const char *text) {
    return lexer->kind != TOKEN_END && strlen(text) == lexer->length &&
           memcmp(lexer->start, text, lexer->length) == 0;
}
static bool symbol_is(const struct lexer *lexer, char symbol) {
    return lexer->kind == TOKEN_SYMBOL && *lexer->start == symbol;
}

// The token starts an item; is it `key =` or `["key"] =`? Tokens looked at are consumed only when it is.
static bool at_key(struct lexer *lexer, const char *key) {
    struct lexer ahead = *lexer;
    bool bracket = symbol_is(&ahead, '[');
    if (bracket) advance(&ahead);
    if (ahead.kind != (bracket ? TOKEN_STRING : TOKEN_NAME) || !token_is(&ahead, key)) return false;
    int line = ahead.token_line;
    advance(&ahead);
    if (bracket) advance(&ahead);
    if (!symbol_is(&ahead, '=')) return false;
    *lexer = ahead;
    lexer->token_line = line;
    return true;
}

// Moves behind the next '{'. False when the item, or the text, ends before it.
static bool enter_braces(struct lexer *lexer) {
    while (lexer->kind != TOKEN_END && !symbol_is(lexer, '{')) {
        if (symbol_is(lexer, ',') || symbol_is(lexer, '}')) return false;
        advance(lexer);
    }
    return lexer->kind != TOKEN_END;
}

// Inside braces, at their '{': moves to the value of `key` in them. False when they close before it.
static bool find_key(struct lexer *lexer, const char *key) {
    int depth = 1;
    bool item_starts = true;
    while (depth > 0) {
        advance(lexer);
        if (lexer->kind == TOKEN_END) return false;
        if (depth == 1 && item_starts && at_key(lexer, key)) return true;
        if (symbol_is(lexer, '{')) depth++;
        if (symbol_is(lexer, '}')) depth--;
        item_starts = symbol_is(lexer, ',') || symbol_is(lexer, ';');
    }
    return false;
}

int lines_of_key(const char *text, int line, const char *opener, const char *const *keys, size_t count) {
    struct lexer lexer = {.next = text, .line = 1};
    while (*lexer.next && lexer.line < line) skip_one(&lexer);
    do advance(&lexer);
    while (lexer.kind != TOKEN_END && !(lexer.kind == TOKEN_NAME && token_is(&lexer, opener)));
    int found = line;
    for (size_t i = 0; i < count && enter_braces(&lexer) && find_key(&lexer, keys[i]); i++)
        found = lexer.token_line;
    return found;
}
