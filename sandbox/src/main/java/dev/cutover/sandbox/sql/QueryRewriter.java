package dev.cutover.sandbox.sql;

import dev.cutover.sandbox.sql.FromScopes.Scope;
import dev.cutover.sandbox.sql.RelationResolver.Relation;
import dev.cutover.sandbox.wire.SqlException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final Set<String> SET_OPERATIONS = Set.of("union", "except", "intersect");
    /** Functions whose arguments are separated by FROM. */
    private static final Set<String> FROM_FUNCTIONS = Set.of("extract", "substring", "trim", "overlay", "position");

    private static final Map<String, String> SESSION_WORDS = Map.of(
            "current_user", "mz_catalog.\"current_user\"()",
            "session_user", "mz_catalog.\"session_user\"()",
            "current_role", "mz_catalog.\"current_role\"()",
            "current_catalog", "mz_catalog.\"current_catalog\"()",
            "current_schema", "mz_catalog.\"current_schema\"()");

    private final QueryText text;
    private final RelationResolver resolver;
    private final Set<String> itemIds = new LinkedHashSet<>();
    private final Set<String> functions = new HashSet<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final FromScopes scopes;
    private final ListBrackets brackets;
    private boolean qualifiedColumn;
    private boolean spreadsRow;
    private boolean readsSystem;
    private String writtenId;

    private QueryRewriter(String sql, List<Token> tokens, RelationResolver resolver, FromScopes scopes) {
        this.text = new QueryText(sql, tokens);
        this.resolver = resolver;
        this.scopes = scopes;
        this.brackets = new ListBrackets(text);
    }

    /** One level of parentheses. */
    private static final class Frame {
        boolean inFrom;
        boolean wantsFactor;
        boolean fromIsArgument;
        boolean namesCtes;
        boolean spreadsRow;
        final Set<String> ctes = new HashSet<>();
        Scope scope;

        Frame(Scope scope) {
            this.scope = scope;
        }
    }

    /** Rewrites the tokens of one statement; the last token must be END. */
    public static Rewritten rewrite(String sql, List<Token> tokens, RelationResolver resolver) {
        FromScopes scopes = new FromScopes();
        QueryRewriter rewriter = new QueryRewriter(sql, tokens, resolver, scopes);
        rewriter.run();
        if (rewriter.qualifiedColumn || scopes.collide()) {
            scopes.rewind();
            rewriter = new QueryRewriter(sql, tokens, resolver, scopes);
            rewriter.run();
        }
        return new Rewritten(
                rewriter.text.finished(),
                rewriter.itemIds,
                rewriter.readsSystem,
                rewriter.writtenId,
                rewriter.text.definition(),
                rewriter.functions,
                rewriter.text.offsets());
    }

    private void run() {
        // What an INSERT writes is in view of RETURNING only, behind what its query reads.
        frames.push(new Frame(scopes.open(scopes.open(null))));
        while (text.token(0).kind() != Token.Kind.END) {
            step();
        }
    }

    private void step() {
        Token token = text.token(0);
        Frame frame = frames.peek();
        if (token.isSymbol("(")) {
            open(frame);
        } else if (token.isSymbol(")")) {
            boolean spread = frames.size() > 1 && frames.pop().spreadsRow;
            text.keep();
            if (spread) {
                text.insert(")");
            }
        } else if (token.isSymbol(",")) {
            frame.wantsFactor = frame.inFrom;
            text.keep();
        } else if (brackets.take()) {
            frame.wantsFactor = false;
        } else if (token.isIdentifier()) {
            identifier(frame, token);
        } else if (token.kind() == Token.Kind.STRING) {
            literal(token);
        } else if (token.isSymbol("::")) {
            text.keep();
            text.typeName();
        } else {
            text.keep();
        }
    }

    private void literal(Token token) {
        boolean cast = text.token(1).isSymbol("::") || text.token(1).isWord("as") && text.inCast();
        Optional<OwnType> type = cast ? OwnType.at(text, 2) : Optional.empty();
        if (type.isPresent()) {
            text.replace(OwnType.asText(token.text()), 1);
        } else if (text.token(1).isSymbol("::") && regclass() > 0) {
            text.replace("mz_store.relation_oid(" + Identifiers.literal(token.text()) + ")", 2 + regclass());
        } else {
            text.keep();
        }
    }

    /** How many tokens the type regclass has that comes after {@code 'name'::}; 0 when it is another type. */
    private int regclass() {
        if (text.token(2).isWord("regclass")) {
            return 1;
        }
        return text.token(2).isWord("pg_catalog") && text.token(4).isWord("regclass") ? 3 : 0;
    }

    private void open(Frame outer) {
        boolean query = text.token(1).isWord("select")
                || text.token(1).isWord("with")
                || text.token(1).isWord("values");
        Frame inner = new Frame(query ? scopes.open(outer.scope) : outer.scope);
        inner.spreadsRow = spreadsRow;
        spreadsRow = false;
        inner.fromIsArgument = FROM_FUNCTIONS.contains(text.previous().text());
        if (outer.wantsFactor && !query) {
            inner.inFrom = true;
            inner.wantsFactor = true;
        }
        outer.wantsFactor = false;
        frames.push(inner);
        text.keep();
    }

    private void identifier(Frame frame, Token token) {
        boolean word = token.kind() == Token.Kind.WORD && !text.previous().isSymbol(".");
        if (word && frame.wantsFactor && (token.isWord("lateral") || token.isWord("only"))) {
            text.keep();
        } else if (frame.wantsFactor) {
            factor(frame);
        } else if (word && clause(frame, token)) {
            text.keep();
        } else if (word
                && SESSION_WORDS.containsKey(token.text())
                && !text.token(1).isSymbol(".")) {
            text.replaceKeepingParentheses(SESSION_WORDS.get(token.text()));
        } else if (word && token.isWord("cast") && text.token(1).isSymbol("(")) {
            text.keep();
        } else if (word && token.isWord("as") && text.inCast()) {
            text.keep();
            text.typeName();
        } else if (token.isWord("mz_timestamp") && text.token(1).kind() == Token.Kind.STRING) {
            text.replace(OwnType.asText(text.token(1).text()) + "::mz_catalog.mz_timestamp", 2);
        } else {
            chain();
        }
    }

    private boolean clause(Frame frame, Token token) {
        String word = token.text();
        if (word.equals("from")) {
            boolean comparison = text.previous().isWord("distinct")
                    && text.at() > 1
                    && !text.token(-2).isWord("select");
            if (!frame.fromIsArgument && !comparison) {
                frame.inFrom = true;
                frame.wantsFactor = true;
            }
            return true;
        }
        if (word.equals("join") || word.equals("into") && text.at() <= 2) {
            frame.wantsFactor = true;
            return true;
        }
        if (word.equals("using") && text.first().isWord("delete") && frames.size() == 1) {
            frame.inFrom = true;
            frame.wantsFactor = true;
            return true;
        }
        if (word.equals("update") && text.at() == 0
                || word.equals("table") && (text.at() == 0 || text.previous().isSymbol("("))) {
            frame.wantsFactor = true;
            return true;
        }
        if (word.equals("with")
                && (text.token(1).isIdentifier())
                && !text.token(1).isWord("ordinality")) {
            frame.namesCtes = true;
            if (text.token(1).isWord("mutually")) {
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
            if (SET_OPERATIONS.contains(word)) {
                frame.scope = scopes.open(frame.scope.parent());
            }
            return true;
        }
        return false;
    }

    /** {@code name [(columns)] AS [NOT MATERIALIZED] (} after WITH or a comma. */
    private boolean isCteName() {
        boolean starts = text.previous().isWord("with")
                || text.previous().isWord("recursive")
                || text.previous().isSymbol(",");
        int i = 1;
        if (text.token(i).isSymbol("(")) {
            while (!text.token(i).isSymbol(")") && text.token(i).kind() != Token.Kind.END) {
                i++;
            }
            i++;
        }
        return starts && text.token(i).isWord("as");
    }

    private boolean isCte(String name) {
        return frames.stream().anyMatch(frame -> frame.ctes.contains(name));
    }

    /** A relation, or a function that gives rows, where the FROM clause wants one. */
    private void factor(Frame frame) {
        frame.wantsFactor = false;
        int length = text.chainLength();
        List<String> parts = text.chainParts(length);
        boolean insertColumns = writesHere();
        if (text.token(length).isSymbol("(") && !insertColumns) {
            function(length, parts);
            return;
        }
        if (parts.size() == 1 && isCte(parts.get(0))) {
            scopes.add(frame.scope, List.of(writtenAlias(length).orElse(parts.get(0))));
            text.keep();
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
        Optional<String> written = writtenAlias(length);
        List<String> name = written.map(List::of).orElse(relation.fullName());
        boolean inserted = text.first().isWord("insert") && insertColumns;
        scopes.add(inserted ? frame.scope.parent() : frame.scope, name);
        boolean alias = written.isEmpty() && !text.first().isWord("copy");
        text.put(relation.postgresName() + (alias ? " AS " + Identifiers.always(scopes.alias(name)) : ""));
        if (relation.id() == null) {
            text.printer().name(parts);
        } else {
            text.printer().reference(relation.id());
        }
        text.skip(length);
    }

    /** The alias that stands behind the name of so many tokens that comes now. */
    private Optional<String> writtenAlias(int length) {
        Token after = text.token(length);
        if (after.isWord("as")) {
            return Optional.of(text.token(length + 1).text());
        }
        boolean alias = after.kind() == Token.Kind.QUOTED
                || after.kind() == Token.Kind.WORD && !Keywords.isReserved(after.text());
        return alias ? Optional.of(after.text()) : Optional.empty();
    }

    /** Whether the factor that comes now is the table that the statement writes. */
    private boolean writesHere() {
        Token first = text.first();
        return first.isWord("insert") && text.previous().isWord("into")
                || first.isWord("update") && text.at() == 1
                || first.isWord("delete") && text.at() == 2
                || first.isWord("copy") && text.at() == 1;
    }

    /** A chain of names outside of a FROM clause: a column, a function or a keyword. */
    private void chain() {
        int length = text.chainLength();
        List<String> parts = text.chainParts(length);
        if (text.token(length).isSymbol("(")) {
            function(length, parts);
            return;
        }
        boolean star =
                text.token(length).isSymbol(".") && text.token(length + 1).isSymbol("*");
        int qualifier = star ? length : length - 2;
        if (qualifier > 0) {
            qualifiedColumn = true;
            Optional<String> alias = scopes.find(frames.peek().scope, text.chainParts(qualifier));
            if (alias.isPresent()) {
                text.replace(Identifiers.always(alias.get()), qualifier);
                text.keep();
                text.keep();
                return;
            }
        }
        for (int i = 0; i < length; i++) {
            text.keep();
        }
    }

    private void function(int length, List<String> parts) {
        String name = parts.get(parts.size() - 1);
        boolean known = !Keywords.isReserved(name);
        if (known) {
            functions.add(name);
            FunctionRules.check(parts);
        }
        spreadsRow = text.callIsFollowedByStar(length);
        if (spreadsRow) {
            text.insert("(");
        }
        if (parts.size() == 2 && FunctionRules.isToldAnew(parts)) {
            text.replace("mz_pg." + Identifiers.quote(name), length);
            return;
        }
        if (parts.size() == 1 && FunctionRules.hasTwin(name)) {
            text.insert("mz_catalog.");
        }
        for (int i = 0; i < length; i++) {
            text.keep();
        }
    }
}
