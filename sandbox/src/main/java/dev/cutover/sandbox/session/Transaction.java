package dev.cutover.sandbox.session;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.wire.SqlException;
import java.util.HashSet;
import java.util.Set;

/** A transaction block of one session, explicit or made by a message of several statements. */
final class Transaction {
    private final boolean explicit;
    private final Set<String> timeDomain = new HashSet<>();
    private Rule contents;
    private boolean failed;
    private Catalog base;
    private Catalog working;

    Transaction(boolean explicit) {
        this.explicit = explicit;
    }

    boolean explicit() {
        return explicit;
    }

    boolean failed() {
        return failed;
    }

    void fail() {
        failed = true;
    }

    /** The catalog at the first change; null while there is none. */
    Catalog base() {
        return base;
    }

    /** The catalog as this transaction has changed it; null while it has not. */
    Catalog working() {
        return working;
    }

    void changed(Catalog from, Catalog to) {
        if (base == null) {
            base = from;
        }
        working = to;
    }

    /** The schemas that the first query has read from. */
    Set<String> timeDomain() {
        return timeDomain;
    }

    boolean isReadOnly() {
        return contents == Rule.READ;
    }

    /** Refuses a statement that does not fit to what the block holds, and remembers it when it does. */
    void admit(Statement statement) {
        Rule rule = statement.rule();
        if (rule == Rule.FREE || rule == Rule.CONTROL) {
            return;
        }
        if (rule == Rule.OUTSIDE || !explicit && rule == Rule.SINGLE) {
            throw outsideOnly(statement);
        }
        if (contents == null) {
            contents = rule;
            return;
        }
        switch (contents) {
            case READ -> {
                if (rule != Rule.READ) {
                    throw readOnly();
                }
            }
            case WRITE -> {
                if (rule != Rule.WRITE) {
                    throw SqlException.of("25000", "transaction in write-only mode");
                }
            }
            case NAMES -> {
                if (rule == Rule.WRITE) {
                    throw readOnly();
                }
                if (rule != Rule.NAMES) {
                    throw SqlException.of(
                            "25000", "transactions which modify objects are restricted to just modifying objects");
                }
            }
            case SINGLE -> throw SqlException.of("25000", "this transaction can only execute a single statement");
            case OUTSIDE, FREE, CONTROL -> throw new IllegalStateException("no block holds " + contents);
        }
    }

    private static SqlException readOnly() {
        return SqlException.of("25006", "transaction in read-only mode")
                .detail("SELECT queries cannot be combined with other query types, including SUBSCRIBE.");
    }

    private static SqlException outsideOnly(Statement statement) {
        String display = "statement";
        if (statement instanceof Statement.Change change) {
            display = change.display();
        } else if (statement instanceof Statement.Query query) {
            display = query.display();
        }
        return SqlException.of("25001", display + " cannot be run inside a transaction block");
    }
}
