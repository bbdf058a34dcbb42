package dev.cutover.sandbox.statement.show;

import dev.cutover.sandbox.sql.Lexer;
import dev.cutover.sandbox.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The layout of SHOW CREATE: one line while it fits into a hundred characters, then a line for each clause, which views indent and
 * sources, sinks and connections do not (objects / views, load_generator_sources, webhook_secret_connection; sinks).
 */
final class ShowCreate {

    private static final Set<String> VIEW_CLAUSES = Set.of("for", "in", "with", "as");
    private static final Set<String> SOURCE_CLAUSES =
            Set.of("in", "from", "format", "key", "include", "envelope", "for", "expose", "with");
    private static final Set<String> SINK_CLAUSES = Set.of("in", "from", "into", "format", "envelope", "with");
    private static final Set<String> CONNECTION_CLAUSES = Set.of("to");
    private static final Set<String> TABLE_CLAUSES = Set.of("from", "with");

    private final String sql;
    private final List<Token> tokens;
    private final int end;

    private ShowCreate(String sql) {
        this.sql = sql;
        this.tokens = Lexer.tokens(sql);
        this.end = tokens.size() - 1;
    }

    /** Lays out a CREATE statement that is written on one line with single blanks and no semicolon; closes it with one. */
    static String layout(String sql) {
        ShowCreate statement = new ShowCreate(sql);
        return Doc.print(Doc.concat(statement.doc(), Doc.text(";")));
    }

    private Doc doc() {
        String kind = kind();
        if (kind.endsWith("VIEW")) {
            return view();
        }
        return switch (kind) {
            case "TABLE" -> table();
            case "SOURCE", "SUBSOURCE" -> Doc.group(Doc.lines(clauses(SOURCE_CLAUSES)));
            case "SINK" -> Doc.group(Doc.lines(clauses(SINK_CLAUSES)));
            case "CONNECTION" -> connection();
            default -> Doc.text(sql);
        };
    }

    private String kind() {
        for (Token token : tokens) {
            switch (token.text()) {
                case "create", "or", "replace", "replacement", "temporary", "temp" -> {
                    // Words before the kind.
                }
                case "materialized" -> {
                    return "MATERIALIZED VIEW";
                }
                default -> {
                    return token.text().toUpperCase(Locale.ROOT);
                }
            }
        }
        return "";
    }

    private Doc view() {
        List<Integer> starts = starts(VIEW_CLAUSES, "as");
        List<Doc> parts = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int start = starts.get(i);
            int stop = i + 1 < starts.size() ? starts.get(i + 1) : end;
            parts.add(
                    tokens.get(start).isWord("as")
                            ? Doc.titled("AS", QueryLayout.of(sql, tokens.subList(start + 1, stop)))
                            : Doc.text(text(start, stop)));
        }
        return Doc.group(Doc.nest(Doc.lines(parts)));
    }

    private List<Doc> clauses(Set<String> words) {
        List<Integer> starts = starts(words, "");
        List<Doc> parts = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            parts.add(Doc.text(text(starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : end)));
        }
        return parts;
    }

    private Doc connection() {
        List<Integer> starts = starts(CONNECTION_CLAUSES, "to");
        int to = starts.get(starts.size() - 1);
        int open = to;
        while (open < end && !tokens.get(open).isSymbol("(")) {
            open++;
        }
        Doc head = Doc.text(text(0, to));
        Doc target = open == end ? Doc.text(text(to, end)) : Doc.titled(text(to, open), options(open, close(open)));
        return Doc.group(Doc.lines(List.of(head, target)));
    }

    private Doc table() {
        int open = 0;
        while (open < end && !tokens.get(open).isSymbol("(")) {
            open++;
        }
        int close = close(open);
        Doc columns = Doc.nest(Doc.concat(Doc.line(), options(open, close)));
        Doc named = Doc.concat(Doc.text("CREATE TABLE"), Doc.line(), Doc.text(text(2, open)), columns);
        List<Doc> parts = new ArrayList<>(List.of(Doc.group(Doc.nest(named))));
        List<Integer> starts = new ArrayList<>();
        for (int at = close + 1; at < end; at = next(at)) {
            if (TABLE_CLAUSES.contains(tokens.get(at).text())) {
                starts.add(at);
            }
        }
        for (int i = 0; i < starts.size(); i++) {
            parts.add(Doc.text(text(starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : end)));
        }
        return Doc.group(Doc.lines(parts));
    }

    private Doc options(int open, int close) {
        List<Doc> options = new ArrayList<>();
        int start = open + 1;
        for (int at = start; at < close; at = next(at)) {
            if (tokens.get(at).isSymbol(",")) {
                options.add(Doc.text(text(start, at)));
                start = at + 1;
            }
        }
        options.add(Doc.text(text(start, close)));
        return Doc.bracketed(Doc.commas(options));
    }

    /** Where the clauses start, the head of the statement first; nothing after the clause {@code last} counts. */
    private List<Integer> starts(Set<String> words, String last) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int at = 0; at < end; at = next(at)) {
            Token token = tokens.get(at);
            boolean inName = at > 0 && tokens.get(at - 1).isSymbol(".");
            if (token.kind() != Token.Kind.WORD || inName || !words.contains(token.text()) || continues(at)) {
                continue;
            }
            starts.add(at);
            if (token.isWord(last)) {
                break;
            }
        }
        return starts;
    }

    /** Words that begin a clause elsewhere, but belong to the one before here. */
    private boolean continues(int at) {
        Token token = tokens.get(at);
        Token before = tokens.get(Math.max(0, at - 1));
        return token.isWord("key") && !tokens.get(at + 1).isWord("format")
                || token.isWord("format") && (before.isWord("key") || before.isWord("value") || before.isWord("body"))
                || before.isWord("include");
    }

    private int next(int at) {
        return tokens.get(at).isSymbol("(") ? close(at) + 1 : at + 1;
    }

    private int close(int open) {
        int depth = 0;
        for (int at = open; at < end; at++) {
            if (tokens.get(at).isSymbol("(")) {
                depth++;
            } else if (tokens.get(at).isSymbol(")") && --depth == 0) {
                return at;
            }
        }
        return end - 1;
    }

    private String text(int from, int to) {
        return sql.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }
}
