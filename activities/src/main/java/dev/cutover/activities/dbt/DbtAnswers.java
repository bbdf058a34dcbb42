package dev.cutover.activities.dbt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What only dbt itself can say about a project: the dbt target, the variable {@code deployment}, and what the project's own
 * macros make of the names of clusters. Asked by compiling one line that is no part of the project.
 */
final class DbtAnswers {
    /** The line: one JSON object. */
    static final String QUESTION = "{%- set found = {'target': target.name, 'cluster': target.cluster,"
            + " 'deployment': var('deployment', {}), 'clusters': {}} -%}"
            + "{%- set names = [target.cluster] -%}"
            + "{%- if execute -%}"
            + "{%- do names.extend((found.deployment.get(target.name) or {}).get('clusters') or []) -%}"
            + "{%- for node in graph.nodes.values() -%}"
            + "{%- do names.append(node.config.get('cluster')) -%}"
            + "{%- for index in node.config.get('indexes') or [] -%}"
            + "{%- do names.append(index.get('cluster')) -%}{%- endfor -%}{%- endfor -%}"
            + "{%- for name in names if name -%}"
            + "{%- do found.clusters.update({name: [generate_cluster_name(name) | trim,"
            + " adapter.generate_final_cluster_name(name) | trim]}) -%}{%- endfor -%}"
            + "{%- endif -%}{{ tojson(found) }}";

    private final JsonNode answer;

    DbtAnswers(JsonNode answer) {
        this.answer = answer;
    }

    String dbtTarget() {
        return answer.path("target").asText();
    }

    /** The dbt targets that have something to deploy. */
    List<String> deployable() {
        List<String> targets = new ArrayList<>();
        answer.path("deployment").fieldNames().forEachRemaining(targets::add);
        return targets;
    }

    /** Production names of the deployed schemas. */
    Set<String> schemas() {
        Set<String> schemas = new LinkedHashSet<>();
        deployment().path("schemas").forEach(schema -> schemas.add(schema.asText()));
        return schemas;
    }

    /** Production names of the deployed clusters. */
    Set<String> clusters() {
        Set<String> clusters = new LinkedHashSet<>();
        deployment().path("clusters").forEach(cluster -> clusters.add(production(cluster.asText())));
        return clusters;
    }

    /** The first of the deployed clusters, as the project writes it; null when there is none. */
    String firstCluster() {
        return deployment().path("clusters").path(0).asText(null);
    }

    /** The cluster of what names none, as the project would write it; empty when there is none. */
    String defaultCluster() {
        return answer.path("cluster").asText("").replaceFirst("^null$", "");
    }

    /** Production's name for a cluster that the project writes like this. */
    String production(String written) {
        JsonNode names = answer.path("clusters").path(written);
        return asServerReads(names.isEmpty() ? written : names.path(0).asText());
    }

    /** Green names by production name. */
    Map<String, String> greenClusters() {
        Map<String, String> green = new TreeMap<>();
        answer.path("clusters")
                .elements()
                .forEachRemaining(names -> green.put(
                        asServerReads(names.path(0).asText()),
                        asServerReads(names.path(1).asText())));
        return green;
    }

    private JsonNode deployment() {
        return answer.path("deployment").path(dbtTarget());
    }

    /** dbt-materialize writes names of clusters without quotes, so that the server folds them. */
    private static String asServerReads(String written) {
        return written.length() > 1 && written.startsWith("\"") && written.endsWith("\"")
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written.toLowerCase(Locale.ROOT);
    }
}
