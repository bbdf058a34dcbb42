package dev.cutover.faults.process;

import dev.cutover.faults.Wrong;
import dev.cutover.faults.results.ProcessLine;
import dev.cutover.sandbox.SandboxFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** One run: a deployment on a lane, one fault, and the look at what became of both. */
final class ProcessRun {
    private static final Duration PATIENCE = Duration.ofSeconds(360);
    private static final Duration PATIENCE_PER_RACER = Duration.ofSeconds(20);
    private static final Duration FOREIGN_CHANGES_LAST = Duration.ofSeconds(120);
    private static final Duration LOOK = Duration.ofMillis(100);
    /** Longer than the heartbeat timeout of 20 s, so that another worker has taken over. */
    private static final long FROZEN_MILLIS = 26_000;

    private static final Duration SHORT_HOLD = Duration.ofSeconds(6);
    private static final long REVOKED_MILLIS = 8_000;
    private static final long AWAY_MILLIS = 5_000;
    private static final long DOWN_MILLIS = 3_000;
    private static final long LAG_MILLIS = 6_000;

    private final Lane lane;
    private final Matrix.Planned planned;
    private final int number;
    private final Fault fault;
    private final List<Deployment> deployments = new ArrayList<>();
    private final ConcurrentLinkedQueue<CompletableFuture<Void>> aftermath = new ConcurrentLinkedQueue<>();
    private final List<String> complaints = new ArrayList<>();
    private volatile List<String> madeBefore = List.of();
    private volatile String strangers = "";
    private volatile boolean productionChanged;
    private volatile boolean terminated;
    private volatile boolean cancelOrdered;
    private final Operator operator;
    private final Privileges privileges;
    private long heldSinceNanos;

    ProcessRun(Lane lane, Matrix.Planned planned, int number, Fault fault) {
        this.number = number;
        this.lane = lane;
        this.planned = planned;
        this.operator = new Operator(lane);
        this.privileges = new Privileges(lane.system());
        this.fault = fault;
    }

    /** Makes the run and cleans up after it. */
    ProcessLine run() {
        long startedNanos = System.nanoTime();
        // What begins to hang between two runs is neither's.
        lane.reader().awaitRead();
        lane.reader().takeTroubles();
        lane.reader().takeHung();
        Set<String> production = Set.copyOf(lane.database().production());
        long readsBefore = lane.reader().reads();
        int before = lane.reader().last();
        SandboxFaults faults = lane.sandbox().faults();
        background(faults);
        lane.supervisor().arm(fault.stop() == null ? null : fault, this::strike);
        boolean ended = fault.kind().by() == FaultKind.By.CROWD ? crowd() : deployment();
        aftermath.forEach(CompletableFuture::join);
        lane.supervisor().disarm();
        faults.foreignDdlEvery(0);
        if (fault.kind() == FaultKind.PRIVILEGE) {
            privileges.giveBack();
            privileges.enforce(false);
        }
        lane.reader().awaitRead();
        long reads = lane.reader().reads() - readsBefore;
        Circumstances circumstances =
                new Circumstances(before, production, madeBefore, productionChanged, terminated, strangers, reads);
        Notes notes = new Notes(planned.seed(), fault);
        complaints.forEach(complaint -> notes.wrong(Wrong.ENDING, complaint));
        List<String> endings =
                new ProcessInspection(lane, fault, deployments, operator, circumstances, notes).of(ended);
        ProcessLine line = line(endings, notes, reads, startedNanos);
        lane.database().sweep();
        lane.repair();
        return line;
    }

    private boolean crowd() {
        Crowd crowd = new Crowd(lane, fault, "faults-" + number + "-" + planned.seed(), deployments);
        boolean ended = crowd.lead();
        madeBefore = crowd.madeBefore();
        complaints.addAll(crowd.complaints());
        terminated = fault.kind() == FaultKind.QUEUE_OWNER || fault.kind() == FaultKind.JANITOR;
        return ended;
    }

    private boolean deployment() {
        for (int racer = 0; racer < racers(); racer++) {
            Deployment deployment = lane.deployment("faults-" + number + "-" + planned.seed() + "-" + racer);
            deployment.start(lane.nextProject(), hold());
            deployments.add(deployment);
        }
        return lead();
    }

    private ProcessLine line(List<String> endings, Notes notes, long reads, long startedNanos) {
        Supervisor seen = lane.supervisor();
        boolean killed = fault.kind() == FaultKind.KILL || fault.kind() == FaultKind.KILL_ALL;
        return new ProcessLine(
                planned.seed(),
                planned.kind() == null ? null : planned.kind().option(),
                fault.kind().option(),
                fault.scenario().name(),
                fault.stop() == null ? null : fault.stop().place().words(),
                seen.firedAt() == null ? null : seen.firedAt().name(),
                seen.firedBy(),
                fault.stop() == null || seen.fired(),
                endings,
                notes.findings(),
                notes.checked(),
                madeBefore.size(),
                reads,
                killed && seen.resumedAfterMillis() >= 0 ? seen.resumedAfterMillis() : null,
                Duration.ofNanos(System.nanoTime() - startedNanos).toSeconds(),
                lane.version());
    }

    private Duration hold() {
        if (fault.kind() == FaultKind.REVERT_RACE) {
            return SHORT_HOLD;
        }
        return fault.scenario() == Scenario.REVERT || fault.choice() % 2 == 0 ? Duration.ofHours(1) : Duration.ZERO;
    }

    /** Mostly a few; sometimes as many as twenty. */
    private int racers() {
        if (fault.kind() != FaultKind.RACE) {
            return 1;
        }
        return fault.choice() % 4 == 0 ? 9 + fault.choice() % 12 : 2 + fault.choice() % 7;
    }

    private void background(SandboxFaults faults) {
        switch (fault.kind()) {
            case FOREIGN_DDL_1 -> faults.foreignDdlEvery(1000);
            case FOREIGN_DDL_10 -> faults.foreignDdlEvery(100);
            case FOREIGN_DDL_50 -> faults.foreignDdlEvery(20);
            case NOTHING, KILL, KILL_ALL, FREEZE, RESET, HALF_OPEN, SLOW, AWAY, RESTART, TEMPORAL, LAG -> {}
            case STRANGER_GREEN, STRANGER_BLUE, STRANGER_RETIRED -> {}
            case RACE, CANCEL, TERMINATE, OPERATOR_RESET, REVERT_RACE -> {}
            case QUEUE_KILL, QUEUE_OWNER, RACE_ASIDE, JANITOR, NOTICES -> {}
            case PRIVILEGE -> privileges.enforce(true);
        }
    }

    /** Says what the scenario wants until every deployment has ended; false when one does not. */
    private boolean lead() {
        Duration patience = PATIENCE.plus(PATIENCE_PER_RACER.multipliedBy(deployments.size()));
        long giveUp = System.nanoTime() + patience.toNanos();
        long foreignUntil = System.nanoTime() + FOREIGN_CHANGES_LAST.toNanos();
        boolean all = false;
        while (!all && System.nanoTime() < giveUp) {
            List<String> phases = deployments.stream().map(Deployment::phase).toList();
            boolean raceReady = deployments.size() == 1
                    || phases.stream()
                            .noneMatch(phase -> List.of(
                                            "", "PLANNING", "CLONING", "DEPLOYING", "HYDRATING", "COLLECTING_EVIDENCE")
                                    .contains(phase));
            for (int i = 0; i < phases.size(); i++) {
                speak(deployments.get(i), phases.get(i), raceReady);
            }
            if (System.nanoTime() > foreignUntil) {
                // At this rate a swap may be unable to commit; the right ending is seen when the others have had
                // enough.
                lane.sandbox().faults().foreignDdlEvery(0);
            }
            all = phases.stream().allMatch("DONE"::equals);
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return all;
    }

    private void speak(Deployment deployment, String phase, boolean raceReady) {
        if (cancelOrdered && !deployment.cancelled()) {
            deployment.cancel();
        }
        switch (phase) {
            case "AWAITING_DECISION" -> {
                if (fault.scenario() == Scenario.GIVE_UP) {
                    lane.sandbox().faults().foreignDdlEvery(5);
                }
                if (raceReady) {
                    deployment.decide(fault.scenario() == Scenario.REJECT ? "reject" : "approve");
                }
            }
            case "PROMOTING" -> {
                if (fault.scenario() == Scenario.GIVE_UP) {
                    cancelOrdered = true;
                }
            }
            case "COMPENSATING", "REVERTING" -> {
                if (fault.scenario() == Scenario.GIVE_UP) {
                    lane.sandbox().faults().foreignDdlEvery(0);
                }
            }
            case "HYDRATING", "COLLECTING_EVIDENCE" -> deployment.mayBeAskedAgain();
            case "HOLDING" -> holding(deployment);
            default -> {}
        }
    }

    private void holding(Deployment deployment) {
        if (fault.kind() != FaultKind.REVERT_RACE) {
            deployment.order(fault.scenario() == Scenario.REVERT ? "revert" : "finish");
            return;
        }
        if (heldSinceNanos == 0) {
            heldSinceNanos = System.nanoTime();
        }
        long held = Duration.ofNanos(System.nanoTime() - heldSinceNanos).toMillis();
        boolean now = switch (fault.choice() % 4) {
            case 0, 3 -> true;
            case 1 -> held > SHORT_HOLD.toMillis() / 2;
            default -> held > SHORT_HOLD.toMillis() - 1_000 + fault.choice();
        };
        if (now) {
            deployment.order("revert");
            if (fault.choice() % 4 == 3) {
                deployment.say("finish");
                deployment.say("revert");
            }
        }
    }

    /** The fault, at its boundary, on the proxy's thread: what passes there waits for as long as this takes. */
    private void strike(int number) {
        Worker worker = lane.worker(number);
        madeBefore = lane.database().ids("fx%\\_\\_green\\_%");
        switch (fault.kind()) {
            case KILL -> {
                worker.kill();
                later(2_000, worker::start);
            }
            case KILL_ALL -> {
                lane.workers().forEach(Worker::kill);
                later(2_000, () -> lane.workers().forEach(Worker::start));
            }
            case FREEZE -> {
                worker.signal("STOP");
                later(FROZEN_MILLIS, () -> worker.signal("CONT"));
                if (fault.choice() % 2 == 0) {
                    // What it had sent arrives only now, when another has taken over.
                    pause(FROZEN_MILLIS + fault.choice());
                }
                later(FROZEN_MILLIS + 4_000, () -> {});
            }
            case RESET, HALF_OPEN -> {}
            case SLOW -> pause(3_000 + 9L * fault.choice());
            case AWAY -> {
                lane.workers().forEach(each -> each.sql().away(true));
                later(
                        AWAY_MILLIS,
                        () -> lane.workers().forEach(each -> each.sql().away(false)));
            }
            case RESTART -> {
                lane.reader().excuse(DOWN_MILLIS + 2_000);
                lane.sandbox().faults().restart(DOWN_MILLIS);
            }
            case TEMPORAL -> later(0, lane::restartTemporal);
            case LAG -> {
                lane.sandbox().faults().lag("*", 60_000);
                lane.supervisor().lagging(true);
                later(LAG_MILLIS, () -> {
                    lane.supervisor().lagging(false);
                    lane.sandbox().faults().lag("*", 0);
                });
            }
            case STRANGER_GREEN -> strangerAtGreen();
            case STRANGER_BLUE -> {
                strangers = "BLUE";
                productionChanged = lane.database().tryToExecute("GRANT USAGE ON SCHEMA fx_core TO PUBLIC")
                        && lane.supervisor().swaps().isEmpty();
            }
            case CANCEL -> cancelOrdered = true;
            case TERMINATE -> {
                terminated = true;
                later(0, () -> deployments.forEach(Deployment::terminate));
            }
            case OPERATOR_RESET ->
                later(0, () -> deployments.forEach(deployment -> operator.reset(deployment, fault.choice())));
            case PRIVILEGE -> {
                privileges.take(fault.choice());
                if (fault.choice() / 4 % 2 == 0) {
                    later(REVOKED_MILLIS, privileges::giveBack);
                }
            }
            case STRANGER_RETIRED -> {
                strangers = "RETIRED";
                strangerAtRetired();
            }
            case QUEUE_KILL, QUEUE_OWNER, RACE_ASIDE, JANITOR, NOTICES, NOTHING, RACE, REVERT_RACE ->
                throw new IllegalStateException(fault + " has no place");
            case FOREIGN_DDL_1, FOREIGN_DDL_10, FOREIGN_DDL_50 ->
                throw new IllegalStateException(fault + " has no place");
        }
    }

    private void strangerAtGreen() {
        List<String> schemas = lane.database()
                .column("SELECT name FROM mz_catalog.mz_schemas WHERE name LIKE 'fx\\_core\\_\\_green\\_%'");
        if (schemas.isEmpty()) {
            return;
        }
        String schema = '"' + schemas.get(0) + '"';
        String sql = switch (fault.choice() % 4) {
            case 0 -> "DROP MATERIALIZED VIEW " + schema + ".numbers";
            case 1 -> "ALTER SCHEMA " + schema + " RENAME TO fx_core__moved";
            case 2 -> "CREATE VIEW " + schema + ".guest AS SELECT 1 AS one";
            default -> "GRANT SELECT ON " + schema + ".numbers TO PUBLIC";
        };
        strangers = "GREEN " + sql;
        lane.database().tryToExecute(sql);
    }

    private void strangerAtRetired() {
        List<String> schemas = lane.database()
                .column("SELECT name FROM mz_catalog.mz_schemas WHERE name LIKE 'fx\\_core\\_\\_retired\\_%'"
                        + " OR name LIKE 'fx\\_core\\_\\_dropping\\_%'");
        if (!schemas.isEmpty()) {
            lane.database()
                    .tryToExecute("CREATE VIEW fx_raw.guest AS SELECT version FROM \"" + schemas.get(0) + "\".numbers");
        }
    }

    private void later(long millis, Runnable action) {
        aftermath.add(CompletableFuture.runAsync(() -> {
            pause(millis);
            action.run();
        }));
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}
