package dev.cutover.sandbox.statement.show;

import dev.cutover.sandbox.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lays out a query: each clause on a line of its own when they do not fit on one, subqueries indented in their parentheses. */
final class QueryLayout {

    private static final Set<String> SET_OPERATIONS = Set.of("union", "except", "intersect");

    private final String sql;
    private final List<Token> tokens;

    private QueryLayout(String sql, List<Token> tokens) {
        this.sql = sql;
        this.tokens = tokens;
    }

    /** The layout of the tokens of {@code sql}, which must be a query; blanks between them stay as they are written. */
    static Doc of(String sql, List<Token> tokens) {
        return new QueryLayout(sql, tokens).query(0, tokens.size());
    }

    private Doc query(int from, int to) {
        List<Doc> parts = new ArrayList<>();
        int start = from;
        for (int at = from; at < to; at = next(at, to)) {
            if (SET_OPERATIONS.contains(word(at))) {
                parts.add(clauses(start, at));
                int operator = at + 1 < to
                                && (word(at + 1).equals("all") || word(at + 1).equals("distinct"))
                        ? 2
                        : 1;
                parts.add(Doc.text(text(at, at + operator)));
                start = at + operator;
            }
        }
        parts.add(clauses(start, to));
        return Doc.group(Doc.lines(parts));
    }

    private Doc clauses(int from, int to) {
        List<Integer> starts = new ArrayList<>();
        for (int at = from; at < to; at = next(at, to)) {
            if (clauseWords(at) > 0) {
                starts.add(at);
            }
        }
        if (starts.isEmpty() || starts.get(0) != from) {
            starts.add(0, from);
        }
        List<Doc> clauses = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int start = starts.get(i);
            int end = i + 1 < starts.size() ? starts.get(i + 1) : to;
            int words = clauseWords(start);
            clauses.add(
                    words == 0 || start + words >= end
                            ? body(start, end)
                            : Doc.titled(text(start, start + words), list(start + words, end)));
        }
        return Doc.group(Doc.lines(clauses));
    }

    /** How many words the clause that starts here begins with; 0 when none does. */
    private int clauseWords(int at) {
        return switch (word(at)) {
            case "select" -> word(at + 1).equals("distinct") || word(at + 1).equals("all") ? 2 : 1;
            case "from" -> word(at - 1).equals("distinct") ? 0 : 1;
            case "where", "having", "limit", "offset", "values" -> 1;
            case "group", "order" -> word(at + 1).equals("by") ? 2 : 0;
            case "with" -> word(at + 1).equals("mutually") ? 3 : 1;
            default -> 0;
        };
    }

    private Doc list(int from, int to) {
        List<Doc> elements = new ArrayList<>();
        int start = from;
        for (int at = from; at < to; at = next(at, to)) {
            if (tokens.get(at).isSymbol(",")) {
                elements.add(body(start, at));
                start = at + 1;
            }
        }
        elements.add(body(start, to));
        return Doc.commas(elements);
    }

    /** An expression or a table: text, in which subqueries may be broken and conditions stand one under the other. */
    private Doc body(int from, int to) {
        List<Doc> conditions = new ArrayList<>();
        int start = from;
        boolean between = false;
        for (int at = from; at < to; at = next(at, to)) {
            between |= word(at).equals("between");
            boolean and = word(at).equals("and");
            if (at > from && (and && !between || word(at).equals("or"))) {
                conditions.add(inline(start, at));
                start = at;
            }
            between &= !and;
        }
        conditions.add(inline(start, to));
        return Doc.group(Doc.lines(conditions));
    }

    private Doc inline(int from, int to) {
        List<Doc> parts = new ArrayList<>();
        int start = from;
        for (int at = from; at < to; at++) {
            boolean subquery = tokens.get(at).isSymbol("(")
                    && (word(at + 1).equals("select")
                            || word(at + 1).equals("with")
                            || word(at + 1).equals("values"));
            if (subquery) {
                int close = close(at, to);
                parts.add(Doc.text(text(start, at) + blankBefore(start, at)));
                parts.add(Doc.bracketed(query(at + 1, close)));
                start = close + 1;
                parts.add(Doc.text(start < to ? blankBefore(close, start) : ""));
                at = close;
            }
        }
        parts.add(Doc.text(text(start, to)));
        return new Doc.Concat(parts);
    }

    private String blankBefore(int from, int at) {
        return from < at
                ? sql.substring(tokens.get(at - 1).end(), tokens.get(at).start())
                : "";
    }

    private int next(int at, int to) {
        return tokens.get(at).isSymbol("(") || tokens.get(at).isSymbol("[") ? close(at, to) + 1 : at + 1;
    }

    private int close(int open, int to) {
        int depth = 0;
        for (int at = open; at < to; at++) {
            Token token = tokens.get(at);
            if (token.isSymbol("(") || token.isSymbol("[")) {
                depth++;
            } else if (token.isSymbol(")") || token.isSymbol("]")) {
                depth--;
                if (depth == 0) {
                    return at;
                }
            }
        }
        return to - 1;
    }

    private String word(int at) {
        boolean word = at >= 0 && at < tokens.size() && tokens.get(at).kind() == Token.Kind.WORD;
        return word && !isPartOfName(at) ? tokens.get(at).text() : "";
    }

    private boolean isPartOfName(int at) {
        return at > 0 && tokens.get(at - 1).isSymbol(".");
    }

    private String text(int from, int to) {
        return from >= to
                ? ""
                : sql.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }
}
