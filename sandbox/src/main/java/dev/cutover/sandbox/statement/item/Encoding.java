package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.wire.SqlException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the messages of a topic become columns: {@code [KEY FORMAT f VALUE] FORMAT f [INCLUDE column, ...] [ENVELOPE NONE | UPSERT]}.
 *
 * @param key the format of keys, or null
 * @param value the format of values, or null when no encoding is given
 * @param included what INCLUDE names, by the name of its column
 * @param envelope none or upsert, or null when nothing is said, which means none
 */
record Encoding(String key, String value, Map<String, String> included, String envelope) {

    private static final List<String> METADATA = List.of("key", "offset", "partition", "timestamp");
    private static final String UPSERT = "upsert";

    static Encoding read(TokenReader reader) {
        String key = null;
        String value = null;
        if (reader.accept("key format")) {
            key = format(reader);
            reader.expect("value format");
            value = format(reader);
        } else if (reader.accept("format")) {
            value = format(reader);
        }
        Map<String, String> included = new LinkedHashMap<>();
        if (reader.accept("include")) {
            do {
                include(reader, included);
            } while (reader.acceptSymbol(","));
        }
        return new Encoding(key, value, included, envelope(reader, key));
    }

    private static String envelope(TokenReader reader, String key) {
        if (!reader.accept("envelope")) {
            return null;
        }
        if (reader.accept("none")) {
            return "none";
        }
        if (!reader.accept(UPSERT)) {
            throw SqlException.of("0A000", "the sandbox reads topics with ENVELOPE NONE and UPSERT only");
        }
        if (key == null) {
            throw SqlException.internal("ENVELOPE [DEBEZIUM] UPSERT requires that KEY FORMAT be specified");
        }
        return UPSERT;
    }

    private static void include(TokenReader reader, Map<String, String> included) {
        String what = reader.identifier();
        if (!METADATA.contains(what)) {
            throw SqlException.of(
                    "0A000", "the sandbox can INCLUDE KEY, OFFSET, PARTITION and TIMESTAMP of a message, nothing else");
        }
        included.put(reader.accept("as") ? reader.identifier() : what, what);
    }

    private static String format(TokenReader reader) {
        String format = reader.identifier();
        if (!format.equals("text") && !format.equals("json") && !format.equals("bytes")) {
            throw SqlException.of(
                    "0A000",
                    "the sandbox knows the formats TEXT, JSON and BYTES, not " + format.toUpperCase(Locale.ROOT));
        }
        return format;
    }

    /** Whether nothing is said about it. */
    boolean isNone() {
        return value == null;
    }

    private boolean isUpsert() {
        return UPSERT.equals(envelope);
    }

    /** Adds what the catalog tells about it to the details of an item. */
    void describe(Map<String, String> details) {
        if (!isNone()) {
            details.put("value_format", value);
            details.put("envelope", isUpsert() ? UPSERT : "none");
        }
        if (key != null) {
            details.put("key_format", key);
        }
    }

    /** The clauses as SHOW CREATE prints them, each after a blank. */
    String text() {
        StringBuilder text = new StringBuilder();
        if (key != null) {
            text.append(" KEY FORMAT ").append(key.toUpperCase(Locale.ROOT));
            text.append(" VALUE FORMAT ").append(value.toUpperCase(Locale.ROOT));
        } else if (value != null) {
            text.append(" FORMAT ").append(value.toUpperCase(Locale.ROOT));
        }
        if (!included.isEmpty()) {
            List<String> columns = included.entrySet().stream()
                    .map(e -> e.getValue().toUpperCase(Locale.ROOT)
                            + (e.getKey().equals(e.getValue()) ? "" : " AS " + Identifiers.quote(e.getKey())))
                    .toList();
            text.append(" INCLUDE ").append(String.join(", ", columns));
        }
        return envelope == null
                ? text.toString()
                : text.append(" ENVELOPE ")
                        .append(envelope.toUpperCase(Locale.ROOT))
                        .toString();
    }

    /** The query that gives the messages of a relation as columns: the last of each key with UPSERT, else every one. */
    String query(String messages) {
        StringBuilder columns = new StringBuilder();
        String keyName = included.entrySet().stream()
                .filter(e -> e.getValue().equals("key"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(isUpsert() ? "key" : null);
        if (keyName != null) {
            columns.append(column("m.key", key == null ? "text" : key, keyName)).append(", ");
        }
        String content = isUpsert() ? "m.value" : "mz_store.valued(m.value)";
        columns.append(column(content, value, value.equals("text") ? "text" : "data"));
        included.forEach((name, what) -> {
            if (!what.equals("key")) {
                columns.append(", ").append(metadata(what)).append(" AS ").append(Identifiers.always(name));
            }
        });
        String from = isUpsert()
                ? "(SELECT DISTINCT ON (l.key) * FROM " + messages
                        + " l ORDER BY l.key, l.partition, l.\"offset\" DESC) m WHERE m.value IS NOT NULL"
                : messages + " m";
        return "SELECT " + columns + " FROM " + from;
    }

    private static String metadata(String what) {
        return switch (what) {
            case "offset" -> "m.\"offset\"::int8::mz_catalog.uint8";
            case "partition" -> "m.partition";
            case "timestamp" -> "m.at";
            default -> throw new IllegalStateException(what);
        };
    }

    private static String column(String expression, String format, String name) {
        String typed = switch (format) {
            case "json" -> "convert_from(" + expression + ", 'UTF8')::jsonb";
            case "text" -> "convert_from(" + expression + ", 'UTF8')";
            default -> expression;
        };
        return typed + " AS " + Identifiers.always(name);
    }
}
