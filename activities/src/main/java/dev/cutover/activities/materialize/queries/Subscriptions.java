package dev.cutover.activities.materialize.queries;

import dev.cutover.activities.materialize.Session;
import dev.cutover.workflows.catalog.CatalogObject;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Running SUBSCRIBEs: they go on with the objects that they began with, and break when those are dropped (FINDINGS 23). */
public final class Subscriptions {
    private static final String REFERENCES = "SELECT referenced_object_ids::text FROM mz_internal.mz_subscriptions";

    private Subscriptions() {}

    /** How many of them read at least one of these objects. */
    public static int reading(Session session, Collection<CatalogObject> objects) throws SQLException {
        Set<String> ids = objects.stream().map(CatalogObject::id).collect(Collectors.toSet());
        return (int) session.query(REFERENCES, row -> row.getString(1)).stream()
                .filter(references ->
                        Arrays.stream(references.split("[{},\"\\s]+")).anyMatch(ids::contains))
                .count();
    }
}
