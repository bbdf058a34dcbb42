package dev.cutover.activities.dbt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.cutover.activities.materialize.sql.ParsedStatement;
import dev.cutover.activities.materialize.sql.SqlTextException;
import dev.cutover.activities.materialize.sql.StatementParser;
import dev.cutover.activities.project.IndexNames;
import java.util.ArrayList;
import java.util.List;

/** The indexes that dbt-materialize makes for a node. */
final class DbtIndexes {
    private DbtIndexes() {}

    /**
     * One index.
     *
     * @param name the name that it is given, or that Materialize chooses
     * @param cluster the cluster as the project writes it; a null node when it names none
     */
    record Index(String name, JsonNode cluster) {}

    static List<Index> of(DbtNode node) {
        List<Index> indexes = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        for (JsonNode index : node.config("indexes")) {
            String name = index.path("name").asText("");
            if (name.isEmpty() || name.equals("null")) {
                name = chosen(node.alias(), index, taken);
            }
            taken.add(name);
            JsonNode cluster = index.path("cluster");
            indexes.add(new Index(name, cluster.isMissingNode() ? NullNode.getInstance() : cluster));
        }
        return indexes;
    }

    private static String chosen(String relation, JsonNode index, List<String> taken) {
        List<String> columns = new ArrayList<>();
        index.path("columns").forEach(column -> columns.add(column.asText()));
        String statement = index.path("default").asBoolean() || columns.isEmpty()
                ? "CREATE DEFAULT INDEX ON r"
                : "CREATE INDEX ON r (" + String.join(", ", columns) + ")";
        try {
            ParsedStatement parsed = StatementParser.parseAll(statement).get(0);
            return IndexNames.choose(relation, parsed, taken);
        } catch (SqlTextException e) {
            return relation + "_expr_idx";
        }
    }
}
