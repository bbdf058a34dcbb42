package dev.cutover.activities.cleanup;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.materialize.ddl.Clusters;
import dev.cutover.activities.materialize.ddl.Schemas;
import dev.cutover.workflows.catalog.SchemaName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads, renames and drops schemas and clusters alike. */
final class Places {
    private final Session session;
    private final Catalog catalog;

    Places(Session session) {
        this.session = session;
        this.catalog = new Catalog(session);
    }

    /** The name that the id has now; empty when it is gone. */
    Optional<String> nameNow(Place place) throws SQLException {
        return switch (place.kind()) {
            case SCHEMA ->
                catalog.schemasById(List.of(place.id())).stream()
                        .map(schema -> schema.name().name())
                        .findFirst();
            case CLUSTER ->
                catalog.clustersById(List.of(place.id())).stream()
                        .map(ClusterEntry::name)
                        .findFirst();
        };
    }

    /** Whether the place is what has this name now. */
    boolean isUnder(Place place, String name) throws SQLException {
        Optional<String> id = switch (place.kind()) {
            case SCHEMA ->
                catalog.schema(new SchemaName(place.database(), name)).map(SchemaEntry::id);
            case CLUSTER -> catalog.cluster(name).map(ClusterEntry::id);
        };
        return id.isPresent() && id.get().equals(place.id());
    }

    void rename(Place place, String from, String to) throws SQLException {
        session.execute(
                switch (place.kind()) {
                    case SCHEMA -> Schemas.rename(new SchemaName(place.database(), from), to);
                    case CLUSTER -> Clusters.rename(from, to);
                });
    }

    void drop(Place place, String name) throws SQLException {
        session.execute(dropStatement(place, name));
    }

    static String dropStatement(Place place, String name) {
        return switch (place.kind()) {
            case SCHEMA -> Schemas.drop(new SchemaName(place.database(), name));
            case CLUSTER -> Clusters.drop(name);
        };
    }
}
