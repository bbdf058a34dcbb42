package dev.cutover.activities.materialize.sources;

/**
 * A source as the catalog holds it.
 *
 * @param id catalog id
 * @param type the catalog's word: {@code kafka}, {@code postgres}, {@code mysql}, {@code load-generator}, {@code webhook}, …
 * @param cluster name of the cluster that ingests; null when the catalog names none
 * @param topic the topic of a Kafka source, or null
 * @param group what the consumer groups of a Kafka source begin with, or null
 * @param slot the replication slot of a PostgreSQL source, or null
 */
public record SourceEntry(String id, String type, String cluster, String topic, String group, String slot) {
    /** Whether something upstream is read; the others make their rows themselves, or are sent them. */
    public boolean hasUpstream() {
        return !type.equals("load-generator") && !type.equals("webhook");
    }

    /** What its ingestion costs while another one of the same upstream is still there, in whole sentences. */
    public String cost() {
        return switch (type) {
            case "kafka" ->
                "Topic " + topic
                        + " is read once more from where the source's definition begins, the oldest message unless it"
                        + " says otherwise, by a consumer group of its own. What the topic no longer keeps is missing in the"
                        + " new version.";
            case "postgres" ->
                "PostgreSQL gets one more replication slot on the publication, for which it keeps its WAL until the source is"
                        + " dropped, and every table is read for a snapshot. max_replication_slots must allow it.";
            case "mysql" ->
                "MySQL gets one more reader of its binlog, and every table is read for a snapshot, at whose begin it is locked"
                        + " for writing for a moment.";
            case "sql-server" ->
                "SQL Server gets one more reader of its change tables, and every table is read for a snapshot.";
            case "load-generator" ->
                "It has no upstream: the new version generates rows of its own, which need not be those of production.";
            case "webhook" ->
                "It has no upstream that could be read again: what senders post reaches the source that has the name, the old"
                        + " one until the swap and the new one after it. So nothing is posted twice, but everything posted"
                        + " before the swap stays with the old version and is lost when that is dropped; after a revert the"
                        + " same is true of what was posted since the swap. Keep the source in a schema that is not deployed if"
                        + " its rows matter.";
            default -> "What it reads is read once more from its beginning.";
        };
    }
}
