package dev.cutover.sandbox.statement.session;

import dev.cutover.sandbox.catalog.InitialCatalog;
import dev.cutover.sandbox.session.Session;
import dev.cutover.sandbox.sql.Token;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.Display;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.Statement.Change;
import dev.cutover.sandbox.statement.Statement.Command;
import dev.cutover.sandbox.statement.Statement.Control;
import dev.cutover.sandbox.wire.Notice;
import dev.cutover.sandbox.wire.SqlException;
import java.util.ArrayList;
import java.util.List;

/** BEGIN to ROLLBACK, SET, RESET, DISCARD, ALTER SYSTEM, and cursors. */
public final class SessionStatements {
    private SessionStatements() {}

    /** BEGIN and START TRANSACTION; modes are accepted and change nothing (FINDINGS 10). */
    public static Statement begin(TokenReader reader) {
        if (!reader.accept("start transaction")) {
            reader.expect("begin");
            if (!reader.accept("transaction")) {
                reader.accept("work");
            }
        }
        boolean more = !reader.atEnd();
        while (more) {
            if (reader.accept("isolation level")) {
                boolean known = reader.accept("strict serializable")
                        || reader.accept("serializable")
                        || reader.accept("repeatable read")
                        || reader.accept("read committed")
                        || reader.accept("read uncommitted");
                if (!known) {
                    throw reader.expected("isolation level");
                }
            } else if (!reader.accept("read only") && !reader.accept("read write")) {
                throw reader.expected("end of statement");
            }
            reader.acceptSymbol(",");
            more = !reader.atEnd();
        }
        return new Control(Control.Verb.BEGIN);
    }

    /** COMMIT, ROLLBACK and ABORT. */
    public static Statement end(TokenReader reader, Control.Verb verb) {
        reader.next();
        if (!reader.accept("transaction")) {
            reader.accept("work");
        }
        return new Control(verb);
    }

    /** SET [SESSION | LOCAL] name = value. */
    public static Statement set(TokenReader reader) {
        reader.expect("set");
        if (!reader.accept("session")) {
            reader.accept("local");
        }
        if (reader.accept("transaction isolation level")
                || reader.accept("characteristics as transaction isolation level")) {
            reader.rest();
            return new Command(Rule.FREE, session -> "SET");
        }
        String name = reader.accept("time zone") ? "timezone" : parameter(reader);
        if (!reader.acceptSymbol("=") && !reader.accept("to") && !name.equals("timezone")) {
            throw reader.expected("equals sign or TO");
        }
        if (reader.accept("default")) {
            return new Command(Rule.FREE, session -> {
                session.settings().reset(name);
                return "SET";
            });
        }
        List<String> values = values(reader);
        return new Command(Rule.FREE, session -> {
            session.settings().set(name, values);
            warnAboutMissing(session, name);
            return "SET";
        });
    }

    private static String parameter(TokenReader reader) {
        String name = reader.identifier();
        return name.equals("schema") ? "search_path" : name;
    }

    private static List<String> values(TokenReader reader) {
        List<String> values = new ArrayList<>();
        do {
            boolean negative = reader.acceptSymbol("-");
            Token token = reader.next();
            if (token.kind() == Token.Kind.END || token.kind() == Token.Kind.SYMBOL) {
                throw SqlException.syntax("Expected parameter value, found " + token.found(), token.start() + 1);
            }
            values.add((negative ? "-" : "") + token.text());
        } while (reader.acceptSymbol(","));
        return values;
    }

    /** A name that does not exist is told of, and is an error only when it is used (FINDINGS 25). */
    public static void warnAboutMissing(Session session, String name) {
        String value = session.settings().show(name);
        if (name.equals("cluster") && session.names().findCluster(value).isEmpty()) {
            session.notice(Notice.notice("MZ007", "cluster \"" + value + "\" does not exist")
                    .withHint(
                            "Create the cluster with CREATE CLUSTER or pick an extant cluster with SET CLUSTER = name."
                                    + " List available clusters with SHOW CLUSTERS."));
        }
        if (name.equals("database") && session.names().findDatabase(value).isEmpty()) {
            session.notice(Notice.notice("MZ006", "database \"" + value + "\" does not exist")
                    .withHint("Create the database with CREATE DATABASE or pick an extant database with SET DATABASE ="
                            + " name. List available databases with SHOW DATABASES."));
        }
    }

    /** RESET name. */
    public static Statement reset(TokenReader reader) {
        reader.expect("reset");
        String name = parameter(reader);
        return new Command(Rule.FREE, session -> {
            session.settings().reset(name);
            return "RESET";
        });
    }

    /** DISCARD ALL and DISCARD TEMP. */
    public static Statement discard(TokenReader reader) {
        reader.expect("discard");
        boolean all = reader.accept("all");
        if (!all) {
            reader.expect("temp");
        }
        return new Command(Rule.FREE, session -> {
            if (all) {
                session.settings().resetAll();
                session.prepared().clear();
            }
            return all ? "DISCARD ALL" : "DISCARD TEMP";
        });
    }

    /** ALTER SYSTEM SET and RESET: for mz_system. */
    public static Statement alterSystem(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("alter system");
        boolean reset = reader.accept("reset");
        if (!reset) {
            reader.expect("set");
        }
        String name = reader.identifier();
        String value = "off";
        if (!reset) {
            if (!reader.acceptSymbol("=")) {
                reader.expect("to");
            }
            value = reader.next().text();
        }
        String wanted = value;
        return new Change(Rule.SINGLE, "ALTER SYSTEM", display, context -> {
            if (!context.roleId().equals(InitialCatalog.SYSTEM_ROLE)) {
                throw SqlException.of(
                                "42501",
                                "permission denied to toggle the '" + name + "' system configuration parameter")
                        .detail("You must be a superuser to toggle the '" + name + "' system configuration parameter");
            }
            context.draft().systemSetting(name, wanted);
        });
    }

    /** DECLARE name CURSOR FOR a query or a SUBSCRIBE. */
    public static Statement declare(TokenReader reader) {
        return Cursors.declare(reader);
    }

    /** FETCH. */
    public static Statement fetch(TokenReader reader) {
        return Cursors.fetch(reader);
    }

    /** CLOSE. */
    public static Statement close(TokenReader reader) {
        return Cursors.close(reader);
    }

    /** SUBSCRIBE without a cursor. */
    public static Statement subscribe(TokenReader reader) {
        return new Statement.Stream(SubscribeRequest.parse(reader), false);
    }
}
