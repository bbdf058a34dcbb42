package dev.cutover.sandbox.contract;

/**
 * One thing in which an answer is not the recorded one. Behaviour (SQLSTATE, tag, columns, types, rows, transaction status) is what
 * programs depend on; wording (messages, hints, positions, notices) is what people read.
 */
record Difference(Kind kind, String what, String recorded, String actual) {

    enum Kind {
        BEHAVIOUR,
        WORDING
    }

    static Difference behaviour(String what, Object recorded, Object actual) {
        return new Difference(Kind.BEHAVIOUR, what, String.valueOf(recorded), String.valueOf(actual));
    }

    static Difference wording(String what, Object recorded, Object actual) {
        return new Difference(Kind.WORDING, what, String.valueOf(recorded), String.valueOf(actual));
    }

    boolean isBehaviour() {
        return kind == Kind.BEHAVIOUR;
    }

    @Override
    public String toString() {
        return what + "\n      recorded: " + recorded + "\n      actual:   " + actual;
    }
}
