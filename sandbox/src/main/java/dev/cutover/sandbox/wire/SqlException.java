package dev.cutover.sandbox.wire;

/** An error as the client sees it: SQLSTATE, message, and what else Materialize would say. */
public final class SqlException extends RuntimeException {
    private final String code;
    private final String detail;
    private final String hint;
    private final int position;
    private final boolean fatal;

    private SqlException(String code, String message, String detail, String hint, int position, boolean fatal) {
        super(message);
        this.code = code;
        this.detail = detail;
        this.hint = hint;
        this.position = position;
        this.fatal = fatal;
    }

    /** An error with a code of its own. */
    public static SqlException of(String code, String message) {
        return new SqlException(code, message, null, null, 0, false);
    }

    /** Most of Materialize's errors have the code XX000 (FINDINGS 14). */
    public static SqlException internal(String message) {
        return of("XX000", message);
    }

    /** A syntax error at a 1-based position of the message; 0 when it has none. */
    public static SqlException syntax(String message, int position) {
        return new SqlException("42601", message, null, null, position, false);
    }

    /** An error that ends the connection. */
    public static SqlException fatal(String code, String message) {
        return new SqlException(code, message, null, null, 0, true);
    }

    /** The same error with a detail; null for none. */
    public SqlException detail(String text) {
        return new SqlException(code, getMessage(), text, hint, position, fatal);
    }

    /** The same error with a hint; null for none. */
    public SqlException hint(String text) {
        return new SqlException(code, getMessage(), detail, text, position, fatal);
    }

    /** SQLSTATE. */
    public String code() {
        return code;
    }

    /** More about the error, or null. */
    public String detail() {
        return detail;
    }

    /** What to do about it, or null. */
    public String hint() {
        return hint;
    }

    /** 1-based position in the statement text; 0 when unknown. */
    public int position() {
        return position;
    }

    /** Whether the connection ends with this error. */
    public boolean isFatal() {
        return fatal;
    }
}
