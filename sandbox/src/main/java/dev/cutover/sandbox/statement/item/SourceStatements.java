package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.session.AccessRules;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.statement.Display;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.Statement.Change;
import dev.cutover.sandbox.statement.Statement.Command;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** CREATE SOURCE, SINK, CONNECTION, SECRET and TYPE. */
public final class SourceStatements {
    private SourceStatements() {}

    /** CREATE SOURCE: load generators and webhooks run, and topics are read. */
    public static Statement createSource(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("create source");
        boolean ifNotExists = reader.accept("if not exists");
        QualifiedName name = reader.name();
        String cluster = reader.accept("in cluster") ? reader.identifier() : null;
        reader.expect("from");
        if (reader.accept("load generator")) {
            LoadGenerator generator = LoadGenerator.read(reader);
            return new Change(
                    Rule.NAMES,
                    "CREATE SOURCE",
                    display,
                    context -> generator.create(context, name, ifNotExists, cluster));
        }
        if (reader.accept("webhook")) {
            WebhookSource webhook = WebhookSource.read(reader);
            return new Change(
                    Rule.NAMES,
                    "CREATE SOURCE",
                    display,
                    context -> webhook.create(context, name, ifNotExists, cluster));
        }
        if (reader.accept("kafka connection")) {
            KafkaSource kafka = KafkaSource.read(reader);
            return new Change(
                    Rule.NAMES, "CREATE SOURCE", display, context -> kafka.create(context, name, ifNotExists, cluster));
        }
        throw SqlException.of(
                "0A000",
                "the sandbox runs load generator, webhook and Kafka sources only; use LOAD GENERATOR, or a table in the source's"
                        + " place");
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

    /** CREATE SECRET: the value is forgotten at once. */
    public static Statement createSecret(TokenReader reader) {
        reader.expect("create secret");
        boolean ifNotExists = reader.accept("if not exists");
        QualifiedName name = reader.name();
        reader.expect("as");
        reader.rest();
        return new Change(
                Rule.SINGLE,
                "CREATE SECRET",
                "CREATE SECRET " + name.quoted() + " AS '<REDACTED>'",
                context -> plain(context, Kind.SECRET, name, ifNotExists, Definition.EMPTY, Map.of()));
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

    private static void plain(
            ChangeContext context,
            Kind kind,
            QualifiedName name,
            boolean ifNotExists,
            Definition definition,
            Map<String, String> details)
            throws IOException {
        Optional<NewItem> place = NewItem.at(context, kind, name, ifNotExists);
        if (place.isPresent()) {
            Item item = place.get().item(definition, Set.of(), details);
            context.draft().put(item);
        }
    }
}
