package dev.cutover.starter.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.starter.client.End;
import dev.cutover.starter.client.Glimpse;
import dev.cutover.starter.client.Json;
import dev.cutover.workflows.evidence.EvidenceAnswer;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.plan.PlanAnswer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read of a deployment, and of the command line itself. */
class WatchingTest {
    private final RecordingClient temporal = new RecordingClient();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void statusShowsTheCommandsOfTheTemporalCliToThoseWhoAskForThem() {
        temporal.answers.put("status", Json.tree(Samples.awaitingDecision()));

        assertThat(run("status", "prod", "--temporal")).isZero();

        assertThat(printed()).contains("  temporal workflow signal").doesNotContain("cutover approve");
    }

    @Test
    void statusOfAnEndedDeploymentSaysWhyAndLeadsToTheWholeResult() {
        Outcome outcome = Samples.outcome(Ending.REJECTED);
        temporal.answers.put("status", Json.tree(Samples.ended(outcome)));

        assertThat(run("status", "-w", "my id")).isZero();

        assertThat(printed())
                .contains("outcome      REJECTED", "because      Because.")
                .contains("  cutover watch --workflow-id 'my id'\n")
                .doesNotContain("readiness", "waits for");
    }

    @Test
    void statusSaysWhatPlanAndEvidenceWaitFor() {
        temporal.answers.put("status", Json.tree(Samples.awaitingDecision()));
        temporal.answers.put("plan", Json.tree(PlanAnswer.none("the plan.")));
        temporal.answers.put("evidence", Json.tree(EvidenceAnswer.none("green.", List.of())));

        assertThat(run("status", "prod", "--plan", "--evidence")).isZero();

        assertThat(printed()).contains("plan         waits for the plan.", "evidence     waits for green.");
    }

    @Test
    void aDryRunIsFollowedToItsEndAndPrintsItsPlan() {
        Outcome outcome = Samples.outcome(Ending.PLANNED);
        temporal.answers.put("status", Json.tree(Samples.ended(outcome)));
        temporal.answers.put("plan", Json.tree(PlanAnswer.of(Samples.plan())));
        temporal.end = new End(outcome, Json.tree(outcome), "PLANNED");

        assertThat(run("start", "prod", "--project", "shop", "--dry-run")).isZero();

        assertThat(printed())
                .contains("plan         0123456789abcdef")
                .contains("schema       materialize.shop: replaced by shop__green_abcdefgh")
                .contains("cluster      serve: new, made as serve__green_abcdefgh")
                .contains("  materialized view materialize.shop.totals on serve")
                .contains("checks       totals_add_up")
                .contains("outside      materialize.public.report goes on reading the old materialize.shop.totals")
                .contains("warning      Look twice.")
                .contains("outcome      PLANNED");
    }

    @Test
    void aDryRunForMachinesPrintsTheWholePlanAndThenTheOutcome() {
        Outcome outcome = Samples.outcome(Ending.PLANNED);
        JsonNode plan = Json.tree(PlanAnswer.of(Samples.plan()));
        temporal.answers.put("status", Json.tree(Samples.ended(outcome)));
        temporal.answers.put("plan", plan);
        temporal.end = new End(outcome, Json.tree(outcome), "PLANNED");

        assertThat(run("watch", "prod", "--json")).isZero();

        assertThat(printed().lines())
                .endsWith(plan.toString(), Json.tree(outcome).toString());
        assertThat(Json.tree(outcome).path("kept").isArray()).isTrue();
    }

    @Test
    void watchShowsWhatADecisionNeedsInFewWords() {
        temporal.answers.put("status", Json.tree(Samples.awaitingDecision()));
        temporal.answers.put("evidence", Json.tree(EvidenceAnswer.of(Samples.evidence(), List.of(), null)));
        temporal.glimpses.add(new Glimpse(true, "run-1", null, null, 0, List.of()));
        temporal.end = new End(null, Json.tree("terminated"), "terminated");

        run("watch", "prod");

        assertThat(printed())
                .contains(
                        "0 added, 1 changed, 0 removed, 0 the same; 1 of 1 checks passed; rows of 0 relations the same,"
                                + " 0 other as expected, 0 other, 0 not compared; 0 outside stay with the old"
                                + " version; 1 warning")
                .contains(
                        "cutover status prod --evidence",
                        "cutover approve prod --plan 0123456789ab --evidence fedcba987654",
                        "cutover reject")
                .doesNotContain("temporal workflow");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start", "watch", "approve", "reject", "revert", "finish", "cancel", "status", "list", "dev", "demo",
                "bench"
            })
    void helpFitsIntoEightyColumnsAndBreaksOnlyWhereItMust(String command) {
        assertThat(run(command, "--help")).isZero();

        List<String> lines = printed().lines().toList();
        assertThat(lines).allMatch(line -> line.length() <= 80);
        List<String> prose = lines.stream()
                .filter(line -> line.matches("[A-Z].*") && !line.startsWith("Usage"))
                .toList();
        for (int i = 0; i + 1 < prose.size(); i++) {
            if (!prose.get(i).matches(".*[.\\\\]|.* as")) {
                assertThat(prose.get(i).length()
                                + 1
                                + prose.get(i + 1).split(" ")[0].length())
                        .isGreaterThanOrEqualTo(79);
            }
        }
    }

    private int run(String... arguments) {
        Context context = new Context(() -> temporal, new PrintStream(out, true, StandardCharsets.UTF_8), "alice");
        return Commands.of(context, System.err).execute(arguments);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
