package dev.cutover.activities.janitor;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.ddl.Schemas;
import dev.cutover.activities.materialize.fence.FenceReader;
import dev.cutover.activities.materialize.fence.FenceReader.Lookalike;
import dev.cutover.activities.target.Target;
import dev.cutover.workflows.janitor.JanitorReport.Item;
import dev.cutover.workflows.janitor.JanitorReport.Verdict;
import java.sql.SQLException;
import java.util.List;

/** Lists the fences of a target that has not exactly one. Which is the right one a person has to say: none is removed. */
final class Lookalikes {
    private Lookalikes() {}

    static List<Item> list(Session session, Target target) throws SQLException {
        List<Lookalike> found = new FenceReader(target).unclear(session);
        return found.stream()
                .map(one -> new Item(
                        one.fence() == null ? null : one.fence().deployment(),
                        null,
                        one.id(),
                        "schema",
                        one.schema().toString(),
                        Verdict.UNPROVEN,
                        why(one, target, found.size()),
                        List.of(Schemas.drop(one.schema()) + ";")))
                .toList();
    }

    private static String why(Lookalike one, Target target, int count) {
        String many = count == 1
                ? "It begins like the fence of target " + target.name() + " and is not named as one."
                : "Target " + target.name() + " has " + count + " schemas that look like its fence.";
        return many + " Nothing is deployed, promoted or reverted until there is one. " + says(one)
                + (count == 1
                        ? " Rename it: back, when it was renamed by hand, or to something else."
                        : " Keep the one that says the present production, and drop the others.");
    }

    private static String says(Lookalike one) {
        if (one.fence() == null) {
            return "This one is not named as a fence is.";
        }
        String comment = one.comment() == null
                ? " and has no comment of ours."
                : " and its comment speaks of deployment " + one.comment().deployment() + ".";
        return switch (one.fence().state()) {
            case NEW -> "This one says that nothing was promoted yet" + comment;
            case PROMOTED -> "This one says that deployment " + one.fence().deployment() + " was promoted" + comment;
            case REVERTED -> "This one says that deployment " + one.fence().deployment() + " was taken back" + comment;
            case BURNED -> "This one says that deployment " + one.fence().deployment() + " gave up" + comment;
        };
    }
}
