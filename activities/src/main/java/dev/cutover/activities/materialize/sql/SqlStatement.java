package dev.cutover.activities.materialize.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * One statement of a text.
 *
 * @param source the whole text that it stands in
 * @param tokens its tokens without the semicolon, at least one; their positions count in {@code source}
 */
public record SqlStatement(String source, List<Token> tokens) {
    public SqlStatement {
        tokens = List.copyOf(tokens);
    }

    /** Cuts a text at its semicolons; empty statements vanish. */
    public static List<SqlStatement> split(String source) throws SqlTextException {
        List<SqlStatement> statements = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        for (Token token : Lexer.read(source)) {
            if (!token.isSymbol(';')) {
                current.add(token);
            } else if (!current.isEmpty()) {
                statements.add(new SqlStatement(source, current));
                current.clear();
            }
        }
        if (!current.isEmpty()) {
            statements.add(new SqlStatement(source, current));
        }
        return statements;
    }

    /** Where it begins. */
    public Token first() {
        return tokens.get(0);
    }

    /** Offset of its first character in the source. */
    public int start() {
        return first().start();
    }

    /** Offset after its last character in the source. */
    public int end() {
        return tokens.get(tokens.size() - 1).end();
    }

    /** Exactly as written, from the first token to the last. */
    public String text() {
        return source.substring(start(), end());
    }
}
