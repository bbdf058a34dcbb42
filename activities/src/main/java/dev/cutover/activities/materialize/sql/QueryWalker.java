package dev.cutover.activities.materialize.sql;

import dev.cutover.activities.materialize.sql.Reference.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Walks through a query and tells names of relations from names of columns, aliases, functions and types.
 *
 * <p>It follows brackets: each opens a frame, which knows whether it has seen its SELECT and whether it is in its FROM
 * clause. Names of WITH queries are visible in the frame that defines them and inside it.
 */
final class QueryWalker {
    private static final Set<String> FROM_ENDS =
            Set.of("WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "FETCH", "WINDOW", "QUALIFY");
    private static final Set<String> SET_OPERATORS = Set.of("UNION", "EXCEPT", "INTERSECT");
    private static final Set<String> NO_ALIAS = Set.of(
            "ON",
            "USING",
            "JOIN",
            "INNER",
            "LEFT",
            "RIGHT",
            "FULL",
            "CROSS",
            "NATURAL",
            "AS",
            "WITH",
            "LATERAL",
            "FROM",
            "SELECT",
            "RETURNING");
    private static final Set<String> QUERY_STARTS = Set.of("SELECT", "WITH", "VALUES", "TABLE", "SHOW");

    private final Cursor cursor;
    private final List<Reference> references = new ArrayList<>();

    private QueryWalker(Cursor cursor) {
        this.cursor = cursor;
    }

    /** The references of the query that begins at the cursor. */
    static List<Reference> query(Cursor cursor) {
        QueryWalker walker = new QueryWalker(cursor);
        while (!cursor.atEnd()) {
            walker.frame(Set.of(), true, false);
        }
        return List.copyOf(walker.references);
    }

    /** The references of expressions, as in the columns of an index. */
    static List<Reference> expressions(Cursor cursor) {
        QueryWalker walker = new QueryWalker(cursor);
        while (!cursor.atEnd()) {
            walker.frame(Set.of(), false, false);
        }
        return List.copyOf(walker.references);
    }

    /** Walks up to and over the bracket that closes this frame. */
    private void frame(Set<String> outerQueries, boolean mayStartQuery, boolean startsInFrom) {
        Set<String> queries = new HashSet<>(outerQueries);
        boolean atQueryStart = mayStartQuery;
        boolean selectSeen = false;
        boolean inFrom = startsInFrom;
        if (startsInFrom) {
            factor(queries);
        }
        while (!cursor.atEnd()) {
            Token token = cursor.peek(0);
            if (isClosing(token)) {
                cursor.skip();
                return;
            }
            if (atQueryStart && token.isWord("WITH")) {
                commonQueries(queries);
                continue;
            }
            if (atQueryStart && token.isWord("TABLE") && cursor.isIdentifierAt(1)) {
                cursor.skip();
                addRelation(cursor.chain(), queries);
            } else if (token.isWord("SELECT")) {
                cursor.skip();
                selectSeen = true;
                inFrom = false;
            } else if (token.isWord("FROM") && selectSeen && !isDistinctFrom()) {
                cursor.skip();
                inFrom = true;
                factor(queries);
            } else if (inFrom && (token.isSymbol(',') || token.isWord("JOIN"))) {
                cursor.skip();
                factor(queries);
            } else if (isOneOf(token, SET_OPERATORS)) {
                cursor.skip();
                if (cursor.isWord("ALL") || cursor.isWord("DISTINCT")) {
                    cursor.skip();
                }
                inFrom = false;
                atQueryStart = true;
                continue;
            } else {
                inFrom = inFrom && !isOneOf(token, FROM_ENDS);
                expression(queries);
            }
            atQueryStart = false;
        }
    }

    private void expression(Set<String> queries) {
        Token token = cursor.peek(0);
        if (isOpening(token)) {
            // A query may stand in any bracket but the one of a function's arguments.
            boolean arguments = cursor.isIdentifierAt(-1) && !isQueryIntroduction(cursor.peek(-1));
            cursor.skip();
            frame(queries, token.isSymbol('(') && (!arguments || startsQuery()), false);
        } else if (token.isSymbol('.') || isCast(token) || token.isWord("AS")) {
            // A field of a record, a type or an alias: never a relation.
            cursor.skip();
            if (cursor.isIdentifierAt(0)) {
                cursor.chain();
            }
        } else if (token.isIdentifier()) {
            NameChain chain = cursor.chain();
            if (cursor.isSymbol('.') && isStar(cursor.peek(1)) && chain.size() > 1) {
                references.add(new Reference(Role.QUALIFIER, chain));
            } else if (!cursor.isSymbol('(') && chain.size() > 2) {
                references.add(new Reference(Role.QUALIFIER, chain.withoutLast()));
            }
        } else {
            cursor.skip();
        }
    }

    /** One item of a FROM clause with its alias. */
    private void factor(Set<String> queries) {
        cursor.accept("LATERAL");
        if (cursor.isWord("ROWS") && cursor.isWordAt(1, "FROM")) {
            cursor.accept("ROWS", "FROM");
            if (cursor.isSymbol('(')) {
                cursor.skip();
                frame(queries, false, false);
            }
        } else if (cursor.isSymbol('(')) {
            cursor.skip();
            boolean query = startsQuery();
            frame(queries, query, !query);
        } else if (cursor.isIdentifierAt(0)) {
            NameChain chain = cursor.chain();
            if (cursor.isSymbol('(')) {
                cursor.skip();
                frame(queries, startsQuery(), false);
            } else {
                addRelation(chain, queries);
            }
        }
        if (cursor.isWord("WITH") && cursor.isWordAt(1, "ORDINALITY")) {
            cursor.accept("WITH", "ORDINALITY");
        }
        alias();
    }

    private void alias() {
        if (cursor.isWord("AS") && !(cursor.isWordAt(1, "OF") && !isAliasEnd(2))) {
            cursor.skip();
        } else if (cursor.atEnd() || !canBeAlias(cursor.peek(0))) {
            return;
        }
        if (cursor.isIdentifierAt(0)) {
            cursor.skip();
        }
        if (cursor.isSymbol('(')) {
            cursor.skipBrackets();
        }
    }

    /** Whether nothing that a point in time could be follows: then {@code AS of} is an alias. */
    private boolean isAliasEnd(int distance) {
        Token token = cursor.peek(distance);
        return token == null || token.isSymbol(',') || isClosing(token);
    }

    private void commonQueries(Set<String> queries) {
        cursor.skip();
        boolean recursive = cursor.accept("MUTUALLY", "RECURSIVE");
        if (recursive && cursor.isSymbol('(')) {
            cursor.skipBrackets();
        }
        if (recursive) {
            declareAll(queries);
        }
        do {
            if (!cursor.isIdentifierAt(0)) {
                return;
            }
            String name = cursor.next().identifier();
            if (cursor.isSymbol('(')) {
                cursor.skipBrackets();
            }
            cursor.accept("AS");
            if (cursor.isSymbol('(')) {
                cursor.skip();
                frame(queries, true, false);
            }
            // Only from here on: a WITH query that is not recursive may read a relation of its own name.
            queries.add(name);
        } while (acceptComma());
    }

    /** Names all queries of a WITH MUTUALLY RECURSIVE before any is walked, since each may read each. */
    private void declareAll(Set<String> queries) {
        int distance = 0;
        int depth = 0;
        boolean expectName = true;
        for (Token token = cursor.peek(0); token != null; token = cursor.peek(++distance)) {
            if (depth == 0 && expectName && token.isIdentifier()) {
                queries.add(token.identifier());
                expectName = false;
            } else if (depth == 0 && token.isWord("SELECT") || depth < 0) {
                return;
            } else if (depth == 0 && token.isSymbol(',')) {
                expectName = true;
            }
            depth += isOpening(token) ? 1 : isClosing(token) ? -1 : 0;
        }
    }

    private boolean acceptComma() {
        boolean comma = cursor.isSymbol(',');
        if (comma) {
            cursor.skip();
        }
        return comma;
    }

    private void addRelation(NameChain chain, Set<String> queries) {
        if (chain.size() > 1 || !queries.contains(chain.last())) {
            references.add(new Reference(Role.RELATION, chain));
        }
    }

    private boolean startsQuery() {
        return !cursor.atEnd() && isOneOf(cursor.peek(0), QUERY_STARTS);
    }

    private boolean isDistinctFrom() {
        return cursor.isWordAt(-1, "DISTINCT")
                && (cursor.isWordAt(-2, "IS") || cursor.isWordAt(-2, "NOT") && cursor.isWordAt(-3, "IS"));
    }

    /** Words before a bracket that do not make it a function's arguments. */
    private static boolean isQueryIntroduction(Token token) {
        return token.isWord("IN")
                || token.isWord("EXISTS")
                || token.isWord("ANY")
                || token.isWord("ALL")
                || token.isWord("SOME")
                || token.isWord("NOT")
                || token.isWord("AND")
                || token.isWord("OR")
                || token.isWord("AS");
    }

    private static boolean canBeAlias(Token token) {
        return token.isIdentifier()
                && !isOneOf(token, NO_ALIAS)
                && !isOneOf(token, FROM_ENDS)
                && !isOneOf(token, SET_OPERATORS);
    }

    private static boolean isCast(Token token) {
        return token.kind() == Token.Kind.OPERATOR && token.text().equals("::");
    }

    private static boolean isStar(Token token) {
        return token != null
                && token.kind() == Token.Kind.OPERATOR
                && token.text().startsWith("*");
    }

    private static boolean isOpening(Token token) {
        return token.isSymbol('(') || token.isSymbol('[') || token.isSymbol('{');
    }

    private static boolean isClosing(Token token) {
        return token.isSymbol(')') || token.isSymbol(']') || token.isSymbol('}');
    }

    private static boolean isOneOf(Token token, Set<String> keywords) {
        return token.kind() == Token.Kind.WORD && keywords.contains(token.text().toUpperCase(Locale.ROOT));
    }
}
