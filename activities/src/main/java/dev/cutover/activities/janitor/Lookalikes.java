package dev.cutover.activities.janitor;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.ddl.Schemas;
import dev.cutover.activities.materialize.fence.FenceName;
import dev.cutover.activities.materialize.fence.FenceName.State;
import dev.cutover.activities.materialize.fence.FenceReader;
import dev.cutover.activities.materialize.fence.FenceReader.Lookalike;
import dev.cutover.activities.target.Target;
import dev.cutover.workflows.janitor.JanitorReport.Item;
import dev.cutover.workflows.janitor.JanitorReport.Verdict;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Lists the fences of a target that has not exactly one. None is removed, and a statement that drops one is shown only for those
 * that no promotion ever went through, beside the one whose name and comment agree.
 */
final class Lookalikes {
    private final Target target;
    private final List<Lookalike> found;
    private final Optional<Lookalike> right;

    private Lookalikes(Target target, List<Lookalike> found) {
        this.target = target;
        this.found = found;
        this.right = right(found);
    }

    static List<Item> list(Session session, Target target) throws SQLException {
        Lookalikes all = new Lookalikes(target, new FenceReader(target).unclear(session));
        boolean passedOver = all.found.stream().anyMatch(Lookalike::passedOver);
        return all.found.stream()
                .filter(one -> one.passedOver() == passedOver)
                .map(all::item)
                .toList();
    }

    /** A fence keeps its comment from before its first promotion on: beside one that has one, none without it was promoted. */
    private static Optional<Lookalike> right(List<Lookalike> found) {
        List<Lookalike> commented =
                found.stream().filter(one -> one.comment() != null).toList();
        return commented.size() == 1
                ? commented.stream().filter(Lookalikes::agrees).findFirst()
                : Optional.empty();
    }

    private static boolean agrees(Lookalike one) {
        return one.fence() != null
                && (one.fence().state() == State.PROMOTED || one.fence().state() == State.REVERTED)
                && one.fence().isOf(one.comment().deployment());
    }

    private Item item(Lookalike one) {
        boolean droppable = one.passedOver() || right.isPresent() && one.fence() != null && one.comment() == null;
        return new Item(
                one.fence() == null ? null : one.fence().deployment(),
                null,
                one.id(),
                "schema",
                one.schema().toString(),
                Verdict.UNPROVEN,
                one.passedOver() ? madeTooLate() : why(one),
                droppable ? List.of(Schemas.drop(one.schema()) + ";") : List.of());
    }

    private String madeTooLate() {
        return "It is named like the first fence of target " + target.name()
                + ", which was renamed long ago: a worker that had been"
                + " frozen made it anew. It is empty, says nothing, and is in nobody's way. Drop it.";
    }

    private String why(Lookalike one) {
        String only = "Nothing is deployed, promoted or reverted until there is one. " + says(one);
        if (found.size() == 1) {
            return "It begins like the fence of target " + target.name() + " and is not named as one. " + only
                    + " If it is the fence and was renamed by hand, give it its name back, "
                    + FenceName.first(target.name()).text()
                    + " when nobody knows it; drop it in no case. If it is something else, name it differently.";
        }
        return "Target " + target.name() + " has " + found.size() + " schemas that look like its fence. " + only
                + todo(one);
    }

    private String todo(Lookalike one) {
        if (right.isEmpty()) {
            return " Find out which one belongs to the present production, keep that, and drop the others. Names and comments do"
                    + " not tell.";
        }
        if (one.equals(right.get())) {
            return " Keep this one: its name and its comment agree, and no other has a comment of ours.";
        }
        return " The one to keep is " + right.get().schema() + "."
                + (one.fence() == null
                        ? " Name this one differently."
                        : " Nothing was ever promoted through this one: drop it.");
    }

    private static String says(Lookalike one) {
        String comment = one.comment() == null
                ? " and has no comment of ours."
                : " and its comment speaks of deployment " + one.comment().deployment() + ".";
        if (one.fence() == null) {
            return "This one is not named as a fence is" + comment;
        }
        return switch (one.fence().state()) {
            case NEW -> "This one says that nothing was promoted yet" + comment;
            case PROMOTED -> "This one says that deployment " + one.fence().deployment() + " was promoted" + comment;
            case REVERTED -> "This one says that deployment " + one.fence().deployment() + " was taken back" + comment;
            case BURNED -> "This one says that deployment " + one.fence().deployment() + " gave up" + comment;
        };
    }
}
