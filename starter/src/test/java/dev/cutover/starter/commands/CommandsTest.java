package dev.cutover.starter.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.client.End;
import dev.cutover.starter.client.Json;
import dev.cutover.starter.client.Row;
import dev.cutover.workflows.evidence.EvidenceAnswer;
import dev.cutover.workflows.janitor.JanitorReport;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.plan.PlanAnswer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final RecordingClient temporal = new RecordingClient();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void startSendsOnlyWhatWasGivenSoThatTheWorkflowsDefaultsCount() {
        assertThat(run("start", "prod", "--project", "shop")).isZero();

        assertThat(temporal.heard)
                .containsExactly("start cutover-prod"
                        + " {\"target\":\"prod\",\"project\":{\"path\":\"shop\"},\"requestedBy\":\"alice\"}"
                        + " Deploy **shop** to **prod**");
    }

    @Test
    void startSendsEveryFieldOfTheRequest() {
        Outcome outcome = Samples.outcome(Ending.PLANNED);
        temporal.answers.put("status", Json.tree(Samples.ended(outcome)));
        temporal.answers.put("plan", Json.tree(PlanAnswer.of(Samples.plan())));
        temporal.end = new End(outcome, Json.tree(outcome), "PLANNED");
        assertThat(run(
                        "start",
                        "prod",
                        "--project=models",
                        "--git=https://git.example/shop",
                        "--ref=v2",
                        "--by=bob",
                        "--dry-run",
                        "--hold-for=1h",
                        "--approval-expires-after=2d",
                        "--hydration-timeout=3h",
                        "--lag-threshold=2s",
                        "--sink-timeout=4m",
                        "--on-conflict=queue",
                        "--queue-timeout=5h",
                        "--removes=a.b,cluster c",
                        "--removes=schema d",
                        "--adopt",
                        "--workflow-id=mine"))
                .isZero();

        assertThat(temporal.heard)
                .startsWith("start mine {\"target\":\"prod\",\"project\":{\"path\":\"models\","
                        + "\"git\":\"https://git.example/shop\",\"ref\":\"v2\"},\"requestedBy\":\"bob\",\"dryRun\":true,"
                        + "\"holdFor\":\"1h\",\"approvalExpiresAfter\":\"2d\",\"hydrationTimeout\":\"3h\","
                        + "\"lagThreshold\":\"2s\",\"sinkTimeout\":\"4m\",\"onConflict\":\"QUEUE\",\"queueTimeout\":\"5h\","
                        + "\"removes\":[\"a.b\",\"cluster c\",\"schema d\"],\"adopt\":true}"
                        + " Deploy **models** to **prod** (dry run)");
    }

    @Test
    void approveAsksForAnAnswerUnlessASignalIsWanted() {
        assertThat(run("approve", "prod", "--plan", "1a2b3c4d")).isZero();
        assertThat(run("approve", "prod", "--plan", "1a2b3c4d", "--signal", "--by", "bob", "--reason", "looks fine"))
                .isZero();

        assertThat(temporal.heard)
                .containsExactly(
                        "update decide cutover-prod {\"by\":\"alice\",\"planHash\":\"1a2b3c4d\",\"decision\":\"APPROVE\"}",
                        "signal approve cutover-prod {\"by\":\"bob\",\"reason\":\"looks fine\",\"planHash\":\"1a2b3c4d\"}");
        assertThat(printed()).contains("Understood.").contains("A signal has no answer");
    }

    @Test
    void whatAPolicyMayDemandIsSentWithTheApproval() {
        assertThat(run(
                        "approve",
                        "prod",
                        "--plan=1a2b3c4d",
                        "--evidence=99887766",
                        "--override=slow_orders",
                        "--override=late",
                        "--break-glass",
                        "--reason=fire"))
                .isZero();

        assertThat(temporal.heard)
                .containsExactly(
                        "update decide cutover-prod {\"by\":\"alice\",\"reason\":\"fire\",\"planHash\":\"1a2b3c4d\","
                                + "\"evidenceDigest\":\"99887766\",\"overrides\":[\"slow_orders\",\"late\"],\"breakGlass\":true,"
                                + "\"decision\":\"APPROVE\"}");
    }

    @Test
    void aKeyFileThatHoldsNoKeySignsAndSendsNothing(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("key.pem"), "s3cret");

        assertThat(run("approve", "prod", "--plan", "1a2b3c4d", "--sign-with", file.toString()))
                .isEqualTo(ExitCode.USAGE);

        assertThat(temporal.heard).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("openssl genpkey -algorithm ed25519")
                .doesNotContain("s3cret");
    }

    @Test
    void rejectAsksForAnAnswerUnlessASignalIsWanted() {
        assertThat(run("reject", "prod", "--plan", "1a2b3c4d", "--reason", "wrong"))
                .isZero();
        assertThat(run("reject", "-w", "mine", "--plan", "1a2b3c4d", "--signal"))
                .isZero();

        assertThat(temporal.heard)
                .containsExactly(
                        "update decide cutover-prod"
                                + " {\"by\":\"alice\",\"reason\":\"wrong\",\"planHash\":\"1a2b3c4d\",\"decision\":\"REJECT\"}",
                        "signal reject mine {\"by\":\"alice\",\"planHash\":\"1a2b3c4d\"}");
    }

    @Test
    void revertFinishAndCancelSayWhoWantsIt() {
        assertThat(run("revert", "prod", "--reason", "numbers differ")).isZero();
        assertThat(run("revert", "prod", "--signal")).isZero();
        assertThat(run("finish", "prod")).isZero();
        assertThat(run("cancel", "prod")).isZero();

        assertThat(temporal.heard)
                .containsExactly(
                        "update undo cutover-prod {\"by\":\"alice\",\"reason\":\"numbers differ\"}",
                        "signal revert cutover-prod {\"by\":\"alice\"}",
                        "signal finish cutover-prod {\"by\":\"alice\"}",
                        "cancel cutover-prod");
    }

    @Test
    void nothingIsApprovedWithoutNamingThePlan() {
        assertThat(run("approve", "prod")).isEqualTo(ExitCode.USAGE);

        assertThat(temporal.heard).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--plan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "watch", "finish", "cancel", "revert"})
    void aCommandWithoutADeploymentSaysHowToNameOne(String command) {
        assertThat(run(command)).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--workflow-id ID");
    }

    @Test
    void statusShowsWhetherProductionIsSafeAndWhatToTypeNext() {
        temporal.answers.put("status", Json.tree(Samples.awaitingDecision()));

        assertThat(run("status", "prod")).isZero();

        assertThat(printed())
                .contains("phase        AWAITING_DECISION")
                .contains("production   Production is untouched.")
                .contains("  cutover approve prod --plan 0123456789ab --evidence fedcba987654\n")
                .doesNotContain("temporal workflow");
    }

    @Test
    void statusForMachinesIsTheWorkersAnswerAsItIs() {
        JsonNode answer = Json.tree(Samples.awaitingDecision());
        temporal.answers.put("status", answer);

        assertThat(run("status", "prod", "--json")).isZero();

        assertThat(printed().strip()).isEqualTo(answer.toString());
    }

    @Test
    void planSaysOfEveryObjectWhyItIsInItAndWhatItCosts() {
        temporal.answers.put("plan", Json.tree(PlanAnswer.of(Samples.plan())));

        assertThat(run("plan", "prod")).isZero();

        assertThat(printed())
                .contains("changed      1 object\n  materialized view materialize.shop.totals on serve\n")
                .contains("column n added: int8")
                .contains("removed      1 object\n  view              materialize.shop.gone\n")
                .contains("cost         serve: 2 x 50cc, 1 credits an hour")
                .contains("at most 24.5 for 1d30m")
                .contains("subscribes   2 running SUBSCRIBEs")
                .contains("revert       Webhook source hook")
                .contains("statements   1 to make green's schemas and clusters, 1 to drop the old version");
    }

    @Test
    void planShowsEveryStatementAsSqlAndForMachinesAllThatItHolds() {
        JsonNode answer = Json.tree(PlanAnswer.of(Samples.plan()));
        temporal.answers.put("plan", answer);

        assertThat(run("plan", "prod", "--statements")).isZero();
        assertThat(printed())
                .contains(
                        "-- CLONE: to make green's schemas and clusters\nCREATE SCHEMA materialize.shop__green_abcdefgh;\n")
                .contains("DROP VIEW v; -- not while somebody outside still reads it\n");

        out.reset();
        assertThat(run("plan", "prod", "--json")).isZero();
        assertThat(printed().strip()).isEqualTo(answer.path("plan").toString());
    }

    @Test
    void aPlanThatIsNotThereYetIsNoPlan() {
        temporal.answers.put("plan", Json.tree(PlanAnswer.none("the plan, which is being made.")));

        assertThat(run("plan", "prod")).isEqualTo(ExitCode.REFUSED);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("the plan, which is being made.");
    }

    @Test
    void statusShowsHowToSignWhereDecisionsMustBeSigned() {
        String signed = "cutover approve --workflow-id cutover-prod --plan 0123456789ab --sign-with your-key.pem";
        temporal.answers.put("status", Json.tree(Samples.awaitingDecision(List.of("temporal workflow query", signed))));

        assertThat(run("status", "prod")).isZero();

        assertThat(printed()).contains("  " + signed + "\n").doesNotContain("cutover approve prod --plan");
    }

    @Test
    void evidenceIsTextOrJsonOrOnePage(@TempDir Path folder) throws Exception {
        JsonNode answer = Json.tree(EvidenceAnswer.of(Samples.evidence(), List.of(), NOON));
        temporal.answers.put("evidence", answer);
        temporal.answers.put("status", Json.tree(Samples.awaitingDecision()));
        temporal.answers.put("plan", Json.tree(PlanAnswer.of(Samples.plan())));
        Path page = folder.resolve("evidence.html");

        assertThat(run("evidence", "prod")).isZero();
        assertThat(printed()).contains("warning  Look twice.");
        assertThat(run("evidence", "prod", "--json")).isZero();
        assertThat(printed()).contains(answer.toString());
        assertThat(run("evidence", "prod", "--markdown")).isZero();
        assertThat(printed()).contains("| evidence | d, collected at", "- Look twice.");
        assertThat(run("evidence", "prod", "--html", page.toString())).isZero();
        assertThat(printed()).contains("Written to " + page);
        assertThat(page)
                .content()
                .contains("Look twice.", "cutover approve prod --plan 0123456789ab --evidence fedcba987654");
    }

    @Test
    void freshEvidenceIsWaitedFor() {
        temporal.answers.put("evidence", Json.tree(EvidenceAnswer.of(Samples.evidence(), List.of(), NOON)));
        temporal.answers.put("status", Json.tree(Samples.awaitingDecision()));
        temporal.afterSignal.put(
                "evidence", Json.tree(EvidenceAnswer.of(Samples.evidence(), List.of(), NOON.plusSeconds(90))));

        assertThat(run("evidence", "prod", "--refresh")).isZero();

        assertThat(temporal.heard).contains("signal refresh cutover-prod {\"by\":\"alice\"}");
        assertThat(printed()).contains("warning  Look twice.");
    }

    @Test
    void freshEvidenceThatNobodyCollectsSaysWhy() {
        temporal.answers.put("evidence", Json.tree(EvidenceAnswer.of(Samples.evidence(), List.of(), NOON)));
        temporal.answers.put("status", Json.tree(Samples.awaitingDecision()));
        temporal.afterSignal.put(
                "status", Json.tree(Samples.ignoring("12:00 refresh by alice: ignored: it has just been collected.")));

        assertThat(run("evidence", "prod", "--refresh")).isEqualTo(ExitCode.REFUSED);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("it has just been collected.");
    }

    @Test
    void evidenceThatIsNotThereSaysWhatItWaitsFor() {
        temporal.answers.put("evidence", Json.tree(EvidenceAnswer.none("green.", List.of())));

        assertThat(run("evidence", "prod", "--json", "--open")).isEqualTo(ExitCode.USAGE);
        assertThat(run("evidence", "prod")).isEqualTo(ExitCode.REFUSED);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is no evidence: green.");
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void watchEndsWithTheExitCodeOfTheEnding(Ending ending) {
        temporal.answers.put("status", Json.tree(Samples.awaitingDecision()));
        Outcome outcome = Samples.outcome(ending);
        temporal.answers.put("plan", Json.tree(PlanAnswer.of(Samples.plan())));
        temporal.end = new End(outcome, Json.tree(outcome), ending.name());

        assertThat(run("watch", "prod")).isEqualTo(ExitCode.of(ending));

        assertThat(printed()).contains("outcome      " + ending);
    }

    @Test
    void watchTellsARunThatWasEndedFromOutsideApart() {
        temporal.answers.put("status", Json.tree(Samples.awaitingDecision()));
        temporal.end = new End(null, Json.tree("terminated"), "terminated");

        assertThat(run("watch", "prod")).isEqualTo(ExitCode.ENDED_FROM_OUTSIDE);

        assertThat(printed()).contains("__green_");
    }

    @Test
    void janitorAsksToRemoveOnlyWithApplyAndEndsWithItsOwnCodeWhileSomethingIsLeft() {
        temporal.report = new JanitorReport(
                "prod",
                false,
                List.of(),
                List.of(new JanitorReport.Item(
                        "abcd2345",
                        "shop-a",
                        "u7",
                        "schema",
                        "materialize.shop__green_abcd2345",
                        JanitorReport.Verdict.REMOVE,
                        "Its workflow shop-a has closed (TERMINATED).",
                        List.of())));

        assertThat(run("janitor", "prod")).isEqualTo(17);
        assertThat(temporal.heard)
                .startsWith("janitor prod {\"target\":\"prod\",\"apply\":false,\"endHolds\":false,\"gone\":[]}");
        assertThat(printed())
                .contains(
                        "Target prod: 1 would be removed, 0 kept, 0 unproven.",
                        "Deployment abcd2345 (workflow shop-a)",
                        "REMOVE    schema materialize.shop__green_abcd2345",
                        "add --apply");
    }

    @Test
    void janitorThatHasRemovedEverythingEndsWithZero() {
        temporal.report = new JanitorReport("prod", true, List.of(), List.of());

        assertThat(run("janitor", "prod", "--apply", "--gone=abcd2345,bcde2345", "--end-holds"))
                .isZero();
        assertThat(temporal.heard)
                .startsWith("janitor prod {\"target\":\"prod\",\"apply\":true,\"endHolds\":true,"
                        + "\"gone\":[\"abcd2345\",\"bcde2345\"]}");
        assertThat(printed()).contains("Nothing is left on target prod.");
    }

    @Test
    void listTurnsItsOptionsIntoOneQuotedFilter() {
        temporal.rows.add(
                new Row("cutover-prod", "run-1", "RUNNING", "prod", "HOLDING", null, "alice", NOON, List.of()));

        assertThat(run(
                        "list",
                        "--target",
                        "prod",
                        "--phase",
                        "HOLDING",
                        "--outcome",
                        "PROMOTED",
                        "--by",
                        "o'neil",
                        "--running"))
                .isZero();

        assertThat(temporal.heard)
                .containsExactly(
                        "list CutoverTarget = 'prod' AND CutoverPhase = 'HOLDING' AND CutoverOutcome = 'PROMOTED'"
                                + " AND CutoverRequester = 'o\\'neil' AND ExecutionStatus = 'Running' 50");
        assertThat(printed()).contains("cutover-prod").contains("HOLDING");
    }

    @Test
    void anErrorIsOneSentenceAndItsOwnExitCode() {
        temporal.problem = new Problem(ExitCode.NO_WORKER, "No worker answered.");

        assertThat(run("finish", "prod")).isEqualTo(ExitCode.NO_WORKER);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("cutover: No worker answered." + System.lineSeparator());
        assertThat(temporal.closed).isTrue();
    }

    @Test
    void benchRefusesAPartThatThereIsNotAndNamesThoseThatThereAre() {
        assertThat(run("bench", "--only", "deploy,everything")).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("[DEPLOY, PROMOTE, HYDRATE, DBT, ROWS]", "'everything'");
    }

    private int run(String... arguments) {
        Context context = new Context(() -> temporal, new PrintStream(out, true, StandardCharsets.UTF_8), "alice");
        return Commands.of(context, new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(arguments);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
