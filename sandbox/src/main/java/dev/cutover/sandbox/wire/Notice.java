package dev.cutover.sandbox.wire;

/** A notice or warning beside an answer; detail and hint may be null. */
public record Notice(String severity, String code, String message, String detail, String hint) {
    /** A notice with a code. */
    public static Notice notice(String code, String message) {
        return new Notice("NOTICE", code, message, null, null);
    }

    /** A warning with a code. */
    public static Notice warning(String code, String message) {
        return new Notice("WARNING", code, message, null, null);
    }

    /** The usual notice of IF EXISTS. */
    public static Notice missing(String kind, String name) {
        return notice("42704", kind + " \"" + name + "\" does not exist, skipping");
    }

    /** The same notice with a hint. */
    public Notice withHint(String text) {
        return new Notice(severity, code, message, detail, text);
    }

    /** The same notice with a detail. */
    public Notice withDetail(String text) {
        return new Notice(severity, code, message, text, hint);
    }
}
