package dev.cutover.faults.process;

import java.util.List;

/** Asked at every boundary of a worker's work; may hold what passes for as long as it likes. */
interface Gate {
    /** What becomes of a message. */
    enum Verdict {
        PASS,
        CUT,
        /** Nothing more passes either way, and nobody is told. */
        VANISH
    }

    /** A statement is about to reach the server. */
    Verdict beforeStatement(int worker, String sql);

    /** A statement took effect; its reply is about to reach the worker. */
    Verdict afterStatement(int worker, String sql, List<String> tags);

    /** A worker was given an activity. */
    void given(int worker, String activity);

    /** A worker is about to report an activity. */
    Verdict beforeReport(int worker, String activity);

    /** Temporal knows; its acknowledgement is about to reach the worker. */
    Verdict afterReport(int worker, String activity);
}
