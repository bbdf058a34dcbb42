package dev.cutover.workflows.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.decision.Decision.Choice;
import dev.cutover.workflows.policy.Approvals;
import dev.cutover.workflows.policy.FreezeWindow;
import dev.cutover.workflows.policy.Overridable;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.policy.Signatures;
import dev.cutover.workflows.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a target's policy makes of what people say. */
class PolicyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Policy policy = Policy.NONE;
    private List<String> failingChecks = List.of();

    @Test
    void approvalsOfDifferentPeopleAreCounted() {
        policy = policy(2, List.of(), true);
        Conversation conversation = conversation();

        assertThat(decide(conversation, "ann", ""))
                .isEqualTo("Approved by ann. 1 more approval by different people needed.");
        assertThat(decide(conversation, " ANN ", "")).contains("ANN has approved already; 1 more by different people");
        assertThat(decide(conversation, "\uff41nn", "")).contains("has approved already");
        assertThat(decide(conversation, "ann\u200b", "")).contains("a character that cannot be seen");
        assertThat(conversation.decision()).isEmpty();

        assertThat(decide(conversation, "bob", "")).contains("Green is swapped into production now");
        assertThat(conversation.decision().orElseThrow().by()).isEqualTo("bob");
        assertThat(conversation.approvals()).hasSize(2);
    }

    @Test
    void aRejectionEndsWhatOthersHaveBegunToApprove() {
        policy = policy(2, List.of("ann", "bob"), true);
        Conversation conversation = conversation();
        decide(conversation, "ann", "");

        assertThat(reject(conversation, "eve"))
                .contains("eve may not decide on this target; its policy names ann, bob.");
        assertThat(reject(conversation, "bob")).contains("Rejected by bob.");
    }

    @Test
    void theRequesterMayWithdrawWhereOthersMustApprove() {
        policy = policy(1, List.of("ann", "kim"), false);

        assertThat(decide(conversation(), "kim", "")).contains("(kim) may not approve it");
        assertThat(decide(conversation(), "Kim", "")).contains("(kim) may not approve it");
        assertThat(reject(conversation(), "kim")).contains("Rejected by kim.");
        assertThat(decide(conversation(), "ann", "")).contains("Approved by ann.");
    }

    @Test
    void anApprovalThatNamesOtherEvidenceIsRefused() {
        assertThat(decide(conversation(), "ann", ",\"evidenceDigest\":\"01234567\""))
                .contains("it is for other evidence")
                .contains("temporal workflow query --workflow-id shop-prod --name evidence");
        assertThat(decide(conversation(), "ann", ",\"evidenceDigest\":\"fedcba\""))
                .contains("at least 8 characters");
        assertThat(decide(conversation(), "ann", ",\"evidenceDigest\":\"FEDCBA98\""))
                .contains("Approved by ann.");
    }

    @Test
    void aFailingCheckIsOverriddenByNameAndByThoseWhoMay() {
        policy = new Policy(
                1,
                List.of(),
                true,
                List.of(new Overridable("slow_*", List.of("ann")), new Overridable("*_late", List.of("bob"))),
                null,
                List.of(),
                List.of(),
                Signatures.OFF,
                null);
        failingChecks = List.of("slow_orders", "slow_carriers");

        assertThat(decide(conversation(), "ann", ""))
                .contains("no approval overrides them: slow_orders, slow_carriers");
        assertThat(decide(conversation(), "bob", ",\"overrides\":[\"slow_orders\",\"slow_carriers\"]"))
                .contains("bob may not override the check slow_orders");
        assertThat(decide(conversation(), "ann", ",\"overrides\":[\"slow_orders\",\"all\"]"))
                .contains("all, which is not a failing check");
        assertThat(decide(conversation(), "ann", ",\"overrides\":[\"slow_orders\"]"))
                .contains("no approval overrides them: slow_carriers");
        assertThat(decide(conversation(), "ann", ",\"overrides\":[\"slow_orders\",\"slow_carriers\"]"))
                .contains("Approved by ann.");
        assertThat(policy.mayOverride("too_late")).isTrue();
        assertThat(policy.mayOverride("late")).isFalse();
        assertThat(policy.mayOverride("slo_w")).isFalse();
    }

    @Test
    void anApprovalWaitsForTheEndOfAFreezeUntilSomebodyWhoMayBreaksTheGlass() {
        policy = new Policy(
                1,
                List.of("ann"),
                true,
                List.of(),
                null,
                List.of(new FreezeWindow("0 0 1 1 *", Duration.ofDays(1), "UTC", "New Year")),
                List.of("eve"),
                Signatures.OFF,
                null);
        Conversation conversation = conversation();

        assertThat(decide(conversation, "ann", ""))
                .contains("when the freeze ends at 2026-01-02T00:00:00Z (New Year), if it is still ready.");
        assertThat(decide(conversation, "ann", "")).contains("already decided: APPROVE by ann");
        assertThat(decide(conversation, "ann", ",\"breakGlass\":true,\"reason\":\"fire\""))
                .contains("ann may not break the glass on this target; its policy names eve.");
        assertThat(decide(conversation, "eve", ",\"breakGlass\":true")).contains("needs a reason");
        assertThat(conversation.glassBroken()).isFalse();

        assertThat(decide(conversation, "eve", ",\"breakGlass\":true,\"reason\":\"fire\""))
                .contains("Green is swapped into production now");
        assertThat(conversation.glassBroken()).isTrue();
        assertThat(conversation.decision().orElseThrow().by()).isEqualTo("ann");
    }

    @Test
    void whoMayOnlyBreakTheGlassDoesNotApproveInTheApproversPlace() {
        policy = new Policy(1, List.of("ann"), true, List.of(), null, List.of(), List.of("eve"), Signatures.OFF, null);
        Conversation conversation = conversation();

        assertThat(decide(conversation, "eve", ",\"breakGlass\":true,\"reason\":\"fire\""))
                .isEqualTo("Approved by eve. 1 more approval by different people needed.");
        assertThat(conversation.decision()).isEmpty();

        assertThat(decide(conversation, "ann", "")).contains("Green is swapped into production now");
        assertThat(conversation.decision().orElseThrow().by()).isEqualTo("ann");
    }

    @Test
    void breakingTheGlassLetsNobodyReject() {
        policy = new Policy(1, List.of("ann"), true, List.of(), null, List.of(), List.of("eve"), Signatures.OFF, null);

        assertThat(say(conversation(), "REJECT", "eve", ",\"breakGlass\":true,\"reason\":\"fire\""))
                .contains("eve may not decide on this target; its policy names ann.");
    }

    @Test
    void nobodyApprovesForSomebodyElseWhileNobodyKnowsWhoAsked() {
        Policy others = policy(1, List.of(), false);
        Decision approval = new Decision(Choice.APPROVE, "ann", "01234567", null, NOON);

        for (String nobody : List.of("unknown", "Unknown", " ")) {
            assertThat(new Approvals(others, nobody, List.of(), List.of()).judge(approval))
                    .isInstanceOfSatisfying(
                            Verdict.Refused.class,
                            refused -> assertThat(refused.why())
                                    .contains("nobody knows who asked for the deployment", "requestedBy"));
        }
        assertThat(new Approvals(others, "kim", List.of(), List.of()).judge(approval))
                .isInstanceOf(Verdict.Decides.class);
        assertThat(new Approvals(Policy.NONE, "unknown", List.of(), List.of()).judge(approval))
                .isInstanceOf(Verdict.Decides.class);
    }

    private static Policy policy(int approvals, List<String> approvers, boolean requesterMayApprove) {
        return new Policy(
                approvals, approvers, requesterMayApprove, List.of(), null, List.of(), List.of(), Signatures.OFF, null);
    }

    private String decide(Conversation conversation, String by, String more) {
        return say(conversation, "APPROVE", by, more);
    }

    private String reject(Conversation conversation, String by) {
        return say(conversation, "REJECT", by, "");
    }

    private static String say(Conversation conversation, String decision, String by, String more) {
        Answer answer = conversation.hearDecide(json(
                "{\"decision\":\"" + decision + "\",\"by\":\"" + by + "\",\"planHash\":\"01234567\"" + more + "}"));
        return answer instanceof Answer.Accepted accepted ? accepted.next() : ((Answer.Refused) answer).why();
    }

    private Conversation conversation() {
        return new Conversation(
                new Awaiting(policy, "0123456789abcdef", NOON, NOON.plus(Duration.ofDays(1)), failingChecks));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
