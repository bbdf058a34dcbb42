package dev.cutover.activities.planning;

import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The request's {@code removes}: what may disappear. Written {@code schema.object} or {@code database.schema.object},
 * {@code schema <name>} or {@code schema <database>.<name>}, {@code cluster <name>}; a part that holds a dot, a space or a
 * double quote stands in double quotes, all others are taken as they are.
 */
final class Removes {
    private final String database;
    private final Map<ObjectName, String> objects = new LinkedHashMap<>();
    private final Map<SchemaName, String> schemas = new LinkedHashMap<>();
    private final Map<String, String> clusters = new LinkedHashMap<>();
    private final List<String> unreadable = new ArrayList<>();

    private Removes(String database) {
        this.database = database;
    }

    /**
     * Reads the entries.
     *
     * @param database what an entry without a database means
     */
    static Removes parse(List<String> entries, String database) {
        Removes removes = new Removes(database);
        entries.forEach(removes::add);
        return removes;
    }

    private void add(String entry) {
        String text = entry.strip();
        if (text.startsWith("schema ")) {
            Optional<List<String>> parts =
                    parts(text.substring(7).strip()).filter(found -> found.size() == 1 || found.size() == 2);
            parts.ifPresentOrElse(
                    found -> schemas.put(
                            found.size() == 1
                                    ? new SchemaName(database, found.get(0))
                                    : new SchemaName(found.get(0), found.get(1)),
                            entry),
                    () -> unreadable.add(entry));
        } else if (text.startsWith("cluster ")) {
            parts(text.substring(8).strip())
                    .filter(found -> found.size() == 1)
                    .ifPresentOrElse(found -> clusters.put(found.get(0), entry), () -> unreadable.add(entry));
        } else {
            parts(text)
                    .filter(found -> found.size() == 2 || found.size() == 3)
                    .ifPresentOrElse(found -> objects.put(object(found), entry), () -> unreadable.add(entry));
        }
    }

    private ObjectName object(List<String> parts) {
        return parts.size() == 2
                ? new ObjectName(database, parts.get(0), parts.get(1))
                : new ObjectName(parts.get(0), parts.get(1), parts.get(2));
    }

    private static Optional<List<String>> parts(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                part.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return quoted || parts.stream().anyMatch(String::isEmpty) ? Optional.empty() : Optional.of(parts);
    }

    /** The entry that names an object. */
    String entryFor(ObjectName name) {
        String object = quoted(name.schema()) + "." + quoted(name.name());
        return name.database().equals(database) ? object : quoted(name.database()) + "." + object;
    }

    private static String quoted(String part) {
        boolean plain = part.chars().noneMatch(c -> c == '.' || c == ' ' || c == '"');
        return plain ? part : '"' + part.replace("\"", "\"\"") + '"';
    }

    boolean isEmpty() {
        return objects.isEmpty() && schemas.isEmpty() && clusters.isEmpty() && unreadable.isEmpty();
    }

    boolean names(ObjectName object) {
        return objects.containsKey(object);
    }

    boolean names(SchemaName schema) {
        return schemas.containsKey(schema);
    }

    List<SchemaName> schemas() {
        return List.copyOf(schemas.keySet());
    }

    List<String> clusters() {
        return List.copyOf(clusters.keySet());
    }

    Map<ObjectName, String> objects() {
        return objects;
    }

    List<String> unreadable() {
        return unreadable;
    }

    /** The entries as a person adds them to the request. */
    static String json(List<String> entries) {
        return entries.stream()
                .map(entry -> '"' + entry.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(", "));
    }
}
