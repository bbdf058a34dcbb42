package dev.cutover.activities.deploy;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ColumnEntry;
import dev.cutover.activities.materialize.catalog.CommentEntry;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.privileges.GrantCopier;
import dev.cutover.activities.materialize.privileges.Grantable;
import dev.cutover.activities.materialize.sql.ParsedStatement;
import dev.cutover.activities.materialize.sql.Renames;
import dev.cutover.activities.materialize.sql.Rewriter;
import dev.cutover.activities.materialize.sql.Rewritten;
import dev.cutover.activities.project.SqlObject;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.running.SqlErrors;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.plan.Plan;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives green objects what people had given blue's of the same name, owners, grants and comments (P8), and then what the
 * project says. Nothing here changes an id, and all of it may be done again.
 */
final class Companions {
    private final Materialize materialize;
    private final ActivityRun run;
    private final List<SqlObject> files;
    private final Plan plan;
    private final Renames renames;

    Companions(Materialize materialize, ActivityRun run, List<SqlObject> files, Plan plan) {
        this.materialize = materialize;
        this.run = run;
        this.files = files;
        this.plan = plan;
        this.renames = GreenNames.of(plan);
    }

    /** One green object with what belongs to it. */
    private record Piece(ObjectEntry green, ObjectEntry blue, List<String> comments, SqlObject object) {}

    /** Does so; false when there was nothing to give. */
    boolean apply(Session session, List<ObjectEntry> greenObjects) throws SQLException {
        Deque<Piece> pieces = pieces(session, greenObjects);
        if (pieces.isEmpty()) {
            return false;
        }
        int sessions = Math.min(pieces.size(), Math.max(1, materialize.target().parallelStatements()));
        new ParallelSessions(materialize, run).workOff(session, new Pieces(pieces), sessions, this::applyTo);
        return true;
    }

    private Deque<Piece> pieces(Session session, List<ObjectEntry> greenObjects) throws SQLException {
        Catalog catalog = new Catalog(session);
        Renames back = renames.reversed();
        Map<ObjectName, ObjectEntry> blueByName = new HashMap<>();
        List<String> blueIds = plan.blue().stream().map(CatalogObject::id).toList();
        Map<String, List<CommentEntry>> comments = Map.of();
        Map<String, List<ColumnEntry>> columns = Map.of();
        if (!blueIds.isEmpty()) {
            catalog.objectsById(blueIds).forEach(blue -> blueByName.put(blue.name(), blue));
            List<String> ids = Stream.concat(
                            blueIds.stream(), greenObjects.stream().map(ObjectEntry::id))
                    .toList();
            comments = catalog.comments(ids).stream().collect(Collectors.groupingBy(CommentEntry::objectId));
            columns = catalog.columns(ids).stream().collect(Collectors.groupingBy(ColumnEntry::objectId));
        }
        Map<ObjectName, SqlObject> objects =
                files.stream().collect(Collectors.toMap(SqlObject::name, object -> object));
        Deque<Piece> pieces = new ArrayDeque<>();
        for (ObjectEntry green : greenObjects) {
            ObjectName production = GreenNames.rename(green.name(), back);
            ObjectEntry blue = blueByName.get(production);
            SqlObject object = objects.get(production);
            List<String> inherited =
                    blue == null ? List.of() : new InheritedComments(comments, columns).statements(blue, green);
            if (blue != null || object != null && !object.companions().isEmpty()) {
                pieces.add(new Piece(green, blue, inherited, object));
            }
        }
        return pieces;
    }

    private void applyTo(Session session, Piece piece) throws SQLException {
        ObjectEntry green = piece.green();
        if (piece.blue() != null) {
            Grantable thing = Grantable.object(green.name(), green.kind());
            if (grantsItself(piece.blue().name())) {
                GrantCopier.complete(session, thing, piece.blue().holding(), green.holding());
            } else {
                GrantCopier.copy(session, thing, piece.blue().holding(), green.holding());
            }
        }
        for (String comment : piece.comments()) {
            session.execute(comment);
        }
        if (piece.object() != null && !piece.object().companions().isEmpty()) {
            applyProject(session, piece.object());
        }
    }

    /** Hooks of a dbt model have run by now, and what they granted is the project's will. */
    private boolean grantsItself(ObjectName production) {
        return plan.dbt() != null
                && plan.dbt().models().stream()
                        .anyMatch(model -> model.needsReport() && model.name().equals(production));
    }

    private void applyProject(Session session, SqlObject object) throws SQLException {
        Rewriter rewriter = new Rewriter(renames, object.scope());
        for (ParsedStatement companion : object.companions()) {
            Rewritten statement = rewriter.rewrite(companion);
            try {
                session.execute(statement.text());
            } catch (SQLException e) {
                SqlErrors.Kind kind = SqlErrors.kind(e);
                if (kind == SqlErrors.Kind.REFUSED || kind == SqlErrors.Kind.PERMISSION_DENIED) {
                    throw Refusal.failure(List.of(Refusal.of(object.file(), statement, e)));
                }
                throw e;
            }
        }
    }

    /** Pieces do not depend on each other. */
    private static final class Pieces implements ParallelSessions.Queue<Piece> {
        private final Deque<Piece> left;

        Pieces(Deque<Piece> left) {
            this.left = left;
        }

        @Override
        public synchronized Optional<Piece> take() {
            return Optional.ofNullable(left.poll());
        }

        @Override
        public synchronized void stop() {
            left.clear();
        }
    }
}
