package dev.cutover.activities.dbt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.SchemaName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node of dbt's manifest, read while the variable {@code deploy} was set: its schema is green's.
 *
 * @param json the manifest's entry
 */
record DbtNode(JsonNode json) {
    /** What dbt-materialize puts behind the name of a schema. */
    static final String SUFFIX = "_dbt_deploy";

    String uniqueId() {
        return text("unique_id");
    }

    String resourceType() {
        return text("resource_type");
    }

    boolean isTest() {
        return resourceType().equals("test");
    }

    boolean isSeed() {
        return resourceType().equals("seed");
    }

    /** Whether it makes a relation that others can {@code ref}. */
    boolean isRelation() {
        return List.of("model", "seed", "snapshot").contains(resourceType())
                && !materialized().equals("ephemeral");
    }

    boolean isSink() {
        return resourceType().equals("model") && materialized().equals("sink");
    }

    String materialized() {
        return config("materialized").asText();
    }

    JsonNode config(String key) {
        return json.path("config").path(key);
    }

    String database() {
        return text("database");
    }

    /** The name of its relation. */
    String alias() {
        return json.hasNonNull("alias") ? text("alias") : text("name");
    }

    SchemaName greenSchema() {
        return new SchemaName(database(), text("schema"));
    }

    /** Whether the name of its schema follows the variable {@code deploy}. */
    boolean isRenamed() {
        return text("schema").endsWith(SUFFIX);
    }

    /** Its schema in production; green's own when that does not follow the variable. */
    SchemaName schema() {
        String green = text("schema");
        return new SchemaName(database(), isRenamed() ? green.substring(0, green.length() - SUFFIX.length()) : green);
    }

    /** Its file relative to the project's folder. */
    String file(String projectName) {
        String own = text("original_file_path");
        String packageName = text("package_name");
        return packageName.equals(projectName) ? own : "dbt_packages/" + packageName + "/" + own;
    }

    List<String> dependsOn() {
        List<String> nodes = new ArrayList<>();
        json.path("depends_on").path("nodes").forEach(node -> nodes.add(node.asText()));
        return nodes;
    }

    /** How {@code --select} names it; what lies in a folder of the same name is meant too. */
    String selector() {
        List<String> parts = new ArrayList<>();
        json.path("fqn").forEach(part -> parts.add(part.asText()));
        return "fqn:" + String.join(".", parts);
    }

    /** The line, from 1, that holds a text such as the argument of a {@code ref}; 1 when none does. */
    int lineOf(String argument) {
        List<String> lines = text("raw_code").lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.contains("'" + argument + "'") || line.contains("\"" + argument + "\"")) {
                return i + 1;
            }
        }
        return 1;
    }

    /** Whether dbt does something after the relation is there that no catalog shows. */
    boolean endsUnseen() {
        return isSeed() || !config("post-hook").isEmpty();
    }

    boolean describesRelation() {
        return config("persist_docs").path("relation").asBoolean()
                && !text("description").isEmpty();
    }

    /** The columns whose descriptions become comments. */
    List<String> describedColumns() {
        List<String> columns = new ArrayList<>();
        if (config("persist_docs").path("columns").asBoolean()) {
            json.path("columns").forEach(column -> {
                if (!column.path("description").asText().isEmpty()) {
                    columns.add(column.path("name").asText());
                }
            });
        }
        return columns;
    }

    /** Whether a test keeps its failing rows in a relation. */
    boolean storesFailures() {
        String as = config("store_failures_as").asText("");
        return as.isEmpty() || as.equals("null") ? config("store_failures").asBoolean() : !as.equals("ephemeral");
    }

    /** As what a test keeps its failing rows. */
    ObjectKind storedAs() {
        return config("store_failures_as").asText("").equals("view") ? ObjectKind.VIEW : ObjectKind.MATERIALIZED_VIEW;
    }

    /** What dbt-materialize makes of it; empty for what it cannot make. */
    Optional<ObjectKind> kind() {
        if (isSeed()) {
            return Optional.of(ObjectKind.TABLE);
        }
        if (!resourceType().equals("model")) {
            return Optional.empty();
        }
        return switch (materialized()) {
            case "view" -> Optional.of(ObjectKind.VIEW);
            case "table", "materialized_view", "materializedview" -> Optional.of(ObjectKind.MATERIALIZED_VIEW);
            case "source" -> Optional.of(ObjectKind.SOURCE);
            case "source_table" -> Optional.of(ObjectKind.TABLE);
            case "sink" -> Optional.of(ObjectKind.SINK);
            default -> Optional.empty();
        };
    }

    private String text(String field) {
        return json.path(field).asText();
    }
}
