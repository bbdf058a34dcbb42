package dev.cutover.sandbox.statement;

/** How a statement gets on with a transaction block (FINDINGS 7 to 10). */
public enum Rule {
    /** ALTER ... RENAME or SWAP of schemas, clusters and items: several of them may share a block. */
    NAMES,
    /** Any other change of the catalog: alone in its block. */
    SINGLE,
    /** Refused inside of any block. */
    OUTSIDE,
    /** A query. */
    READ,
    /** An INSERT of values. */
    WRITE,
    /** Statements about the session; they fit everywhere. */
    FREE,
    /** BEGIN, COMMIT and ROLLBACK. */
    CONTROL
}
