package dev.cutover.faults.process;

/** A boundary of an activity's work, as the proxies see it. */
enum Boundary {
    BEFORE_STATEMENT("before a statement is sent"),
    AFTER_STATEMENT("after its effect, before its reply"),
    BEFORE_COMMIT("before the message that commits is sent"),
    AFTER_COMMIT("after the commit, before its reply"),
    BEFORE_REPORT("after the last reply, before the report"),
    AFTER_REPORT("after the report");

    private final String words;

    Boundary(String words) {
        this.words = words;
    }

    /** What a person reads. */
    String words() {
        return words;
    }

    boolean atStatement() {
        return this == BEFORE_STATEMENT || this == AFTER_STATEMENT;
    }

    boolean atCommit() {
        return this == BEFORE_COMMIT || this == AFTER_COMMIT;
    }

    /** Whether it comes before what it is a boundary of has any effect. */
    boolean before() {
        return this == BEFORE_STATEMENT || this == BEFORE_COMMIT || this == BEFORE_REPORT;
    }
}
