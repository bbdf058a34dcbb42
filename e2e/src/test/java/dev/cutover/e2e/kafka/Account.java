package dev.cutover.e2e.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a topic holds, set against every statement of the writer: each statement has the one message that the side which the sink
 * read at that time makes of it, or none when that side does not show it. The sides change over in the order of the statements.
 */
final class Account {
    private final List<Change> changes;
    private final List<Set<Side>> sides;

    private Account(List<Change> changes, List<Set<Side>> sides) {
        this.changes = changes;
        this.sides = sides;
    }

    /** Attributes every message; fails when one is lost, doubled, out of order, or of another content. */
    static Account of(List<Change> changes, List<Message> messages, Envelope envelope) {
        Map<String, List<Message>> byKey = new LinkedHashMap<>();
        messages.forEach(message ->
                byKey.computeIfAbsent(message.key(), key -> new ArrayList<>()).add(message));
        List<Set<Side>> sides = new ArrayList<>();
        for (Change change : changes) {
            List<Message> waiting = byKey.getOrDefault("{\"id\":" + change.id() + "}", List.of());
            Message next = waiting.isEmpty() ? null : waiting.get(0);
            Set<Side> sent = sidesOf(change, envelope, next);
            if (next != null && !sent.isEmpty()) {
                waiting.remove(0);
                sides.add(sent);
            } else {
                sides.add(sidesOf(change, envelope, null));
            }
            assertThat(sides.get(sides.size() - 1))
                    .as("lost, or of other content: " + change + ", next message of its key: " + next)
                    .isNotEmpty();
        }
        byKey.values().forEach(left -> assertThat(left).as("doubled or made up").isEmpty());
        return new Account(changes, sides);
    }

    private static Set<Side> sidesOf(Change change, Envelope envelope, Message message) {
        Set<Side> sides = EnumSet.noneOf(Side.class);
        for (Side side : Side.values()) {
            Message expected = change.on(side, envelope);
            if (message == null ? expected == null : message.equals(expected)) {
                sides.add(side);
            }
        }
        return sides;
    }

    /** How many changes from this number on came from one side without any doubt. */
    long certainlyFrom(Side side, int first) {
        return sides.subList(first - 1, sides.size()).stream()
                .filter(Set.of(side)::equals)
                .count();
    }

    /**
     * The numbers of the first changes that each following side has sent: the sink read these sides, in this order, and changed
     * over once from each to the next. Fails when there are no such places. Where there are several, the last.
     */
    List<Integer> changeovers(Side... order) {
        List<Integer> places = new ArrayList<>();
        int now = 0;
        for (int i = 0; i < changes.size(); i++) {
            if (!sides.get(i).contains(order[now])) {
                assertThat(now + 1 < order.length && sides.get(i).contains(order[now + 1]))
                        .as(changes.get(i) + " was sent from " + sides.get(i) + " when the sink read " + order[now])
                        .isTrue();
                now++;
                places.add(changes.get(i).number());
            }
        }
        assertThat(places).as("changes of side").hasSize(order.length - 1);
        return places;
    }

    /** The rows that a consumer has who keeps the last value of each key. */
    static Map<String, String> byKey(List<Message> messages) {
        Map<String, String> rows = new HashMap<>();
        for (Message message : messages) {
            if (message.value() == null) {
                rows.remove(message.key());
            } else {
                rows.put(message.key(), message.value());
            }
        }
        return rows;
    }

    /** How many changes there are of each side, for a failure's message. */
    @Override
    public String toString() {
        Map<Side, Long> counts = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            counts.put(side, certainlyFrom(side, 1));
        }
        return changes.size() + " changes, certainly from " + counts;
    }
}
