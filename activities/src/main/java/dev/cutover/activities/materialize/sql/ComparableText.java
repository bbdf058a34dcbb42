package dev.cutover.activities.materialize.sql;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes a statement of a project comparable with the definition that the catalog keeps: in words of the same case, without
 * quotes, ids, clusters and what the server adds or spells its own way (recorded: {@code objects / views}). Equal texts mean the
 * same; different ones may still mean the same, since the server does more than this.
 */
public final class ComparableText {
    private static final Set<String> LEFT_OUT = Set.of("AS", "INNER", "OUTER", "ASC");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("int", "int4"),
            Map.entry("integer", "int4"),
            Map.entry("bigint", "int8"),
            Map.entry("smallint", "int2"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("boolean", "bool"),
            Map.entry("real", "float4"),
            Map.entry("string", "text"),
            Map.entry("json", "jsonb"));

    private final StringBuilder text = new StringBuilder();
    private boolean afterCast;

    private ComparableText() {}

    /** The comparable text; one that is no SQL is returned as it is. */
    public static String of(String sql) {
        try {
            ComparableText comparable = new ComparableText();
            comparable.read(new Cursor(Lexer.read(sql), 0));
            return comparable.text.toString().strip();
        } catch (SqlTextException e) {
            return sql;
        }
    }

    private void read(Cursor cursor) {
        while (!cursor.atEnd()) {
            if (cursor.accept("OR", "REPLACE") || cursor.accept("IF", "NOT", "EXISTS")) {
                continue;
            }
            if (cursor.isWord("IN") && cursor.isWordAt(1, "CLUSTER")) {
                skipCluster(cursor);
            } else if (isRefreshOnCommit(cursor)) {
                cursor.skip();
                cursor.skipBrackets();
            } else if (cursor.isSymbol('[') && cursor.isIdentifierAt(1) && cursor.isWordAt(2, "AS")) {
                cursor.skip();
                cursor.skip();
                cursor.skip();
            } else if (cursor.isSymbol(']') || cursor.isSymbol(';')) {
                cursor.skip();
            } else if (isSystemQualifier(cursor)) {
                cursor.skip();
                cursor.skip();
            } else {
                append(cursor.next());
            }
        }
    }

    private static void skipCluster(Cursor cursor) {
        cursor.skip();
        cursor.skip();
        if (cursor.isSymbol('[')) {
            cursor.skipBrackets();
        } else {
            cursor.skip();
        }
    }

    /** What a materialized view is without saying anything. */
    private static boolean isRefreshOnCommit(Cursor cursor) {
        return cursor.isWord("WITH")
                && cursor.isSymbolAt(1, '(')
                && cursor.isWordAt(2, "REFRESH")
                && cursor.isWordAt(4, "ON")
                && cursor.isWordAt(5, "COMMIT")
                && cursor.isSymbolAt(6, ')');
    }

    private static boolean isSystemQualifier(Cursor cursor) {
        return cursor.isIdentifierAt(0)
                && cursor.isSymbolAt(1, '.')
                && cursor.peek(0).identifier().equals("pg_catalog");
    }

    private void append(Token token) {
        if (token.kind() == Token.Kind.WORD && LEFT_OUT.contains(token.text().toUpperCase(Locale.ROOT))) {
            return;
        }
        String word = token.isIdentifier() ? token.identifier() : token.text();
        String spelled = afterCast ? TYPES.getOrDefault(word, word) : word;
        text.append(spelled.equals("!=") ? "<>" : spelled).append(' ');
        afterCast = token.kind() == Token.Kind.OPERATOR && token.text().equals("::");
    }
}
