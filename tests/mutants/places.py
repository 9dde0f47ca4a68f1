# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a C file can be mutated and into what, found by libclang in the bodies of its functions; and the file rewritten so
that each mutant is chosen while it runs: `a < b` becomes `(mutant_is(17) ? ((a) <= (b)) : (a < b))`.

Left alone: what must be constant (array sizes, cases, static initialisers), what a macro holds, and what cannot be told
apart by any test (freeing memory, < against <= of real numbers, which are equal by chance only).
"""
import bisect
import dataclasses
import json
import re
import shlex
import subprocess

import clang.cindex as cindex

Kind = cindex.CursorKind
Type = cindex.TypeKind
REAL = {Type.FLOAT, Type.DOUBLE, Type.LONGDOUBLE}
WHOLE = {Type.CHAR_S, Type.CHAR_U, Type.SCHAR, Type.UCHAR, Type.SHORT, Type.USHORT, Type.INT, Type.UINT, Type.LONG,
         Type.ULONG, Type.LONGLONG, Type.ULONGLONG}
SWAPS = {"<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<"), "==": ("!=",), "!=": ("==",),
         "+": ("-",), "-": ("+",), "*": ("/",), "/": ("*",), "%": ("*",), "&&": ("||",), "||": ("&&",),
         "+=": ("-=",), "-=": ("+=",), "*=": ("/=",), "/=": ("*=",), "&": ("|",), "|": ("&",), "<<": (">>",), ">>": ("<<",)}
OF_REALS = {"<": (">=",), "<=": (">",), ">": ("<=",), ">=": ("<",)}
NUMBER = re.compile(rb"(0[xX][0-9a-fA-F]+|\d+(\.\d*)?([eE][+-]?\d+)?|\.\d+)[uUlLfF]*")
FREEING = re.compile(r"free$|_free$|_clear$|^va_|^close$|^fclose$")


@dataclasses.dataclass
class Mutant:
    file: str
    begin: int  # bytes of the file that it takes the place of
    end: int
    line: int
    column: int
    parts: list  # of the mutated text: bytes, or (begin, end) of the original
    statement: bool  # it has no value
    number: int = 0  # from 1, when it is chosen
    change: str = ""


class Finder:
    def __init__(self, file, text, arguments):
        self.file, self.text, self.found = file, text, []
        unit = cindex.Index.create().parse(file, arguments, options=cindex.TranslationUnit.PARSE_DETAILED_PROCESSING_RECORD)
        faults = [str(fault) for fault in unit.diagnostics if fault.severity >= cindex.Diagnostic.Error]
        if faults:
            raise ValueError(f"{file} is not understood: {faults[0]}")
        here = [cursor for cursor in unit.cursor.get_children()
                if cursor.location.file and cursor.location.file.name == file]
        macros = sorted(self.span(cursor) for cursor in here if cursor.kind == Kind.MACRO_INSTANTIATION)
        self.macro_begins = [begin for begin, _ in macros]
        self.macro_ends = [end for _, end in macros]
        for cursor in here:
            if cursor.kind == Kind.FUNCTION_DECL and cursor.is_definition():
                self.result = cursor.result_type.get_canonical().kind
                self.walk(list(cursor.get_children())[-1], cursor)

    @staticmethod
    def span(cursor):
        return cursor.extent.start.offset, cursor.extent.end.offset

    def is_plain(self, begin, end):
        """Whether no macro reaches into the span or around it."""
        if end <= begin:
            return False
        first = max(0, bisect.bisect_left(self.macro_begins, begin) - 1)
        for at in range(first, bisect.bisect_left(self.macro_begins, end)):
            low, high = self.macro_begins[at], self.macro_ends[at]
            if low < end and begin < high and not (begin <= low and high <= end):
                return False
        piece = self.text[begin:end]
        return piece.count(b"(") == piece.count(b")") and piece.count(b"[") == piece.count(b"]")

    def following(self, end):
        return self.text[end:end + 200].lstrip()[:1]

    def add(self, cursor, parts, statement=False):
        begin, end = self.span(cursor)
        spans = [part for part in parts if isinstance(part, tuple)]
        if self.is_plain(begin, end) and all(self.is_plain(*span) for span in spans):
            start = cursor.extent.start
            self.found.append(Mutant(self.file, begin, end, start.line, start.column, parts, statement))

    def walk(self, cursor, parent):
        kind = cursor.kind
        if kind in (Kind.CXX_UNARY_EXPR, Kind.ENUM_DECL, Kind.STRUCT_DECL, Kind.UNION_DECL):
            return
        if kind == Kind.VAR_DECL and cursor.storage_class == cindex.StorageClass.STATIC:
            return
        children = list(cursor.get_children())
        if kind in (Kind.BINARY_OPERATOR, Kind.COMPOUND_ASSIGNMENT_OPERATOR) and len(children) == 2:
            self.operator(cursor, *children)
        elif kind in (Kind.IF_STMT, Kind.WHILE_STMT, Kind.CONDITIONAL_OPERATOR):
            self.add(children[0], [b"!(", self.span(children[0]), b")"])
        elif kind == Kind.RETURN_STMT and children:
            self.returned(children[0])
        elif kind in (Kind.INTEGER_LITERAL, Kind.FLOATING_LITERAL):
            self.number(cursor)
        self.statement(cursor, parent)
        if kind == Kind.CASE_STMT:
            children = children[1:]
        for child in children:
            constant = kind in (Kind.VAR_DECL, Kind.INIT_LIST_EXPR) and self.following(self.span(child)[1]) == b"]"
            if not constant:
                self.walk(child, cursor)

    def operator(self, cursor, left, right):
        between = self.text[self.span(left)[1]:self.span(right)[0]].strip().decode(errors="replace")
        kinds = {side.type.get_canonical().kind for side in (left, right)}
        swaps = OF_REALS.get(between) if kinds & REAL else None
        assigns = between.endswith("=") and between not in ("==", "!=", "<=", ">=")
        for other in swaps or SWAPS.get(between, ()):
            sides = (self.span(left), self.span(right))
            self.add(cursor, [sides[0], b" %s (" % other.encode(), sides[1], b")"] if assigns else
                     [b"(", sides[0], b") %s (" % other.encode(), sides[1], b")"])

    def returned(self, value):
        if self.result == Type.BOOL:
            self.add(value, [b"!(", self.span(value), b")"])
        elif self.result in WHOLE or self.result in REAL:
            self.add(value, [b"(", self.span(value), b") + 1"])

    def number(self, cursor):
        text = self.text[slice(*self.span(cursor))]
        if NUMBER.fullmatch(text):
            whole = cursor.kind == Kind.INTEGER_LITERAL
            self.add(cursor, [self.span(cursor), b" + 1" if whole or not float(text.rstrip(b"fFlL")) else b" * 2"])

    def statement(self, cursor, parent):
        """A call, an assignment or a step that stands alone can be left out."""
        begin, end = self.span(cursor)
        inside = parent.kind in (Kind.COMPOUND_STMT, Kind.IF_STMT, Kind.WHILE_STMT, Kind.CASE_STMT, Kind.DEFAULT_STMT)
        if parent.kind == Kind.FOR_STMT:
            inside = self.span(list(parent.get_children())[-1]) == (begin, end)
        if not inside or self.following(end) != b";":
            return
        step = cursor.kind == Kind.UNARY_OPERATOR and re.search(rb"\+\+|--", self.text[begin:end])
        assigns = cursor.kind == Kind.BINARY_OPERATOR and re.search(rb"[^=!<>]=[^=]", self.text[begin:end])
        calls = cursor.kind == Kind.CALL_EXPR and cursor.spelling and not FREEING.search(cursor.spelling)
        if step or assigns or calls or cursor.kind == Kind.COMPOUND_ASSIGNMENT_OPERATOR:
            self.add(cursor, [b"(void)0"], statement=True)


def read_arguments(build):
    """{file: how it is compiled} as far as libclang needs to know."""
    include = subprocess.run(["gcc", "-print-file-name=include"], check=True, capture_output=True, text=True).stdout.strip()
    found = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        words = shlex.split(entry["command"])
        kept = [word for word in words if word.startswith(("-I", "-D", "-std"))]
        kept += [f"-isystem{words[at + 1]}" for at, word in enumerate(words) if word == "-isystem"]
        found[entry["file"]] = kept + ["-w", "-idirafter", include]
    return found


def find(file, text, arguments):
    """All mutants of the file. Those that change it alike count once."""
    mutants, seen = [], set()
    for mutant in Finder(file, text, arguments).found:
        mutant.change = describe(text, mutant)
        key = (mutant.begin, mutant.end, mutant.change)
        if key not in seen:
            seen.add(key)
            mutants.append(mutant)
    return mutants


def describe(text, mutant):
    before = text[mutant.begin:mutant.end]
    after = b"".join(text[slice(*part)] if isinstance(part, tuple) else part for part in mutant.parts)
    after = b"left out" if mutant.statement else after
    return " -> ".join(re.sub(r"\s+", " ", side.decode(errors="replace")) for side in (before, after))


def rewrite(text, chosen):
    """The file with the chosen mutants in it, each behind its number. Lines keep their numbers, and the first its licence."""
    spans = {}
    for mutant in chosen:
        spans.setdefault((mutant.begin, -mutant.end), []).append(mutant)
    order = sorted(spans)  # the outer before the inner

    def splice(begin, end, itself=None):
        out, at = [], begin
        for low, negative in order:
            high = -negative
            if low < at or high > end or (low, high) == itself:
                continue
            out += [text[at:low], choice(low, high)]
            at = high
        return b"".join(out + [text[at:end]])

    def choice(begin, end):
        mutants = spans[(begin, -end)]
        cast = b"(void)" if any(mutant.statement for mutant in mutants) else b""
        out = b"("
        for mutant in mutants:
            changed = b"".join(splice(*part, itself=(begin, end)) if isinstance(part, tuple) else part
                               for part in mutant.parts)
            out += b"mutant_is(%d) ? %s(%s) : " % (mutant.number, cast, changed)
        return out + cast + b"(" + splice(begin, end, itself=(begin, end)) + b"))"

    licence, _, rest = splice(0, len(text)).partition(b"\n")
    return licence + b'\n#include "tests/mutants/mutant.h"\n#line 2\n' + rest
