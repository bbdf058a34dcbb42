package dev.cutover.sandbox.kafka;

import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.sql.Identifiers;

/** How a sink is told to PostgreSQL's functions about sinks. */
public final class SinkCall {
    private SinkCall() {}

    /** Sink, relation and key columns. */
    public static String relation(Item sink, String relationId) {
        return Identifiers.literal(sink.id()) + ", " + Identifiers.literal(relationId) + ", string_to_array("
                + Identifiers.literal(sink.details().getOrDefault("key", "")) + ", ', ')";
    }

    /** The same with the form of the messages, where they go, and whether that is a real broker. */
    public static String arguments(Item sink, String relationId) {
        return relation(sink, relationId) + ", " + Identifiers.literal(sink.detail("envelope")) + ", "
                + Identifiers.literal(sink.detail(Item.TOPIC)) + ", " + (sink.detail(Item.BROKER) != null);
    }
}
