package dev.cutover.activities.cleanup;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ColumnEntry;
import dev.cutover.activities.materialize.catalog.CommentEntry;
import dev.cutover.activities.materialize.catalog.Dependency;
import dev.cutover.activities.materialize.catalog.DropOrder;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.ddl.ObjectComments;
import dev.cutover.activities.materialize.ddl.Objects;
import dev.cutover.activities.materialize.ddl.ShowCreate;
import dev.cutover.activities.materialize.privileges.Acl;
import dev.cutover.activities.materialize.privileges.Grant;
import dev.cutover.activities.materialize.privileges.GrantCopier;
import dev.cutover.activities.materialize.privileges.Grantable;
import dev.cutover.activities.materialize.privileges.Holding;
import dev.cutover.activities.materialize.sinks.SinkStatements;
import dev.cutover.activities.materialize.sql.NameScope;
import dev.cutover.activities.materialize.sql.Renames;
import dev.cutover.activities.materialize.sql.Rewriter;
import dev.cutover.activities.materialize.sql.SqlTextException;
import dev.cutover.activities.materialize.sql.StatementParser;
import dev.cutover.activities.running.SqlErrors;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.text.SqlComment;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The statements that point somebody else's object at production, in the place of what this side holds. */
final class Relocation {
    private final Session session;
    private final Catalog catalog;
    private final Renames toProduction;

    Relocation(Session session, Condemned condemned) {
        this.session = session;
        this.catalog = Catalog.ofKnownKinds(session);
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

    /**
     * What to type, in order: away with the object, and back with production's names in it where it reads something. A sink
     * keeps its position when it is pointed at production instead.
     *
     * @param reads what of this side it uses
     */
    List<String> of(ObjectEntry object, ObjectName reads) throws SQLException {
        if (object.kind() == ObjectKind.SINK) {
            ObjectName production =
                    new ObjectName(reads.database(), toProduction.schema(reads.schemaName()), reads.name());
            if (!production.equals(reads)
                    && !catalog.objectsNamed(List.of(production)).isEmpty()) {
                return List.of(SinkStatements.setFrom(object.name(), production) + ";");
            }
        }
        List<String> statements = new ArrayList<>();
        List<ObjectEntry> inTurn = readersOf(object);
        for (ObjectEntry reader : inTurn) {
            statements.add(isView(reader) ? Objects.drop(reader.name(), reader.kind()) + ";" : inTheWay(reader));
        }
        statements.add(Objects.drop(object.name(), object.kind()) + ";");
        statements.addAll(back(object));
        for (int i = inTurn.size() - 1; i >= 0; i--) {
            if (isView(inTurn.get(i))) {
                statements.addAll(back(inTurn.get(i)));
            }
        }
        return statements;
    }

    private List<String> back(ObjectEntry object) throws SQLException {
        List<String> statements = new ArrayList<>();
        switch (object.kind()) {
            case VIEW, MATERIALIZED_VIEW -> {
                statements.add(recreated(object));
                for (ObjectEntry index : indexesOn(object)) {
                    statements.add(recreated(index));
                    statements.addAll(kept(index));
                }
                statements.addAll(kept(object));
            }
            case INDEX -> {
                statements.add(recreated(object));
                statements.addAll(kept(object));
            }
            case TABLE, SOURCE, SINK, CONNECTION, SECRET, TYPE, FUNCTION -> {}
        }
        return statements;
    }

    /** What reads it in turn, in the order in which it can be dropped, since nothing is dropped while something reads it. */
    private List<ObjectEntry> readersOf(ObjectEntry object) throws SQLException {
        Map<String, ObjectEntry> readers = new HashMap<>();
        List<Dependency> dependencies = new ArrayList<>();
        Set<String> open = Set.of(object.id());
        while (!open.isEmpty()) {
            List<Dependency> found = catalog.dependentsOf(open);
            dependencies.addAll(found);
            Set<String> fresh = found.stream()
                    .map(Dependency::dependentId)
                    .filter(id -> !readers.containsKey(id))
                    .collect(Collectors.toSet());
            open = new HashSet<>();
            for (ObjectEntry reader : catalog.objectsById(fresh)) {
                if (reader.kind() != ObjectKind.INDEX) {
                    readers.put(reader.id(), reader);
                    open.add(reader.id());
                }
            }
        }
        List<Dependency> inner = dependencies.stream()
                .filter(dependency ->
                        readers.containsKey(dependency.dependentId()) && readers.containsKey(dependency.referencedId()))
                .toList();
        return DropOrder.of(readers.keySet(), inner).droppable().stream()
                .map(readers::get)
                .toList();
    }

    private static boolean isView(ObjectEntry object) {
        return object.kind() == ObjectKind.VIEW || object.kind() == ObjectKind.MATERIALIZED_VIEW;
    }

    /** A comment: whoever runs the statements has to think about it, and the server refuses the next one until they have. */
    private static String inTheWay(ObjectEntry reader) {
        return SqlComment.line(ByHand.kind(reader) + " " + reader.name()
                + " reads it too: the next statement is refused until that reads something else or is dropped");
    }

    /** A relation's indexes go with it. */
    private List<ObjectEntry> indexesOn(ObjectEntry relation) throws SQLException {
        List<String> users = catalog.dependentsOf(List.of(relation.id())).stream()
                .map(Dependency::dependentId)
                .toList();
        return catalog.objectsById(users).stream()
                .filter(user -> user.kind() == ObjectKind.INDEX)
                .toList();
    }

    /** What people had they keep (P8): comments while the one who moves it still owns it, then owner and privileges. */
    private List<String> kept(ObjectEntry object) throws SQLException {
        Map<Integer, String> columns = catalog.columns(List.of(object.id())).stream()
                .collect(Collectors.toMap(ColumnEntry::position, ColumnEntry::name));
        List<String> statements = new ArrayList<>();
        for (CommentEntry comment : catalog.comments(List.of(object.id()))) {
            statements.add(
                    comment.column() == null
                            ? ObjectComments.onObject(object.name(), object.kind(), comment.text())
                            : ObjectComments.onColumn(object.name(), columns.get(comment.column()), comment.text()));
        }
        statements.addAll(GrantCopier.statements(
                Grantable.object(object.name(), object.kind()), object.holding(), freshlyMadeBySomebody(object)));
        return statements.stream().map(statement -> statement + ";").toList();
    }

    /** Who will run the statements is not known: the owner is always set, and has what an owner has. */
    private static Holding freshlyMadeBySomebody(ObjectEntry object) {
        String owner = object.holding().owner();
        Set<Grant> ownersOwn = object.holding().privileges().grants().stream()
                .filter(grant -> owner.equals(grant.grantee()))
                .collect(Collectors.toSet());
        return new Holding("", new Acl(ownersOwn));
    }

    private String recreated(ObjectEntry object) throws SQLException {
        String shown;
        try {
            shown = ShowCreate.of(session, object.name(), object.kind());
        } catch (SQLException e) {
            return switch (SqlErrors.kind(e)) {
                // It needs USAGE on the stranger's schema, and nothing that is ours to drop depends on the answer.
                case PERMISSION_DENIED, REFUSED -> fromItsOwnDefinition(object);
                case TRANSIENT, CONFLICT, CANCELLED -> throw e;
            };
        }
        NameScope scope = new NameScope(object.name().schemaName(), Set.of());
        try {
            String text = new Rewriter(toProduction, scope)
                    .rewrite(StatementParser.parseAll(shown).get(0))
                    .text();
            return text.endsWith(";") ? text : text + ";";
        } catch (SqlTextException e) {
            return fromItsOwnDefinition(object);
        }
    }

    private static String fromItsOwnDefinition(ObjectEntry object) {
        return SqlComment.line("then create " + ByHand.kind(object) + " " + object.name()
                + " again from its own definition, which could not be shown here");
    }
}
