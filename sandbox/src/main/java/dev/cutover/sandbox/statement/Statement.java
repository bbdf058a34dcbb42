package dev.cutover.sandbox.statement;

import dev.cutover.sandbox.session.Session;
import dev.cutover.sandbox.sql.Rewritten;
import dev.cutover.sandbox.statement.session.SubscribeRequest;
import java.io.IOException;
import java.util.List;

/** A statement that was understood; names in it are looked up when it runs, every time. */
public sealed interface Statement {
    /** How it gets on with a transaction block. */
    Rule rule();

    /** Changes the catalog. {@code display} is how Materialize prints it in errors. */
    record Change(Rule rule, String tag, String display, Body body) implements Statement {
        /** What the change does. */
        @FunctionalInterface
        public interface Body {
            /** Makes the change in the context's draft. */
            void apply(ChangeContext context) throws IOException;
        }
    }

    /** Answers rows that are known without PostgreSQL. */
    record Answer(Rule rule, List<Output> columns, Rows rows) implements Statement {
        /** Gives the rows. */
        @FunctionalInterface
        public interface Rows {
            /** The rows as text, null for SQL NULL. */
            List<List<String>> rows(Session session) throws IOException;
        }
    }

    /** Does something with the session and answers a command tag. */
    record Command(Rule rule, Action action) implements Statement {
        /** What it does. */
        @FunctionalInterface
        public interface Action {
            /** Does it and gives the tag. */
            String run(Session session) throws IOException;
        }
    }

    /** Runs in PostgreSQL once its names are translated; {@code display} is its text in errors. */
    record Query(Rule rule, String display, Translation translation) implements Statement {
        /** A query that may stand in a block, so that no error prints it. */
        public Query(Rule rule, Translation translation) {
            this(rule, "statement", translation);
        }

        /** The translation at this moment. */
        @FunctionalInterface
        public interface Translation {
            /** The text for PostgreSQL. */
            Rewritten translate(Session session);
        }
    }

    /** BEGIN, COMMIT or ROLLBACK. */
    record Control(Verb verb) implements Statement {
        /** Which one. */
        public enum Verb {
            /** Opens a block. */
            BEGIN,
            /** Ends it and keeps. */
            COMMIT,
            /** Ends it and forgets. */
            ROLLBACK
        }

        @Override
        public Rule rule() {
            return Rule.CONTROL;
        }
    }

    /** FETCH from a cursor; the timeout is in milliseconds. */
    record Fetch(String cursor, int limit, long timeoutMillis) implements Statement {
        @Override
        public Rule rule() {
            return Rule.FREE;
        }
    }

    /** EXECUTE of a statement that PREPARE has named, with the texts of its values. */
    record Execute(String name, List<String> values) implements Statement {
        @Override
        public Rule rule() {
            return Rule.FREE;
        }
    }

    /** A SUBSCRIBE outside of a cursor: it answers until it is cancelled, in rows or, as a copy, in lines. */
    record Stream(SubscribeRequest request, boolean copies) implements Statement {
        @Override
        public Rule rule() {
            return Rule.READ;
        }
    }

    /** A column of an {@link Answer}. */
    record Output(String name, int typeOid) {
        /** A column of type text. */
        public static Output text(String name) {
            return new Output(name, 25);
        }
    }
}
