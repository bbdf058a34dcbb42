package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.wire.SqlException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the messages of a topic become columns: {@code [KEY FORMAT f VALUE] FORMAT f [INCLUDE column, ...] [ENVELOPE NONE]}.
 *
 * @param key the format of keys, or null
 * @param value the format of values, or null when no encoding is given
 * @param included what INCLUDE names, by the name of its column
 */
record Encoding(String key, String value, Map<String, String> included, boolean envelope) {

    private static final List<String> METADATA = List.of("key", "offset");

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
        boolean envelope = reader.accept("envelope");
        if (envelope && !reader.accept("none")) {
            throw SqlException.of("0A000", "the sandbox reads topics with ENVELOPE NONE only");
        }
        return new Encoding(key, value, included, envelope);
    }

    private static void include(TokenReader reader, Map<String, String> included) {
        String what = reader.identifier();
        if (!METADATA.contains(what)) {
            throw SqlException.of("0A000", "the sandbox can INCLUDE KEY and OFFSET of a message, nothing else");
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
        return envelope ? text.append(" ENVELOPE NONE").toString() : text.toString();
    }

    /** The query that gives a topic's messages as columns. */
    String query(String topic) {
        StringBuilder columns = new StringBuilder();
        included.forEach((name, what) -> {
            if (what.equals("key")) {
                columns.append(column("m.key", key == null ? "text" : key, name))
                        .append(", ");
            }
        });
        columns.append(column("m.value", value, value.equals("text") ? "text" : "data"));
        included.forEach((name, what) -> {
            if (what.equals("offset")) {
                columns.append(", m.\"offset\" AS ").append(Identifiers.always(name));
            }
        });
        return "SELECT " + columns + " FROM mz_store.read_topic(" + Identifiers.literal(topic) + ") m";
    }

    private static String column(String expression, String format, String name) {
        String typed = switch (format) {
            case "json" -> expression + "::jsonb";
            case "bytes" -> "convert_to(" + expression + ", 'UTF8')";
            default -> expression;
        };
        return typed + " AS " + Identifiers.always(name);
    }
}
