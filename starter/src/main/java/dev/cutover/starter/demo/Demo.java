package dev.cutover.starter.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.starter.ExitCode;
import dev.cutover.starter.client.DeploymentClient;
import dev.cutover.starter.client.End;
import dev.cutover.starter.client.Glimpse;
import dev.cutover.starter.client.Json;
import dev.cutover.starter.client.TemporalDeploymentClient;
import dev.cutover.starter.dbt.DbtShop;
import dev.cutover.starter.dbt.DbtVenv;
import dev.cutover.starter.dbt.Feed;
import dev.cutover.starter.dbt.Orders;
import dev.cutover.starter.processes.Cleanup;
import dev.cutover.starter.processes.Waiting;
import dev.cutover.starter.shop.Readers;
import dev.cutover.starter.shop.Reads;
import dev.cutover.starter.shop.Shop;
import dev.cutover.starter.stack.Home;
import dev.cutover.starter.stack.LocalStack;
import dev.cutover.starter.stack.Ports;
import dev.cutover.starter.temporalserver.TemporalCli;
import dev.cutover.starter.view.EvidenceView;
import dev.cutover.starter.view.OutcomeView;
import dev.cutover.starter.view.Progress;
import dev.cutover.workflows.DeploymentId;
import dev.cutover.workflows.evidence.EvidenceAnswer;
import dev.cutover.workflows.status.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A whole deployment with readers on production, from the first version installed to everything stopped. */
public final class Demo {
    private static final String WORKFLOW_ID = "cutover-" + LocalStack.TARGET;
    private static final int READS_AFTER_SWAP = 600;

    // dbt needs a processor of its own, and two are all that many machines have.
    private static final Duration ALONE = Duration.ofMillis(8);
    private static final Duration BESIDE_DBT = Duration.ofMillis(16);

    private final Scenario scenario;
    private final Optional<DbtVenv> dbt;
    private final Consumer<String> say;
    private final Keyboard keyboard;
    private final Messages messages;
    private final Progress progress = new Progress(ZoneId.systemDefault());
    private LocalStack stack;
    private DeploymentClient client;
    private Readers readers;
    private Optional<FeedStory> feed = Optional.empty();
    private boolean decisionShown;
    private boolean decided;
    private boolean holdEnded;
    private boolean feedShown;
    private long readsAtSwap;

    /**
     * A demonstration.
     *
     * @param scenario what to show
     * @param dbt what runs the shop's dbt project; empty for its SQL project
     * @param say prints a line
     */
    public Demo(Scenario scenario, Optional<DbtVenv> dbt, Consumer<String> say) {
        this.scenario = scenario;
        this.dbt = dbt;
        this.messages = new Messages(WORKFLOW_ID, dbt.isPresent() ? DbtShop.PROJECT : "shop");
        this.say = say;
        this.keyboard = Keyboard.listen(System.in);
    }

    /** Runs it; returns 0 when the ending is the one that was asked for and no read failed. */
    public int run(Cleanup cleanup) {
        stack = LocalStack.start(Ports.free(), dbt, cleanup, say);
        client = cleanup.add(TemporalDeploymentClient.local(stack.temporal().address()));
        Shop shop = new Shop(Home.folder().resolve("examples"), stack.sandbox(), LocalStack.TARGET);
        if (dbt.isPresent()) {
            feed = Optional.of(installByDbt(dbt.get(), cleanup));
        } else {
            say.accept("shop         installing the first version as production");
            shop.install(client);
        }
        List<String> before = shop.answer();
        readers = cleanup.add(Readers.start(stack.sandbox(), dbt.isPresent() ? BESIDE_DBT : ALONE));
        say.accept("readers      4 connections read production: autocommit, prepared, with SET cluster");
        say.accept("");

        JsonNode request = messages.request(LocalStack.TARGET, scenario);
        paceHydration(client.start(WORKFLOW_ID, request, "Deploy **" + messages.project() + "** to **dev**"));
        stack.temporal()
                .webUi()
                .ifPresent(ui -> say.accept("Watch it at " + ui + "/namespaces/default/workflows/" + WORKFLOW_ID));
        End end = follow();
        readers.close();
        feed.ifPresent(story -> story.order("after the end"));
        List<String> after = shop.answer();
        return summarize(end, before, after);
    }

    private FeedStory installByDbt(DbtVenv venv, Cleanup cleanup) {
        say.accept("shop         dbt makes the first version production, with a Kafka source and a Kafka sink");
        new DbtShop(
                        Home.folder().resolve("examples"),
                        venv,
                        stack.sandbox(),
                        stack.folder().resolve("dbt"))
                .install(stack.kafka(), cleanup);
        FeedStory story = new FeedStory(new Orders(stack.sandbox()), cleanup.add(Feed.follow(stack.kafka())));
        story.order("before the deployment");
        return story;
    }

    // The shop's data are few; these times make hydration something to watch. Only green's clusters have these names
    // (P1).
    private void paceHydration(String runId) {
        String green = dbt.isPresent() ? "_dbt_deploy" : "__green_" + DeploymentId.of(WORKFLOW_ID, runId);
        stack.sandbox().slowHydration("shop_transform" + green, 4_000);
        if (scenario == Scenario.STUCK_HYDRATION) {
            stack.sandbox().stickHydration("shop_serve" + green);
        } else {
            stack.sandbox().slowHydration("shop_serve" + green, 8_000);
        }
    }

    private End follow() {
        Glimpse glimpse = client.glimpse(WORKFLOW_ID);
        while (glimpse.running()) {
            Status status = show(glimpse);
            switch (status.phase()) {
                case AWAITING_DECISION -> decide(status);
                case HOLDING -> endHold();
                case PLANNING,
                        QUEUED,
                        CLONING,
                        DEPLOYING,
                        HYDRATING,
                        COLLECTING_EVIDENCE,
                        PROMOTING,
                        VERIFYING,
                        REVERTING,
                        CLEANING_UP,
                        COMPENSATING,
                        DONE -> {}
            }
            Waiting.pause();
            glimpse = client.glimpse(WORKFLOW_ID);
        }
        show(glimpse);
        return client.await(WORKFLOW_ID);
    }

    private Status show(Glimpse glimpse) {
        Status status = Json.read(client.query(WORKFLOW_ID, "status"), Status.class);
        progress.observe(status, glimpse, Instant.now()).forEach(say);
        return status;
    }

    private void decide(Status status) {
        if (!decisionShown) {
            decisionShown = true;
            showDecision(status);
        }
        if (decided) {
            return;
        }
        switch (scenario) {
            case APPROVE, REVERT, STUCK_HYDRATION -> send("approve", messages.decision(status));
            case REJECT -> send("reject", messages.decision(status).put("reason", "the demo was asked to reject"));
            case ASK ->
                keyboard.poll()
                        .ifPresent(
                                line -> send(line.startsWith("r") ? "reject" : "approve", messages.decision(status)));
        }
    }

    private void showDecision(Status status) {
        JsonNode evidence = client.query(WORKFLOW_ID, "evidence");
        say.accept("");
        say.accept("Evidence for the decision:");
        EvidenceView.lines(Json.read(evidence, EvidenceAnswer.class).evidence()).forEach(say);
        say.accept("");
        say.accept("Approve with the Temporal CLI:");
        say.accept("  " + here(messages.signalCommand("approve", messages.decision(status))));
        if (scenario == Scenario.ASK) {
            say.accept("or press Enter here (r and Enter rejects).");
        }
        say.accept("");
    }

    private void send(String signal, JsonNode input) {
        decided = true;
        client.signal(WORKFLOW_ID, signal, input);
    }

    // Readers get time to see the new version before the hold ends, and the sink to follow.
    private void endHold() {
        if (feed.isPresent() && !feedShown) {
            if (feed.get().followed()) {
                feedShown = true;
                feed.get().order("after the swap");
            }
            return;
        }
        long served = readers.soFar().served();
        if (readsAtSwap == 0) {
            readsAtSwap = served;
        }
        if (holdEnded || served < readsAtSwap + READS_AFTER_SWAP) {
            return;
        }
        holdEnded = true;
        boolean revert = scenario == Scenario.REVERT;
        String name = revert ? "revert" : "finish";
        JsonNode order = messages.order(revert ? "the demo was asked to revert" : "the demo has seen enough");
        say.accept("The hold would last 10 minutes; ending it as you could:");
        say.accept("  " + here(messages.signalCommand(name, order)));
        client.signal(WORKFLOW_ID, name, order);
    }

    private int summarize(End end, List<String> before, List<String> after) {
        Reads reads = readers.soFar();
        say.accept("");
        OutcomeView.lines(end).forEach(say);
        if (end.outcome() == null) {
            return ExitCode.ENDED_FROM_OUTSIDE;
        }
        say.accept("");
        say.accept("Time per phase:");
        Summary.phases(end.outcome().phases()).forEach(say);
        say.accept("");
        say.accept("Production answered before:          and after:");
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            say.accept(
                    String.format("  %-34s %s", line(before, i), line(after, i)).stripTrailing());
        }
        say.accept("");
        feed.ifPresent(story -> {
            story.lines().forEach(say);
            say.accept("");
        });
        Summary.reads(reads).forEach(say);
        stack.temporal().webUi().ifPresent(ui -> say.accept("Web UI: " + ui + " (until this command ends)"));
        List<String> shortcomings =
                new ArrayList<>(Summary.shortcomings(scenario, end.outcome().outcome(), reads));
        feed.ifPresent(story -> shortcomings.addAll(story.shortcomings()));
        shortcomings.forEach(say);
        return shortcomings.isEmpty() ? ExitCode.OK : Math.max(ExitCode.UNEXPECTED, end.exitCode());
    }

    private String here(String command) {
        Optional<TemporalCli> cli = TemporalCli.find();
        return TemporalCli.here(command, cli, stack.temporal().address());
    }

    private static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "";
    }
}
