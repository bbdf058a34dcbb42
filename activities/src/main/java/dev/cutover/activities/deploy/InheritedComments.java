package dev.cutover.activities.deploy;

import dev.cutover.activities.materialize.catalog.ColumnEntry;
import dev.cutover.activities.materialize.catalog.CommentEntry;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.ddl.ObjectComments;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What blue's comments come to in green; column by column by name, since positions may have changed.
 *
 * @param comments comments of both sides by the object's id
 * @param columns columns of both sides by the object's id
 */
public record InheritedComments(Map<String, List<CommentEntry>> comments, Map<String, List<ColumnEntry>> columns) {
    /**
     * A statement for a green that does not exist yet.
     *
     * @param column the column without which it is not sent; null for the object's own comment
     */
    public record Foreseen(String statement, String column) {}

    /** What gives green the comments that blue has and it has not. */
    List<String> statements(ObjectEntry blue, ObjectEntry green) {
        List<String> columnsThere =
                columnsOf(green).stream().map(ColumnEntry::name).toList();
        return of(blue).stream()
                .filter(comment -> !isThere(comment, blue, green))
                .map(comment -> statement(comment, blue, green.name(), green.kind()))
                .flatMap(Optional::stream)
                .filter(foreseen -> foreseen.column() == null || columnsThere.contains(foreseen.column()))
                .map(Foreseen::statement)
                .toList();
    }

    /** What will be sent for a green of this name and kind that has no comments. */
    public List<Foreseen> foreseen(ObjectEntry blue, ObjectName green, ObjectKind kind) {
        List<Foreseen> foreseen = new ArrayList<>();
        of(blue).forEach(comment -> statement(comment, blue, green, kind).ifPresent(foreseen::add));
        return foreseen;
    }

    private boolean isThere(CommentEntry blueComment, ObjectEntry blue, ObjectEntry green) {
        Optional<String> column = columnName(blue, blueComment.column());
        return of(green).stream()
                .anyMatch(comment -> comment.text().equals(blueComment.text())
                        && columnName(green, comment.column()).equals(column));
    }

    private Optional<Foreseen> statement(CommentEntry comment, ObjectEntry blue, ObjectName green, ObjectKind kind) {
        if (comment.column() == null) {
            return Optional.of(new Foreseen(ObjectComments.onObject(green, kind, comment.text()), null));
        }
        return columnName(blue, comment.column())
                .map(name -> new Foreseen(ObjectComments.onColumn(green, name, comment.text()), name));
    }

    private Collection<CommentEntry> of(ObjectEntry object) {
        return comments.getOrDefault(object.id(), List.of());
    }

    private List<ColumnEntry> columnsOf(ObjectEntry object) {
        return columns.getOrDefault(object.id(), List.of());
    }

    private Optional<String> columnName(ObjectEntry object, Integer position) {
        return columnsOf(object).stream()
                .filter(column -> position != null && column.position() == position)
                .map(ColumnEntry::name)
                .findFirst();
    }
}
