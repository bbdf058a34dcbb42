package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Cluster;
import dev.cutover.sandbox.catalog.Column;
import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.kafka.Broker;
import dev.cutover.sandbox.session.AccessRules;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * CREATE SOURCE ... FROM KAFKA CONNECTION k (TOPIC 't') [encoding]. Without an encoding the source has only its progress, and tables made from it have the data (FINDINGS 21).
 */
record KafkaSource(QualifiedName connection, String topic, Encoding encoding) {

    static KafkaSource read(TokenReader reader) {
        QualifiedName connection = reader.name();
        String topic = SourceTables.onlyOption(reader, "topic");
        Encoding encoding = Encoding.read(reader);
        if (reader.accept("expose progress as")) {
            reader.name();
        }
        return new KafkaSource(connection, topic, encoding);
    }

    void create(ChangeContext context, QualifiedName name, boolean ifNotExists, String clusterName) throws IOException {
        Item target = context.names().item(connection);
        Optional<NewItem> place = NewItem.at(context, Kind.SOURCE, name, ifNotExists);
        if (place.isEmpty()) {
            return;
        }
        Cluster cluster = NewItem.cluster(context, clusterName);
        AccessRules.requireUsage(context.session(), target);
        Optional<Broker> broker = broker(context, target);
        QualifiedName progress = LoadGenerator.sibling(name, name.last() + "_progress");
        Map<String, String> details =
                new HashMap<>(Map.of(Item.TYPE, "kafka", Item.CONNECTION, target.id(), Item.TOPIC, topic));
        broker.ifPresent(real -> details.put(Item.BROKER, real.host() + " " + real.port()));
        encoding.describe(details);
        Item source =
                place.get().item(cluster, definition(context, target, name, progress), Set.of(target.id()), details);
        if (encoding.isNone()) {
            SourceTables.progressOnly(context, source, "offset");
            return;
        }
        context.draft().put(required(SourceTables.store(context, source, encoding.query(topic(source)))));
        LoadGenerator.subsource(
                context, null, source, progress, "SELECT 0::int8::mz_catalog.uint8 AS \"offset\"", "progress");
    }

    /** What a topic gives is never null, except for keys. */
    static Item required(Item item) {
        return item.withColumns(item.columns().stream()
                .map(c -> new Column(
                        c.name(),
                        c.type(),
                        c.typeOid(),
                        c.typeModifier(),
                        c.name().equals("key"),
                        c.defaultSql()))
                .toList());
    }

    /** The relation that has the messages of a source's topic. */
    static String topic(Item source) {
        return source.detail(Item.BROKER) == null
                ? "mz_store.pretended_topic(" + Identifiers.literal(source.detail(Item.TOPIC)) + ")"
                : "(SELECT * FROM mz_store.received WHERE source_id = " + Identifiers.literal(source.id()) + ")";
    }

    /** The real broker, or empty for the pretended one, whose topics are those that sinks of this sandbox write. */
    private Optional<Broker> broker(ChangeContext context, Item target) throws IOException {
        Optional<Endpoint> endpoint =
                Optional.ofNullable(target.detail(Item.ENDPOINT)).map(Endpoint::parse);
        Optional<Broker> broker = endpoint.flatMap(place -> place.broker(SqlException.internal(
                "Meta data fetch error: BrokerTransportFailure (Local: Broker transport failure)")));
        if (broker.isEmpty()) {
            if (endpoint.isEmpty() || !endpoint.get().makesTopics()) {
                requirePretendedTopic(context);
            }
        } else if (!broker.get().hasTopic(topic)) {
            throw SqlException.internal("Topic does not exist");
        }
        return broker;
    }

    private void requirePretendedTopic(ChangeContext context) {
        boolean written = context.catalog().items().values().stream()
                .anyMatch(item -> item.kind() == Kind.SINK
                        && item.detail(Item.BROKER) == null
                        && topic.equals(item.detail(Item.TOPIC)));
        if (!written) {
            throw SqlException.internal("Topic does not exist");
        }
    }

    private Definition definition(ChangeContext context, Item target, QualifiedName name, QualifiedName progress) {
        String text = " (TOPIC = " + Identifiers.literal(topic) + ")" + encoding.text();
        if (!encoding.isNone()) {
            QualifiedName home = context.names().nameOf(context.names().schemaFor(name));
            text += " EXPOSE PROGRESS AS " + home.quoted() + "." + Identifiers.quote(progress.last());
        }
        return new Definition(List.of(
                new Definition.Text("FROM KAFKA CONNECTION ", "FROM KAFKA CONNECTION "),
                new Definition.Reference(target.id(), false),
                new Definition.Text(text, text)));
    }
}
