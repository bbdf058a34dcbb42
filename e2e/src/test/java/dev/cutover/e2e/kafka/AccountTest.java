package dev.cutover.e2e.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the account of a topic notices; without that, a cutover that loses messages would pass. */
final class AccountTest {
    private static final List<Change> CHANGES = List.of(
            new Change(1, 1, null, 1),
            new Change(2, 2, null, 2),
            new Change(3, 1, 1, 3),
            new Change(4, 4, null, 4),
            new Change(5, 2, 2, null),
            new Change(6, 5, null, 6));

    /** The first three changes from blue, the rest from green, which does not show the last. */
    private static List<Message> topic(Envelope envelope) {
        List<Message> messages = new ArrayList<>();
        CHANGES.forEach(change -> messages.add(change.on(change.number() <= 3 ? Side.BLUE : Side.GREEN, envelope)));
        messages.remove(messages.size() - 1);
        return messages;
    }

    @Test
    void whatEachSideSentIsAttributedToIt() {
        for (Envelope envelope : Envelope.values()) {
            Account account = Account.of(CHANGES, topic(envelope), envelope);

            assertThat(account.changeovers(Side.BLUE, Side.GREEN)).containsExactly(4);
            assertThat(account.certainlyFrom(Side.BLUE, 1)).isEqualTo(3);
        }
    }

    @Test
    void aLostMessageIsNoticed() {
        List<Message> messages = topic(Envelope.UPSERT);
        messages.remove(3);

        assertThatThrownBy(() -> Account.of(CHANGES, messages, Envelope.UPSERT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("lost");
    }

    @Test
    void aDoubledMessageIsNoticed() {
        List<Message> messages = topic(Envelope.DEBEZIUM);
        messages.add(messages.get(1));

        assertThatThrownBy(() -> Account.of(CHANGES, messages, Envelope.DEBEZIUM))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("doubled");
    }

    @Test
    void aSnapshotOfTheNewVersionIsNoticed() {
        List<Message> messages = topic(Envelope.UPSERT);
        messages.add(3, Envelope.UPSERT.message(1, null, 3 + Side.RAISED));

        assertThatThrownBy(() -> Account.of(CHANGES, messages, Envelope.UPSERT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("doubled or made up");
    }

    @Test
    void aSinkThatWentBackAndForthIsNoticed() {
        List<Message> messages = topic(Envelope.UPSERT);
        messages.set(1, CHANGES.get(1).on(Side.GREEN, Envelope.UPSERT));

        Account account = Account.of(CHANGES, messages, Envelope.UPSERT);

        assertThatThrownBy(() -> account.changeovers(Side.BLUE, Side.GREEN)).isInstanceOf(AssertionError.class);
    }
}
