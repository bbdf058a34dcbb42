package dev.cutover.migration;

/** A model whose text cannot be cut into pieces; the message says why. */
final class UnreadableModel extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    private UnreadableModel(int line, String message) {
        super(message);
        this.line = line;
    }

    static UnreadableModel at(String text, int offset, String message) {
        return new UnreadableModel(Lines.number(text, offset), message);
    }

    /** The line, from 1. */
    int line() {
        return line;
    }
}
