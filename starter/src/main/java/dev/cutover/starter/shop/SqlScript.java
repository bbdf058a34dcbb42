package dev.cutover.starter.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a file into statements, as psql does: Materialize takes most DDL one statement at a time only. */
final class SqlScript {
    private static final Pattern PIECE = Pattern.compile(
            "'(?:[^']|'')*'" // string
                    + "|\"(?:[^\"]|\"\")*\"" // quoted name
                    + "|--[^\\n]*" // comment
                    + "|/\\*(?s:.*?)\\*/" // comment over lines
                    + "|\\$(\\w*)\\$(?s:.*?)\\$\\1\\$" // dollar-quoted string
                    + "|;");

    private SqlScript() {}

    /** The statements, without their semicolons and without those that are comments only. */
    static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        Matcher pieces = PIECE.matcher(script);
        int from = 0;
        while (pieces.find()) {
            statement.append(script, from, pieces.start());
            from = pieces.end();
            String piece = pieces.group();
            if (piece.equals(";")) {
                addUnlessBlank(statement, statements);
            } else if (piece.startsWith("--") || piece.startsWith("/*")) {
                statement.append(' ');
            } else {
                statement.append(piece);
            }
        }
        statement.append(script, from, script.length());
        addUnlessBlank(statement, statements);
        return statements;
    }

    private static void addUnlessBlank(StringBuilder statement, List<String> statements) {
        String text = statement.toString().strip();
        if (!text.isEmpty()) {
            statements.add(text);
        }
        statement.setLength(0);
    }
}
