package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.session.AccessRules;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.Token;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.statement.Display;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.Statement.Change;
import dev.cutover.sandbox.statement.Statement.Command;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** CREATE SOURCE, SINK, CONNECTION, SECRET and TYPE. */
public final class SourceStatements {
    private SourceStatements() {}

    /** CREATE SOURCE: load generators and webhooks run, topics and tables of PostgreSQL are read, those of MySQL are pretended. */
    public static Statement createSource(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("create source");
        boolean ifNotExists = reader.accept("if not exists");
        QualifiedName name = reader.name();
        String cluster = reader.accept("in cluster") ? reader.identifier() : null;
        reader.expect("from");
        NewSource source = newSource(reader);
        return new Change(
                Rule.NAMES, "CREATE SOURCE", display, context -> source.create(context, name, ifNotExists, cluster));
    }

    /** What follows the name and cluster of a source, whatever its kind. */
    @FunctionalInterface
    private interface NewSource {
        void create(ChangeContext context, QualifiedName name, boolean ifNotExists, String cluster) throws IOException;
    }

    private static NewSource newSource(TokenReader reader) {
        if (reader.accept("load generator")) {
            return LoadGenerator.read(reader)::create;
        }
        if (reader.accept("webhook")) {
            return WebhookSource.read(reader)::create;
        }
        if (reader.accept("kafka connection")) {
            return KafkaSource.read(reader)::create;
        }
        if (reader.accept("postgres connection")) {
            return PostgresSource.read(reader)::create;
        }
        if (reader.accept("mysql connection")) {
            return MySqlSource.read(reader)::create;
        }
        throw SqlException.of(
                "0A000",
                "the sandbox runs load generator, webhook, Kafka, PostgreSQL and MySQL sources only; use LOAD GENERATOR, or a"
                        + " table in the source's place");
    }

    /** CREATE SINK. */
    public static Statement createSink(TokenReader reader) {
        String display = Display.of(reader);
        SinkRequest request = SinkRequest.read(reader);
        return new Change(Rule.SINGLE, "CREATE SINK", display, request::create);
    }

    /** VALIDATE CONNECTION. */
    public static Statement validateConnection(TokenReader reader) {
        reader.expect("validate connection");
        QualifiedName name = reader.name();
        return new Command(Rule.OUTSIDE, session -> {
            Item connection = session.names().item(name);
            if (connection.kind() != Kind.CONNECTION) {
                throw SqlException.internal(session.names().full(connection) + " is not a connection");
            }
            AccessRules.requireUsage(session, connection);
            if (connection.detail(Item.ENDPOINT) != null) {
                Endpoint.parse(connection.detail(Item.ENDPOINT)).validate();
            }
            return "VALIDATE CONNECTION";
        });
    }

    /** CREATE CONNECTION. */
    public static Statement createConnection(TokenReader reader) {
        String display = Display.of(reader);
        ConnectionRequest request = ConnectionRequest.read(reader);
        return new Change(Rule.SINGLE, "CREATE CONNECTION", display, request::create);
    }

    /** CREATE SECRET: the value is kept in memory for connections, and nobody is ever shown it. */
    public static Statement createSecret(TokenReader reader) {
        reader.expect("create secret");
        boolean ifNotExists = reader.accept("if not exists");
        QualifiedName name = reader.name();
        reader.expect("as");
        List<Token> value = reader.rest();
        return new Change(
                Rule.SINGLE,
                "CREATE SECRET",
                "CREATE SECRET " + name.quoted() + " AS '<REDACTED>'",
                context -> plain(context, Kind.SECRET, name, ifNotExists, Definition.EMPTY, Map.of())
                        .ifPresent(secret -> keep(context, secret, value)));
    }

    /** CREATE TYPE: only in the catalog. */
    public static Statement createType(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("create type");
        QualifiedName name = reader.name();
        String category = reader.sees("as list") ? "list" : reader.sees("as map") ? "map" : "composite";
        reader.rest();
        return new Change(
                Rule.SINGLE,
                "CREATE TYPE",
                display,
                context -> plain(context, Kind.TYPE, name, false, Definition.EMPTY, Map.of("category", category)));
    }

    /** A value that is computed is not kept: only a connection that really needs it would notice. */
    private static void keep(ChangeContext context, Item secret, List<Token> value) {
        if (value.get(0).kind() == Token.Kind.STRING) {
            context.session().world().secrets().keep(secret.id(), value.get(0).text());
        }
    }

    private static Optional<Item> plain(
            ChangeContext context,
            Kind kind,
            QualifiedName name,
            boolean ifNotExists,
            Definition definition,
            Map<String, String> details)
            throws IOException {
        Optional<NewItem> place = NewItem.at(context, kind, name, ifNotExists);
        return place.map(free -> {
            Item item = free.item(definition, Set.of(), details);
            context.draft().put(item);
            return item;
        });
    }
}
