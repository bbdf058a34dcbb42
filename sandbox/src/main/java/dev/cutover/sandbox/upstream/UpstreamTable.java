package dev.cutover.sandbox.upstream;

import java.util.List;

/**
 * A table that an upstream publishes.
 *
 * @param schema its schema there
 * @param name its name there
 * @param columns its columns in order
 * @param wholeRows whether its changes are published with whole old rows (REPLICA IDENTITY FULL), which Materialize asks for
 */
public record UpstreamTable(String schema, String name, List<Column> columns, boolean wholeRows) {
    /** A column; {@code type} is PostgreSQL's, with its modifiers. */
    public record Column(String name, String type, boolean required) {}

    /** The name as a person writes it. */
    public String dotted() {
        return schema + "." + name;
    }
}
