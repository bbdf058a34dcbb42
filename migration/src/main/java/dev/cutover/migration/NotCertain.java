package dev.cutover.migration;

/** No rewriting is certain to mean the same; the message says why and what to do. */
final class NotCertain extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    NotCertain(int offset, String what) {
        super(what);
        this.offset = offset;
    }

    /** Offset of what it is about. */
    int offset() {
        return offset;
    }
}
