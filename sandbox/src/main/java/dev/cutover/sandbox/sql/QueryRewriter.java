package dev.cutover.sandbox.sql;

import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.sql.RelationResolver.Relation;
import dev.cutover.sandbox.wire.SqlException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts PostgreSQL's names in the place of Materialize's. A relation is stored under its id, so every reference in a FROM
 * clause becomes {@code mz_data."u7" AS "name"}; the rest of the text stays as it was written.
 */
public final class QueryRewriter {
    private static final Set<String> ENDS_FROM = Set.of(
            "where",
            "group",
            "having",
            "order",
            "limit",
            "offset",
            "fetch",
            "union",
            "except",
            "intersect",
            "select",
            "window",
            "set",
            "returning",
            "values",
            "options");
    /** Functions whose arguments are separated by FROM. */
    private static final Set<String> FROM_FUNCTIONS = Set.of("extract", "substring", "trim", "overlay", "position");

    private static final Map<String, String> SESSION_WORDS = Map.of(
            "current_user", "mz_catalog.\"current_user\"()",
            "session_user", "mz_catalog.\"session_user\"()",
            "current_role", "mz_catalog.\"current_role\"()",
            "current_catalog", "mz_catalog.\"current_catalog\"()",
            "current_schema", "mz_catalog.\"current_schema\"()");

    private final String sql;
    private final List<Token> tokens;
    private final RelationResolver resolver;
    private final StringBuilder out = new StringBuilder();
    private final DefinitionPrinter printer = new DefinitionPrinter();
    private final Set<String> itemIds = new LinkedHashSet<>();
    private final Set<String> functions = new HashSet<>();
    private final Map<List<String>, String> aliases = new HashMap<>();
    private final List<int[]> offsets = new ArrayList<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private boolean columnBeforeItsRelation;
    private boolean readsSystem;
    private String writtenId;
    private int copied;
    private int at;

    private QueryRewriter(String sql, List<Token> tokens, RelationResolver resolver) {
        this.sql = sql;
        this.tokens = tokens;
        this.resolver = resolver;
    }

    /** One level of parentheses. */
    private static final class Frame {
        boolean inFrom;
        boolean wantsFactor;
        boolean fromIsArgument;
        boolean namesCtes;
        final Set<String> ctes = new HashSet<>();
    }

    /** Rewrites the tokens of one statement; the last token must be END. */
    public static Rewritten rewrite(String sql, List<Token> tokens, RelationResolver resolver) {
        QueryRewriter rewriter = new QueryRewriter(sql, tokens, resolver);
        rewriter.run();
        if (rewriter.columnBeforeItsRelation) {
            // The select list may name a relation by its full name before the FROM clause tells its alias.
            QueryRewriter second = new QueryRewriter(sql, tokens, resolver);
            second.aliases.putAll(rewriter.aliases);
            second.run();
            rewriter = second;
        }
        return new Rewritten(
                rewriter.out.toString(),
                rewriter.itemIds,
                rewriter.readsSystem,
                rewriter.writtenId,
                new Definition(rewriter.printer.parts()),
                rewriter.functions,
                rewriter.offsets);
    }

    private Token token(int ahead) {
        int index = at + ahead;
        return tokens.get(Math.max(0, Math.min(index, tokens.size() - 1)));
    }

    private Token previous() {
        return at == 0 ? new Token(Token.Kind.END, "", 0, 0) : tokens.get(at - 1);
    }

    private void run() {
        frames.push(new Frame());
        copied = tokens.get(0).start();
        offsets.add(new int[] {0, copied});
        while (token(0).kind() != Token.Kind.END) {
            step();
        }
        out.append(sql, copied, Math.max(copied, tokens.get(Math.max(0, at - 1)).end()));
    }

    private void step() {
        Token token = token(0);
        Frame frame = frames.peek();
        if (token.isSymbol("(")) {
            open(frame);
        } else if (token.isSymbol(")")) {
            if (frames.size() > 1) {
                frames.pop();
            }
            keep();
        } else if (token.isSymbol(",")) {
            frame.wantsFactor = frame.inFrom;
            keep();
        } else if (token.isIdentifier()) {
            identifier(frame, token);
        } else if (token.isSymbol("::")) {
            keep();
            typeName();
        } else {
            keep();
        }
    }

    private void open(Frame outer) {
        Frame inner = new Frame();
        inner.fromIsArgument = FROM_FUNCTIONS.contains(previous().text());
        boolean query = token(1).isWord("select") || token(1).isWord("with") || token(1).isWord("values");
        if (outer.wantsFactor && !query) {
            inner.inFrom = true;
            inner.wantsFactor = true;
        }
        outer.wantsFactor = false;
        frames.push(inner);
        keep();
    }

    private void identifier(Frame frame, Token token) {
        boolean word = token.kind() == Token.Kind.WORD && !previous().isSymbol(".");
        if (word && frame.wantsFactor && (token.isWord("lateral") || token.isWord("only"))) {
            keep();
        } else if (frame.wantsFactor) {
            factor(frame);
        } else if (word && clause(frame, token)) {
            keep();
        } else if (word && SESSION_WORDS.containsKey(token.text()) && !token(1).isSymbol(".")) {
            replaceKeepingParentheses(SESSION_WORDS.get(token.text()));
        } else if (word && token.isWord("cast") && token(1).isSymbol("(")) {
            keep();
        } else if (word && token.isWord("as") && inCast()) {
            keep();
            typeName();
        } else {
            chain();
        }
    }

    /** Whether this {@code AS} belongs to {@code CAST (x AS type)}: then the tokens up to the parenthesis are a type. */
    private boolean inCast() {
        int depth = 0;
        for (int i = at - 1; i > 0; i--) {
            if (tokens.get(i).isSymbol(")")) {
                depth++;
            } else if (tokens.get(i).isSymbol("(") && depth-- == 0) {
                return tokens.get(i - 1).isWord("cast");
            }
        }
        return false;
    }

    /** Materialize also knows short names of types that PostgreSQL does not. */
    private void typeName() {
        Token type = token(0);
        if (type.isWord("double") && !token(1).isWord("precision")) {
            replace("double precision", 1);
        } else if (type.isWord("string")) {
            replace("text", 1);
        } else if (type.isWord("bytes")) {
            replace("bytea", 1);
        }
    }

    private boolean clause(Frame frame, Token token) {
        String word = token.text();
        if (word.equals("from")) {
            boolean comparison = previous().isWord("distinct")
                    && at > 1
                    && !tokens.get(at - 2).isWord("select");
            if (!frame.fromIsArgument && !comparison) {
                frame.inFrom = true;
                frame.wantsFactor = true;
            }
            return true;
        }
        if (word.equals("join") || word.equals("into") && at <= 2) {
            frame.wantsFactor = true;
            return true;
        }
        if (word.equals("using") && tokens.get(0).isWord("delete") && frames.size() == 1) {
            frame.inFrom = true;
            frame.wantsFactor = true;
            return true;
        }
        if (word.equals("update") && at == 0
                || word.equals("table") && (at == 0 || previous().isSymbol("("))) {
            frame.wantsFactor = true;
            return true;
        }
        if (word.equals("with") && (token(1).isIdentifier()) && !token(1).isWord("ordinality")) {
            frame.namesCtes = true;
            if (token(1).isWord("mutually")) {
                throw SqlException.of(
                        "0A000", "WITH MUTUALLY RECURSIVE is not supported by the sandbox, only by Materialize itself");
            }
            return true;
        }
        if (frame.namesCtes && isCteName()) {
            frame.ctes.add(token.text());
            return true;
        }
        if (ENDS_FROM.contains(word)) {
            frame.inFrom = false;
            frame.wantsFactor = false;
            frame.namesCtes = frame.namesCtes && !word.equals("select");
            return true;
        }
        return false;
    }

    /** {@code name [(columns)] AS [NOT MATERIALIZED] (} after WITH or a comma. */
    private boolean isCteName() {
        boolean starts = previous().isWord("with")
                || previous().isWord("recursive")
                || previous().isSymbol(",");
        int i = 1;
        if (token(i).isSymbol("(")) {
            while (!token(i).isSymbol(")") && token(i).kind() != Token.Kind.END) {
                i++;
            }
            i++;
        }
        return starts && token(i).isWord("as");
    }

    private boolean isCte(String name) {
        return frames.stream().anyMatch(frame -> frame.ctes.contains(name));
    }

    private int chainLength() {
        int length = 1;
        while (token(length).isSymbol(".") && token(length + 1).isIdentifier()) {
            length += 2;
        }
        return length;
    }

    private List<String> chainParts(int length) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < length; i += 2) {
            parts.add(token(i).text());
        }
        return parts;
    }

    /** A relation, or a function that gives rows, where the FROM clause wants one. */
    private void factor(Frame frame) {
        frame.wantsFactor = false;
        int length = chainLength();
        List<String> parts = chainParts(length);
        boolean insertColumns = writesHere();
        if (token(length).isSymbol("(") && !insertColumns) {
            function(length, parts);
            return;
        }
        if (parts.size() == 1 && isCte(parts.get(0))) {
            keep();
            return;
        }
        Relation relation = resolver.resolve(new QualifiedName(parts));
        if (relation.id() == null) {
            readsSystem = true;
        } else {
            itemIds.add(relation.id());
        }
        if (insertColumns && writtenId == null) {
            writtenId = relation.id();
        }
        Token after = token(length);
        boolean aliased = after.isWord("as")
                || after.kind() == Token.Kind.QUOTED
                || after.kind() == Token.Kind.WORD && !Keywords.isReserved(after.text());
        String name = parts.get(parts.size() - 1);
        boolean alias = !aliased && !tokens.get(0).isWord("copy");
        if (alias) {
            for (int i = 1; i < parts.size(); i++) {
                aliases.put(parts.subList(i - 1, parts.size()), name);
            }
        }
        flush();
        out.append(relation.postgresName());
        if (alias) {
            out.append(" AS ").append(Identifiers.always(name));
        }
        if (relation.id() == null) {
            printer.name(parts);
        } else {
            printer.reference(relation.id());
        }
        skip(length);
    }

    /** Whether the factor that comes now is the table that the statement writes. */
    private boolean writesHere() {
        Token first = tokens.get(0);
        return first.isWord("insert") && previous().isWord("into")
                || first.isWord("update") && at == 1
                || first.isWord("delete") && at == 2
                || first.isWord("copy") && at == 1;
    }

    /** A chain of names outside of a FROM clause: a column, a function or a keyword. */
    private void chain() {
        int length = chainLength();
        List<String> parts = chainParts(length);
        if (token(length).isSymbol("(")) {
            function(length, parts);
            return;
        }
        if (parts.size() >= 3) {
            String alias = aliases.get(parts.subList(0, parts.size() - 1));
            if (alias != null) {
                flush();
                out.append(Identifiers.always(alias))
                        .append('.')
                        .append(Identifiers.always(parts.get(parts.size() - 1)));
                for (int i = 0; i < length; i++) {
                    printer.token(token(i), token(i + 1));
                }
                skip(length);
                return;
            }
            columnBeforeItsRelation = true;
        }
        for (int i = 0; i < length; i++) {
            keep();
        }
    }

    private void function(int length, List<String> parts) {
        String name = parts.get(parts.size() - 1);
        boolean known = !Keywords.isReserved(name);
        if (known) {
            functions.add(name);
            FunctionRules.check(parts);
        }
        if (parts.size() == 2 && FunctionRules.isToldAnew(parts)) {
            replace("mz_pg." + Identifiers.quote(name), length);
            return;
        }
        if (parts.size() == 1 && FunctionRules.hasTwin(name)) {
            flush();
            out.append("mz_catalog.");
            copied = token(0).start();
            offsets.add(new int[] {out.length(), copied});
        }
        for (int i = 0; i < length; i++) {
            keep();
        }
    }

    private void keep() {
        printer.token(token(0), token(1));
        at++;
    }

    private void flush() {
        out.append(sql, copied, token(0).start());
    }

    private void skip(int count) {
        at += count;
        copied = tokens.get(at - 1).end();
        offsets.add(new int[] {out.length(), copied});
    }

    private void replace(String text, int count) {
        flush();
        out.append(text);
        for (int i = 0; i < count; i++) {
            printer.token(token(i), token(i + 1));
        }
        skip(count);
    }

    private void replaceKeepingParentheses(String text) {
        boolean call = token(1).isSymbol("(") && token(2).isSymbol(")");
        replace(text, call ? 3 : 1);
    }
}
