package dev.cutover.activities.evidence;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ColumnEntry;
import dev.cutover.activities.materialize.catalog.CommentEntry;
import dev.cutover.activities.materialize.catalog.Definitions;
import dev.cutover.activities.materialize.catalog.Dependency;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.sql.DefinitionText;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what there is to say about the objects of one side, in production's names. */
final class SideObjects {
    private final Session session;
    private final DefinitionText definitionText;
    private final Map<String, String> clusterNames;
    private final Function<ObjectName, ObjectName> productionName;

    /**
     * A reader for one side.
     *
     * @param definitionText turns definitions into comparable text
     * @param clusterNames production names of clusters by catalog id
     * @param productionName production's name for an object of this side
     */
    SideObjects(
            Session session,
            DefinitionText definitionText,
            Map<String, String> clusterNames,
            Function<ObjectName, ObjectName> productionName) {
        this.session = session;
        this.definitionText = definitionText;
        this.clusterNames = clusterNames;
        this.productionName = productionName;
    }

    /**
     * One object with what is compared.
     *
     * @param indexes by name
     * @param properties owner, grants and comments, one short text each
     */
    record Facts(
            ObjectName name,
            ObjectKind kind,
            String cluster,
            String definition,
            List<ColumnEntry> columns,
            Map<String, IndexFacts> indexes,
            List<String> properties) {}

    /**
     * An index with what is compared.
     *
     * @param definition its text and cluster
     * @param properties owner and comments, one short text each
     */
    record IndexFacts(String definition, List<String> properties) {}

    /** Facts about these objects by production name; indexes are facts about their relation. */
    Map<ObjectName, Facts> read(Collection<CatalogObject> objects) throws SQLException {
        Catalog catalog = new Catalog(session);
        List<String> ids = objects.stream().map(CatalogObject::id).toList();
        Set<String> parts = Set.copyOf(catalog.partsOfSources(ids));
        Map<String, String> definitions = Definitions.of(session, ids);
        Map<String, List<ColumnEntry>> columns =
                catalog.columns(ids).stream().collect(Collectors.groupingBy(ColumnEntry::objectId));
        Map<String, List<String>> properties = properties(catalog, ids, columns);
        Map<String, Map<String, IndexFacts>> indexes = indexes(catalog, objects, definitions, properties);
        Map<ObjectName, Facts> facts = new HashMap<>();
        for (CatalogObject object : objects) {
            if (object.kind() != ObjectKind.INDEX && !parts.contains(object.id())) {
                ObjectName name = productionName.apply(object.name());
                facts.put(
                        name,
                        new Facts(
                                name,
                                object.kind(),
                                clusterName(object),
                                comparable(definitions.get(object.id())),
                                columns.getOrDefault(object.id(), List.of()),
                                indexes.getOrDefault(object.id(), Map.of()),
                                properties.getOrDefault(object.id(), List.of())));
            }
        }
        return facts;
    }

    private static Map<String, List<String>> properties(
            Catalog catalog, List<String> ids, Map<String, List<ColumnEntry>> columns) throws SQLException {
        Map<String, List<String>> properties = new HashMap<>();
        for (ObjectEntry object : catalog.objectsById(ids)) {
            properties.put(object.id(), new ArrayList<>(Properties.of(object.holding())));
        }
        for (CommentEntry comment : catalog.comments(ids)) {
            String on = comment.column() == null
                    ? "comment"
                    : "comment on column " + columnName(comment, columns.getOrDefault(comment.objectId(), List.of()));
            properties
                    .computeIfAbsent(comment.objectId(), id -> new ArrayList<>())
                    .add(on + " '" + comment.text() + "'");
        }
        return properties;
    }

    private static String columnName(CommentEntry comment, List<ColumnEntry> columns) {
        return columns.stream()
                .filter(column -> column.position() == comment.column())
                .findFirst()
                .map(ColumnEntry::name)
                .orElseGet(() -> String.valueOf(comment.column()));
    }

    private Map<String, Map<String, IndexFacts>> indexes(
            Catalog catalog,
            Collection<CatalogObject> objects,
            Map<String, String> definitions,
            Map<String, List<String>> properties)
            throws SQLException {
        Map<String, CatalogObject> indexes = objects.stream()
                .filter(object -> object.kind() == ObjectKind.INDEX)
                .collect(Collectors.toMap(CatalogObject::id, Function.identity()));
        List<Dependency> references = new ArrayList<>(catalog.referencesOf(indexes.keySet()));
        Map<String, Map<String, IndexFacts>> byRelation = new HashMap<>();
        for (Dependency reference : references) {
            CatalogObject index = indexes.get(reference.dependentId());
            String text = comparable(definitions.get(index.id())) + " on cluster " + clusterName(index);
            byRelation
                    .computeIfAbsent(reference.referencedId(), id -> new TreeMap<>())
                    .put(index.name().name(), new IndexFacts(text, properties.getOrDefault(index.id(), List.of())));
        }
        return byRelation;
    }

    private String clusterName(CatalogObject object) {
        return object.clusterId() == null ? null : clusterNames.getOrDefault(object.clusterId(), object.clusterId());
    }

    private String comparable(String definition) {
        return definition == null ? "" : definitionText.of(definition);
    }
}
