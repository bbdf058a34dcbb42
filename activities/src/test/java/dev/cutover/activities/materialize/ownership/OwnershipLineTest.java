package dev.cutover.activities.materialize.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OwnershipLineTest {
    @Test
    void whatWasWrittenIsReadAgain() {
        OwnershipLine line = new OwnershipLine("abcd2345", "shop-\"prod\"", "prod", "u7", "7d0d", "0123456789ab");

        assertThat(OwnershipLine.parse(line.text())).contains(line);
        assertThat(OwnershipLine.isOf("abcd2345", line.text())).isTrue();
        assertThat(OwnershipLine.isOf("zzzz2345", line.text())).isFalse();
    }

    @Test
    void aWorkflowIdThatTheCommentCannotHoldIsLeftOutAndNotCut() {
        String text = new OwnershipLine("abcd2345", "\uD83D\uDE80".repeat(900), "prod", "u7", "7d0d", null).text();

        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1024);
        assertThat(OwnershipLine.parse(text))
                .get()
                .extracting(OwnershipLine::deployment, OwnershipLine::workflowId)
                .containsExactly("abcd2345", null);
    }

    @Test
    void whatPeopleWroteIsNotOurs() {
        for (String comment : new String[] {"the shop's core", "{\"cutover\":", "{\"cutover\":1}", ""}) {
            assertThat(OwnershipLine.parse(comment)).isEmpty();
            assertThat(OwnershipLine.withoutLine(comment)).isEqualTo(comment);
        }
        assertThat(OwnershipLine.withoutLine(new OwnershipLine("abcd2345", "w", "t", "u7", null, null).text()))
                .isNull();
    }
}
