package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The column list of CREATE TABLE: for PostgreSQL, and as SHOW CREATE TABLE prints it. */
final class TableText {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("int", "int4"),
            Map.entry("integer", "int4"),
            Map.entry("bigint", "int8"),
            Map.entry("smallint", "int2"),
            Map.entry("boolean", "bool"),
            Map.entry("double", "float8"),
            Map.entry("float", "float8"),
            Map.entry("real", "float4"),
            Map.entry("decimal", "numeric"),
            Map.entry("string", "text"),
            Map.entry("bytes", "bytea"));

    private TableText() {}

    static String forPostgres(String sql, List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        int copied = tokens.get(0).start();
        for (int i = 0; i < tokens.size() - 1; i++) {
            Token token = tokens.get(i);
            String type = TYPES.get(token.text());
            boolean replaced = isType(tokens, i)
                    && (token.isWord("string")
                            || token.isWord("bytes")
                            || token.isWord("double") && !tokens.get(i + 1).isWord("precision"));
            if (replaced) {
                text.append(sql, copied, token.start()).append(type);
                copied = token.end();
            }
        }
        return text.append(sql, copied, tokens.get(tokens.size() - 2).end()).toString();
    }

    /** Whether a token stands where a column's type stands: after a name that follows a parenthesis or comma. */
    private static boolean isType(List<Token> tokens, int index) {
        return index >= 2
                && tokens.get(index).kind() == Token.Kind.WORD
                && tokens.get(index - 1).isIdentifier()
                && (tokens.get(index - 2).isSymbol(",") || index == 2);
    }

    static Definition definition(List<Token> tokens) {
        List<String> columns = new ArrayList<>();
        StringBuilder column = new StringBuilder();
        int depth = 0;
        for (int i = 1; i < tokens.size() - 1; i++) {
            Token token = tokens.get(i);
            if (depth == 0 && (token.isSymbol(",") || token.isSymbol(")"))) {
                columns.add(column.toString());
                column.setLength(0);
                continue;
            }
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            append(column, tokens, i);
        }
        return Definition.of("(" + String.join(", ", columns) + ")");
    }

    private static void append(StringBuilder column, List<Token> tokens, int index) {
        Token token = tokens.get(index);
        boolean tight = column.isEmpty()
                || token.isSymbol("(")
                || token.isSymbol(")")
                || token.isSymbol(",")
                || token.isSymbol("[")
                || token.isSymbol("]")
                || tokens.get(index - 1).isSymbol("(");
        if (token.isWord("precision") && tokens.get(index - 1).isWord("double")) {
            return;
        }
        column.append(tight ? "" : " ").append(word(tokens, index));
    }

    private static String word(List<Token> tokens, int index) {
        Token token = tokens.get(index);
        if (isType(tokens, index)) {
            String type = TYPES.getOrDefault(token.text(), token.text());
            boolean array = tokens.get(index + 1).isSymbol("[");
            return "pg_catalog." + (array ? "_" : "") + type;
        }
        return switch (token.kind()) {
            case STRING -> Identifiers.literal(token.text());
            case QUOTED -> Identifiers.quote(token.text());
            case WORD ->
                isName(tokens, index)
                        ? Identifiers.quote(token.text())
                        : token.text().toUpperCase(java.util.Locale.ROOT);
            case SYMBOL -> token.isSymbol("[") || token.isSymbol("]") ? "" : token.text();
            case NUMBER, PARAMETER, END -> token.text();
        };
    }

    private static boolean isName(List<Token> tokens, int index) {
        return index == 1 || tokens.get(index - 1).isSymbol(",");
    }
}
