package dev.cutover.workflows.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.workflows.evidence.Seen;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.text.PackedLines;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What counts and what does not, for every message in every phase; nothing ever throws. */
class ConversationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final JsonNode DECISION = json("{\"by\":\"ann\",\"planHash\":\"01234567\"}");
    private static final JsonNode ORDER = json("{\"by\":\"ann\"}");

    @ParameterizedTest
    @EnumSource(Phase.class)
    void decisionsCountWhileADecisionIsAwaitedOnly(Phase phase) {
        Conversation conversation = in(phase);

        conversation.signal(Kind.APPROVE, DECISION);

        assertThat(conversation.decision().isPresent()).isEqualTo(phase == Phase.AWAITING_DECISION);
        assertThat(conversation.ignored().isEmpty()).isEqualTo(phase == Phase.AWAITING_DECISION);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void ordersCountInTheHoldOnly(Phase phase) {
        Conversation conversation = in(phase);

        conversation.signal(Kind.REVERT, ORDER);

        assertThat(conversation.order().isPresent()).isEqualTo(phase == Phase.HOLDING || phase == Phase.VERIFYING);
        assertThat(conversation.ignored().isEmpty()).isEqualTo(phase == Phase.HOLDING || phase == Phase.VERIFYING);
    }

    static Stream<Arguments> oddInputs() {
        return Stream.of(
                        null,
                        json("null"),
                        json("[]"),
                        json("\"approve\""),
                        json("12"),
                        json("true"),
                        json("{}"),
                        json("{\"by\":{\"name\":\"ann\"},\"planHash\":[]}"),
                        json("{\"by\":\"" + "x".repeat(2000) + "\",\"planHash\":\"01234567\"}"),
                        json("{\"by\":\"ann\",\"planHash\":\"\"}"),
                        json("{\"by\":\"ann\",\"planHash\":\"0\"}"),
                        json("{\"by\":\"ann\",\"planHash\":\"0123456\\u0130\"}"),
                        json("{\"by\":\"ann\",\"planHash\":\"01234567\",\"" + "y".repeat(5000) + "\":1}"))
                .flatMap(input -> Stream.of(Kind.values()).map(kind -> Arguments.of(kind, input)));
    }

    @ParameterizedTest
    @MethodSource("oddInputs")
    void oddInputsAreIgnoredInEveryPhaseWithAShortReason(Kind kind, JsonNode input) {
        for (Phase phase : Phase.values()) {
            Conversation conversation = in(phase);

            conversation.signal(kind, input);

            assertThat(conversation.decision()).isEmpty();
            assertThat(conversation.order()).isEmpty();
            assertThat(conversation.ignored()).singleElement().asString().hasSizeLessThan(600);
        }
    }

    @Test
    void aDecisionAtTheDeadlineIsTooLate() {
        Conversation conversation = new Conversation(new At(Phase.AWAITING_DECISION, NOON));

        assertThat(conversation.judgeDecide(
                        json("{\"decision\":\"APPROVE\",\"by\":\"ann\",\"planHash\":\"01234567\"}")))
                .isEqualTo(new Answer.Refused("too late: decisions were possible until 2026-01-01T12:00:00Z."));
    }

    @Test
    void judgingAnUpdateChangesNothing() {
        Conversation conversation = in(Phase.AWAITING_DECISION);

        conversation.judgeDecide(json("{\"decision\":\"APPROVE\",\"by\":\"ann\",\"planHash\":\"01234567\"}"));
        conversation.judgeUndo(ORDER);

        assertThat(conversation.decision()).isEmpty();
        assertThat(conversation.ignored()).isEmpty();
    }

    @Test
    void aFloodOfIgnoredMessagesKeepsTheLastTwenty() {
        Conversation conversation = in(Phase.PLANNING);

        for (int i = 0; i < 100; i++) {
            conversation.unknownSignal("noise" + i);
        }

        assertThat(conversation.ignored()).hasSize(20);
        assertThat(conversation.ignored().get(19)).contains("noise99");
    }

    @Test
    void aVoidedDecisionMakesRoomForANewOne() {
        Conversation conversation = in(Phase.AWAITING_DECISION);
        conversation.signal(Kind.APPROVE, DECISION);

        conversation.voidDecision();
        conversation.signal(Kind.REJECT, json("{\"by\":\"bob\",\"planHash\":\"01234567\"}"));

        assertThat(conversation.decision().orElseThrow().by()).isEqualTo("bob");
        assertThat(conversation.decisions()).hasSize(2);
    }

    private static Conversation in(Phase phase) {
        return new Conversation(new At(phase, NOON.plusSeconds(1)));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private record At(Phase phase, Instant decideBy) implements Situation {
        @Override
        public String deployment() {
            return "abcd2345";
        }

        @Override
        public String requester() {
            return "kim";
        }

        @Override
        public Policy policy() {
            return Policy.NONE;
        }

        @Override
        public List<String> failingChecks() {
            return List.of();
        }

        @Override
        public Seen seen() {
            return Seen.NONE.with("fedcba9876543210", PackedLines.NONE, Set.of());
        }

        @Override
        public Instant collectedAt() {
            return null;
        }

        @Override
        public String planHash() {
            return "0123456789abcdef";
        }

        @Override
        public Instant now() {
            return NOON;
        }

        @Override
        public String workflowId() {
            return "shop-prod";
        }
    }
}
