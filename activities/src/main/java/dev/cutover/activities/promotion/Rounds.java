package dev.cutover.activities.promotion;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.fence.FenceReader;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Resolve, then act: each round begins with what the fence and the ids say now, whatever a former round was told, until one has
 * an answer.
 *
 * @param run the attempt; ends the rounds when it ends
 * @param materialize the server
 * @param plan whose swap it is
 * @param inventory what it has made
 */
record Rounds(ActivityRun run, Materialize materialize, Plan plan, Inventory inventory) {
    /** One round; empty when the next one has to look what came of it. */
    @FunctionalInterface
    interface Round<T> {
        Optional<T> play(Session session, Situation situation) throws SQLException;
    }

    /** The answer of the first round that has one. The session is closed afterwards. */
    <T> T untilAnswered(Session opened, Round<T> round) throws SQLException {
        FenceReader fences = new FenceReader(materialize.target());
        try (Session session = run.watch(opened)) {
            session.answerWithin(PromotionActivity.LONGEST_READ);
            while (true) {
                run.checkAlive();
                Situation situation = Situation.read(run, session, fences, plan, inventory);
                Optional<T> answer = round.play(session, situation);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        }
    }
}
