package dev.cutover.activities.dbt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes of a manifest and what they read, seen through ephemeral models, which are no relations. */
final class DbtGraph {
    private final JsonNode manifest;
    private final Set<String> deployedSchemas;
    private final Map<String, DbtNode> nodes = new LinkedHashMap<>();

    DbtGraph(JsonNode manifest, Set<String> deployedSchemas) {
        this.manifest = manifest;
        this.deployedSchemas = deployedSchemas;
        manifest.path("nodes").elements().forEachRemaining(json -> {
            DbtNode node = new DbtNode(json);
            nodes.put(node.uniqueId(), node);
        });
    }

    List<DbtNode> nodes() {
        return List.copyOf(nodes.values());
    }

    boolean isDeployed(DbtNode node) {
        return node.isRelation() && isDeployedSchema(node.schema());
    }

    boolean isDeployedSchema(SchemaName schema) {
        return deployedSchemas.contains(schema.name());
    }

    /** Production name of a node's relation. */
    ObjectName name(DbtNode node) {
        return new ObjectName(node.database(), node.schema().name(), node.alias());
    }

    /** A deployed schema with its database: that of the models in it, or of any when none is. */
    SchemaName schemaName(String schema) {
        return nodes.values().stream()
                .filter(DbtNode::isRelation)
                .sorted(Comparator.comparing(node -> !node.schema().name().equals(schema)))
                .map(node -> new SchemaName(node.database(), schema))
                .findFirst()
                .orElse(new SchemaName("materialize", schema));
    }

    /** The deployed models and seeds, each after those that it reads. */
    List<DbtNode> deployedInOrder() {
        List<DbtNode> ordered = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        nodes.values().stream()
                .filter(node -> isDeployed(node) && !node.isSink())
                .sorted(Comparator.comparing(DbtNode::uniqueId))
                .forEach(node -> visit(node, seen, ordered));
        return ordered;
    }

    private void visit(DbtNode node, Set<String> seen, List<DbtNode> ordered) {
        if (seen.add(node.uniqueId())) {
            for (DbtNode read : reads(node)) {
                if (isDeployed(read)) {
                    visit(read, seen, ordered);
                }
            }
            ordered.add(node);
        }
    }

    /** The relations of the project that a node reads. */
    List<DbtNode> reads(DbtNode node) {
        List<DbtNode> reads = new ArrayList<>();
        for (String id : upstream(node)) {
            if (nodes.containsKey(id)) {
                reads.add(nodes.get(id));
            }
        }
        return reads;
    }

    /** The sources that a node reads, as the manifest has them. */
    List<JsonNode> sources(DbtNode node) {
        List<JsonNode> sources = new ArrayList<>();
        for (String id : upstream(node)) {
            if (manifest.path("sources").has(id)) {
                sources.add(manifest.path("sources").path(id));
            }
        }
        return sources;
    }

    private Set<String> upstream(DbtNode node) {
        Set<String> found = new LinkedHashSet<>();
        for (String id : node.dependsOn()) {
            DbtNode read = nodes.get(id);
            if (read == null || read.isRelation()) {
                found.add(id);
            } else {
                found.addAll(upstream(read));
            }
        }
        return found;
    }

    /** The data tests that read green. */
    List<DbtNode> tests() {
        return nodes.values().stream()
                .filter(DbtNode::isTest)
                .filter(test -> reads(test).stream().anyMatch(this::isDeployed))
                .sorted(Comparator.comparing(DbtNode::uniqueId))
                .toList();
    }

    /** What of the project a node reads that green does not have. */
    List<DbtNode> readsElsewhere(DbtNode node) {
        return reads(node).stream().filter(read -> !isDeployed(read)).toList();
    }
}
