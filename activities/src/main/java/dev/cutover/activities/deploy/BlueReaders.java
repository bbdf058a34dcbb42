package dev.cutover.activities.deploy;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.Dependency;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.running.Failures;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.plan.Plan;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks the catalog, after all rewriting, whether a green object reads what is about to be replaced. */
final class BlueReaders {
    private BlueReaders() {}

    /**
     * Refuses a green that would go on reading retired after the swap.
     *
     * @throws io.temporal.failure.ApplicationFailure STATEMENT_REFUSED, with every such object
     */
    static void refuse(Session session, Plan plan, List<ObjectEntry> greenObjects) throws SQLException {
        Map<String, CatalogObject> blue =
                plan.blue().stream().collect(Collectors.toMap(CatalogObject::id, Function.identity()));
        Map<String, ObjectEntry> green =
                greenObjects.stream().collect(Collectors.toMap(ObjectEntry::id, Function.identity()));
        List<String> offenders = new Catalog(session)
                .referencesOf(green.keySet()).stream()
                        .filter(dependency -> blue.containsKey(dependency.referencedId()))
                        .map(dependency -> describe(dependency, green, blue))
                        .sorted()
                        .toList();
        if (!offenders.isEmpty()) {
            throw Failures.of(
                    FailureType.STATEMENT_REFUSED,
                    "Objects of the project read old production instead of the version that replaces it: "
                            + String.join("; ", offenders) + ".",
                    Failures.PRODUCTION_UNTOUCHED,
                    "Write the reference as schema.object of an object that the project creates, or take what it reads"
                            + " out of the request's removes.");
        }
    }

    private static String describe(
            Dependency dependency, Map<String, ObjectEntry> green, Map<String, CatalogObject> blue) {
        return green.get(dependency.dependentId()).name() + " reads "
                + blue.get(dependency.referencedId()).name();
    }
}
