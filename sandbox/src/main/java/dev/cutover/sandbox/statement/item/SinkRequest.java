package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Cluster;
import dev.cutover.sandbox.catalog.Column;
import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Names;
import dev.cutover.sandbox.kafka.Broker;
import dev.cutover.sandbox.session.AccessRules;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** CREATE SINK name IN CLUSTER c FROM relation INTO KAFKA CONNECTION k (TOPIC 't') [KEY (...)] FORMAT f ENVELOPE e. */
record SinkRequest(
        QualifiedName name,
        boolean ifNotExists,
        String cluster,
        QualifiedName from,
        QualifiedName connection,
        String topic,
        List<String> keys,
        boolean notEnforced,
        String format,
        String envelope,
        boolean snapshot) {

    static SinkRequest read(TokenReader reader) {
        reader.expect("create sink");
        boolean ifNotExists = reader.accept("if not exists");
        QualifiedName name = reader.name();
        String cluster = reader.accept("in cluster") ? reader.identifier() : null;
        reader.expect("from");
        QualifiedName from = reader.name();
        reader.expect("into kafka connection");
        QualifiedName connection = reader.name();
        reader.expectSymbol("(");
        if (!reader.accept("topic")) {
            throw reader.expected("one of COMPRESSION or PARTITION or PROGRESS or TOPIC or LEGACY or TRANSACTIONAL");
        }
        reader.acceptSymbol("=");
        String topic = reader.string();
        reader.expectSymbol(")");
        List<String> keys = new ArrayList<>();
        boolean notEnforced = false;
        if (reader.accept("key")) {
            reader.expectSymbol("(");
            do {
                keys.add(reader.identifier());
            } while (reader.acceptSymbol(","));
            reader.expectSymbol(")");
            notEnforced = reader.accept("not enforced");
        }
        reader.expect("format");
        String format = reader.identifier();
        reader.expect("envelope");
        String envelope = reader.identifier();
        boolean snapshot = !reader.accept("with") || snapshot(reader);
        return new SinkRequest(
                name, ifNotExists, cluster, from, connection, topic, keys, notEnforced, format, envelope, snapshot);
    }

    /** WITH (SNAPSHOT = bool): whether what the relation holds already is sent. */
    private static boolean snapshot(TokenReader reader) {
        reader.expectSymbol("(");
        boolean snapshot = true;
        do {
            if (reader.accept("snapshot")) {
                reader.acceptSymbol("=");
                snapshot = !reader.accept("false");
                if (snapshot) {
                    reader.accept("true");
                }
            } else if (reader.accept("version")) {
                reader.acceptSymbol("=");
                reader.next();
            } else {
                throw reader.expected("one of PARTITION or SNAPSHOT or VERSION or COMMIT");
            }
        } while (reader.acceptSymbol(","));
        reader.expectSymbol(")");
        return snapshot;
    }

    void create(ChangeContext context) throws IOException {
        Names names = context.names();
        Item relation = names.item(from);
        Item target = names.item(connection);
        Optional<NewItem> place = NewItem.at(context, Kind.SINK, name, ifNotExists);
        if (place.isEmpty()) {
            return;
        }
        AccessRules.requireUsage(context.session(), target);
        AccessRules.requireRead(context.session(), relation);
        requireKeys(names, relation);
        Optional<Broker> broker = broker(target);
        Cluster home = NewItem.cluster(context, cluster);
        Map<String, String> details = new HashMap<>(Map.of(
                Item.TYPE,
                "kafka",
                Item.ON,
                relation.id(),
                Item.CONNECTION,
                target.id(),
                "topic",
                topic,
                "format",
                format,
                "envelope",
                envelope));
        if (broker.isPresent()) {
            details.put(Item.BROKER, broker.get().host() + " " + broker.get().port());
        }
        if (!snapshot) {
            details.put(Sinks.NO_SNAPSHOT, "true");
        }
        String key = "";
        if (!keys.isEmpty()) {
            details.put("key", String.join(", ", keys));
            details.put("key_format", format);
            String columns =
                    String.join(", ", keys.stream().map(Identifiers::quote).toList());
            key = " KEY (" + columns + ")" + (notEnforced ? " NOT ENFORCED" : "");
            context.notice(Sinks.uniqueness(name.last(), details.get("key")));
        }
        String after = " (TOPIC = " + Identifiers.literal(topic) + ")" + key + " FORMAT "
                + format.toUpperCase(Locale.ROOT) + " ENVELOPE " + envelope.toUpperCase(Locale.ROOT);
        Definition definition = Sinks.withOptions(
                new Definition(List.of(
                        new Definition.Text("FROM ", "FROM "),
                        new Definition.Reference(relation.id(), false),
                        new Definition.Text(" INTO KAFKA CONNECTION ", " INTO KAFKA CONNECTION "),
                        new Definition.Reference(target.id(), false),
                        new Definition.Text(after, after))),
                details);
        Item sink = place.get().item(home, definition, Set.of(relation.id(), target.id()), details);
        if (!snapshot) {
            Sinks.follow(context, sink, relation);
        } else if (broker.isEmpty()) {
            Sinks.send(context, sink, relation);
        }
        context.draft().put(sink);
    }

    private Optional<Broker> broker(Item target) {
        String endpoint = target.detail(Item.ENDPOINT);
        if (endpoint == null) {
            return Optional.empty();
        }
        String reason = "BrokerTransportFailure (Local: Broker transport failure)";
        Optional<Broker> broker = Endpoint.parse(endpoint)
                .broker(SqlException.internal("KAFKA sink validation: admin client errored")
                        .detail("Meta data fetch error: " + reason + ": " + reason));
        if (broker.isPresent() && !format.equals("json")) {
            throw SqlException.of("0A000", "the sandbox sends FORMAT JSON, not " + format.toUpperCase(Locale.ROOT));
        }
        try {
            if (broker.isPresent()) {
                broker.get().requireTopic(topic);
            }
        } catch (IOException e) {
            throw SqlException.internal("KAFKA sink validation: " + e.getMessage());
        }
        return broker;
    }

    private void requireKeys(Names names, Item relation) {
        boolean upsert = envelope.equals("upsert");
        if (upsert && keys.isEmpty()) {
            throw SqlException.internal("upsert sinks must specify a key")
                    .hint("See: https://materialize.com/s/sink-key-selection");
        }
        for (String key : keys) {
            if (relation.columns().stream().map(Column::name).noneMatch(key::equals)) {
                throw SqlException.internal("column referenced in KEY does not exist: " + key);
            }
        }
        if (upsert && !notEnforced) {
            throw SqlException.internal("upsert key could not be validated as unique")
                    .detail("Materialize could not prove that the specified upsert envelope key (\""
                            + String.join(", ", keys)
                            + "\") was a unique key of the underlying relation \"" + names.full(relation)
                            + "\". There are no known valid unique keys for the underlying relation.")
                    .hint("See: https://materialize.com/s/sink-key-selection");
        }
    }
}
