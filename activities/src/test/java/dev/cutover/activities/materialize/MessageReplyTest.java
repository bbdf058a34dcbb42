package dev.cutover.activities.materialize;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageReplyTest {
    private static final List<String> SENT = List.of("ALTER SCHEMA a SWAP WITH b", "COMMIT");

    @Test
    void aMessageIsCompleteWhenEveryStatementHasItsOwnTag() {
        assertThat(new MessageReply(SENT, List.of("ALTER SCHEMA", "COMMIT"), null).complete())
                .isTrue();
    }

    @Test
    void aCommitThatIsAnsweredWithRollbackDidNotCommit() {
        MessageReply reply = new MessageReply(SENT, List.of("ALTER SCHEMA", "ROLLBACK"), null);

        assertThat(reply.complete()).isFalse();
        assertThat(reply.stoppedAt()).isEqualTo("COMMIT");
    }

    @Test
    void anErrorStopsAtTheFirstUnansweredStatement() {
        assertThat(new MessageReply(SENT, List.of(), new SQLException("x")).stoppedAt())
                .isEqualTo(SENT.get(0));
        assertThat(new MessageReply(SENT, List.of("ALTER SCHEMA"), new SQLException("x")).stoppedAt())
                .isEqualTo("COMMIT");
    }
}
