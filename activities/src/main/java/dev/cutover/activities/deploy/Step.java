package dev.cutover.activities.deploy;

import dev.cutover.activities.materialize.sql.Rewritten;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import java.util.List;

/**
 * One object or index to create in green.
 *
 * @param production production name
 * @param green green name
 * @param kind what it is
 * @param database database that short names in the statement mean
 * @param file file that the statement stands in
 * @param statement what is sent
 * @param after production names of what must exist before
 */
public record Step(
        ObjectName production,
        ObjectName green,
        ObjectKind kind,
        String database,
        String file,
        Rewritten statement,
        List<ObjectName> after) {
    public Step {
        after = List.copyOf(after);
    }
}
