package dev.cutover.activities.cleanup;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.ddl.Objects;
import dev.cutover.activities.materialize.ddl.ShowCreate;
import dev.cutover.activities.materialize.sql.NameScope;
import dev.cutover.activities.materialize.sql.Renames;
import dev.cutover.activities.materialize.sql.Rewriter;
import dev.cutover.activities.materialize.sql.SqlTextException;
import dev.cutover.activities.materialize.sql.StatementParser;
import dev.cutover.workflows.catalog.SchemaName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The statements that point somebody else's object at production, in the place of what this side holds. */
final class Relocation {
    private final Session session;
    private final Renames toProduction;

    Relocation(Session session, Condemned condemned) {
        this.session = session;
        Map<SchemaName, String> schemas = new HashMap<>();
        Map<String, String> clusters = new HashMap<>();
        for (Place place : condemned.places()) {
            if (place.kind() == Place.Kind.SCHEMA) {
                schemas.put(new SchemaName(place.database(), place.sideName()), place.production());
            } else {
                clusters.put(place.sideName(), place.production());
            }
        }
        this.toProduction = new Renames(schemas, clusters);
    }

    /** What to type, in order: away with the object, and back with production's names in it where it reads something. */
    List<String> of(ObjectEntry object) throws SQLException {
        List<String> statements = new ArrayList<>();
        statements.add(Objects.drop(object.name(), object.kind()) + ";");
        switch (object.kind()) {
            case VIEW, MATERIALIZED_VIEW -> statements.add(recreated(object));
            case TABLE, SOURCE, INDEX, SINK, CONNECTION, SECRET, TYPE, FUNCTION -> {}
        }
        return statements;
    }

    private String recreated(ObjectEntry object) throws SQLException {
        String shown = ShowCreate.of(session, object.name(), object.kind());
        NameScope scope = new NameScope(object.name().schemaName(), Set.of());
        try {
            String text = new Rewriter(toProduction, scope)
                    .rewrite(StatementParser.parseAll(shown).get(0))
                    .text();
            return text.endsWith(";") ? text : text + ";";
        } catch (SqlTextException e) {
            return "-- then create it again from its own definition";
        }
    }
}
