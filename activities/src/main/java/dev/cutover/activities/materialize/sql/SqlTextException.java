package dev.cutover.activities.materialize.sql;

/** SQL text that cannot be understood, with the place where it went wrong. */
public final class SqlTextException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    SqlTextException(int line, int column, String message) {
        super(message);
        this.line = line;
        this.column = column;
    }

    SqlTextException(Token at, String message) {
        this(at.line(), at.column(), message);
    }

    /** Line from 1. */
    public int line() {
        return line;
    }

    /** Column from 1, in code points. */
    public int column() {
        return column;
    }
}
