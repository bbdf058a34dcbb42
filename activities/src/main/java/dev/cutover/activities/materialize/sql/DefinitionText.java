package dev.cutover.activities.materialize.sql;

import dev.cutover.activities.materialize.Identifiers;
import java.util.List;
import java.util.Map;

/**
 * Makes definitions comparable that the catalog keeps: {@code [u5 AS "d"."s"."v"]} becomes the name, the cluster is left
 * out, and names of the other side become production's.
 */
public final class DefinitionText {
    private final Map<String, String> identifiers;

    /**
     * A way to read definitions.
     *
     * @param identifiers production's name for each schema and cluster name that belongs to one deployment alone
     */
    public DefinitionText(Map<String, String> identifiers) {
        this.identifiers = Map.copyOf(identifiers);
    }

    /** The comparable text of a definition; one that is no SQL is returned as it is. */
    public String of(String definition) {
        try {
            return normalize(Lexer.read(definition));
        } catch (SqlTextException e) {
            return definition;
        }
    }

    private String normalize(List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        Cursor cursor = new Cursor(tokens, 0);
        while (!cursor.atEnd()) {
            if (cursor.isWord("IN") && cursor.isWordAt(1, "CLUSTER") && isClusterAt(cursor, 2)) {
                cursor.skip();
                cursor.skip();
                if (cursor.isSymbol('[')) {
                    cursor.skipBrackets();
                } else {
                    cursor.skip();
                }
            } else if (cursor.isSymbol('[') && cursor.isIdentifierAt(1) && cursor.isWordAt(2, "AS")) {
                cursor.skip();
                cursor.skip();
                cursor.skip();
                append(text, cursor);
            } else if (cursor.isSymbol(']') || cursor.isSymbol(';')) {
                cursor.skip();
            } else {
                append(text, cursor);
            }
        }
        return text.toString().strip();
    }

    private static boolean isClusterAt(Cursor cursor, int distance) {
        return cursor.isIdentifierAt(distance)
                || cursor.isSymbolAt(distance, '[') && cursor.isSymbolAt(distance + 2, ']');
    }

    private void append(StringBuilder text, Cursor cursor) {
        Token token = cursor.next();
        String renamed = token.isIdentifier() ? identifiers.get(token.identifier()) : null;
        text.append(renamed == null ? token.text() : Identifiers.quote(renamed)).append(' ');
    }
}
