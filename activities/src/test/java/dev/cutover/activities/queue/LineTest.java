package dev.cutover.activities.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.register.Known;
import dev.cutover.workflows.queue.Claim;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** First come, first served; of those that came at the same moment each sees the same order. */
class LineTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<String> SHOP = List.of("schema materialize.shop", "cluster compute");

    @Test
    void threeThatWaitGoInTheOrderInWhichTheyJoinedBehindTheOneThatHasBegun() {
        List<Known> all = List.of(
                waiting("third", NOON.plusSeconds(3)),
                waiting("first", NOON.plusSeconds(1)),
                begun("holder", NOON.plusSeconds(9)),
                waiting("second", NOON.plusSeconds(2)));

        assertThat(before("first", NOON.plusSeconds(1), all)).containsExactly("holder");
        assertThat(before("second", NOON.plusSeconds(2), all)).containsExactly("holder", "first");
        assertThat(before("third", NOON.plusSeconds(3), all)).containsExactly("holder", "first", "second");
    }

    @Test
    void ofTwoThatJoinedAtTheSameMomentExactlyOneGoesFirst() {
        List<Known> all = List.of(waiting("a", NOON), waiting("b", NOON));

        assertThat(before("a", NOON, all)).isEmpty();
        assertThat(before("b", NOON, all)).containsExactly("a");
    }

    @Test
    void whoTakesOtherSchemasAndClustersIsNoObstacle() {
        Known other = known("other", new Claim(List.of("schema materialize.shipping"), NOON, false, List.of()));
        Known sameCluster = known("same", new Claim(List.of("cluster compute"), NOON, false, List.of()));

        assertThat(before("me", NOON, List.of(other, sameCluster))).containsExactly("same");
    }

    @Test
    void whoseHasNoPlanYetHasNotJoined() {
        assertThat(before("me", NOON, List.of(known("planning", null)))).isEmpty();
    }

    private static List<String> before(String workflowId, Instant since, List<Known> all) {
        return Line.before(workflowId, new Claim(SHOP, since, true, List.of()), all).stream()
                .map(Known::workflowId)
                .toList();
    }

    private static Known waiting(String workflowId, Instant since) {
        return known(workflowId, new Claim(SHOP, since, true, List.of()));
    }

    private static Known begun(String workflowId, Instant since) {
        return known(workflowId, new Claim(SHOP, since, false, List.of()));
    }

    private static Known known(String workflowId, Claim claim) {
        return new Known(workflowId, "run", "RUNNING", true, "abcd2345", "ann", "CLONING", null, claim, NOON, null);
    }
}
