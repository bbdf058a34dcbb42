package dev.cutover.e2e.kafka;

/** How a sink writes a change. */
enum Envelope {
    /** The row as it is now; nothing for one that is gone. */
    UPSERT,
    /** The row before and after. */
    DEBEZIUM;

    Message message(int id, Integer before, Integer after) {
        String key = "{\"id\":" + id + "}";
        return switch (this) {
            case UPSERT -> new Message(key, after == null ? null : row(id, after));
            case DEBEZIUM -> new Message(key, "{\"before\":" + row(id, before) + ",\"after\":" + row(id, after) + "}");
        };
    }

    static String row(int id, Integer amount) {
        return amount == null ? "null" : "{\"id\":" + id + ",\"amount\":" + amount + "}";
    }
}
