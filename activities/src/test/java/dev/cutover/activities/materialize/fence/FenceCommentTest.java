package dev.cutover.activities.materialize.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.digest.Sha256;
import dev.cutover.activities.materialize.fence.FenceName.State;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FenceCommentTest {
    private final FenceComment comment = new FenceComment(
            "abcdefgh",
            Sha256.hex("project"),
            FenceComment.hash(List.of("u1"), List.of("u1")),
            FenceComment.hash(List.of("u2"), List.of("u2")),
            FenceComment.hash(List.of("u7", "u8")),
            "approved by " + "x".repeat(388));

    @Test
    void aCommentIsReadAsItWasWrittenAndFitsWhatACommentMayHold() {
        assertThat(FenceComment.parse(comment.text())).contains(comment);
        assertThat(comment.text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1024);
    }

    @Test
    void otherPeoplesCommentsAreNotReadAsOurs() {
        assertThat(FenceComment.parse(null)).isEmpty();
        assertThat(FenceComment.parse("do not touch")).isEmpty();
        assertThat(FenceComment.parse("{\"cutover\": 1}")).isEmpty();
        assertThat(FenceComment.parse("{broken")).isEmpty();
    }

    @Test
    void hashesIgnoreTheOrderAndTellSchemasFromClusters() {
        assertThat(FenceComment.hash(List.of("u1", "u2"), List.of()))
                .isEqualTo(FenceComment.hash(List.of("u2", "u1"), List.of()))
                .isNotEqualTo(FenceComment.hash(List.of("u1"), List.of("u2")));
    }

    @Test
    void aCommentSpeaksOfProductionOnlyWhileTheFenceSaysThatItsDeploymentStands() {
        FenceName first = FenceName.first("prod");

        assertThat(fence(first.next("abcdefgh", State.PROMOTED)).promoted()).contains(comment);
        assertThat(fence(first).promoted()).isEmpty();
        assertThat(fence(first.next("abcdefgh", State.REVERTED)).promoted()).isEmpty();
        assertThat(fence(first.next("abcdefgh", State.BURNED)).promoted()).isEmpty();
        assertThat(fence(first.next("zzzzzzzz", State.PROMOTED)).promoted()).isEmpty();
    }

    private Fence fence(FenceName name) {
        return new Fence("shop", "u1", name, comment);
    }
}
