package dev.cutover.faults.process;

import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Leads a run in which more than one deployment, or something else than a deployment, takes part. */
final class Crowd {
    private static final Duration PATIENCE = Duration.ofSeconds(420);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration DOWN = Duration.ofSeconds(2);

    private final Lane lane;
    private final Fault fault;
    private final String name;
    private final List<Deployment> deployments;
    private final long giveUp = System.nanoTime() + PATIENCE.toNanos();
    private final List<String> complaints = new ArrayList<>();
    private List<String> madeBefore = List.of();

    /**
     * A crowd.
     *
     * @param name begins the ids of its workflows
     * @param deployments gets every deployment that takes part
     */
    Crowd(Lane lane, Fault fault, String name, List<Deployment> deployments) {
        this.lane = lane;
        this.fault = fault;
        this.name = name;
        this.deployments = deployments;
    }

    /** What the living deployment had made when the fault came. */
    List<String> madeBefore() {
        return madeBefore;
    }

    /** What went otherwise than it has to. */
    List<String> complaints() {
        return complaints;
    }

    /** Leads it to its end; false when it does not come in time. */
    boolean lead() {
        return switch (fault.kind()) {
            case QUEUE_KILL -> queueKill();
            case QUEUE_OWNER -> queueOwner();
            case RACE_ASIDE -> raceAside();
            case JANITOR -> janitor();
            case NOTICES -> notices();
            case KILL, KILL_ALL, FREEZE, RESET, HALF_OPEN, SLOW, AWAY, RESTART, TEMPORAL, NOTHING, LAG -> none();
            case FOREIGN_DDL_1, FOREIGN_DDL_10, FOREIGN_DDL_50, STRANGER_GREEN, STRANGER_BLUE, RACE, CANCEL -> none();
            case TERMINATE, OPERATOR_RESET, PRIVILEGE, REVERT_RACE, STRANGER_RETIRED -> none();
        };
    }

    private boolean none() {
        throw new IllegalStateException(fault + " has no crowd");
    }

    private boolean queueKill() {
        if (!secondWaits()) {
            return false;
        }
        killAndStart();
        return promoted(deployments.get(0)) && promoted(deployments.get(1));
    }

    private boolean queueOwner() {
        if (!secondWaits()) {
            return false;
        }
        if (!until(deployments.get(0)::learnId)) {
            return false;
        }
        deployments.get(0).terminate();
        return promoted(deployments.get(1));
    }

    /** One has the turn, another one waits for it. */
    private boolean secondWaits() {
        return reaches(start(Model.TARGET, lane.nextProject(), "QUEUE"), "AWAITING_DECISION")
                && reaches(start(Model.TARGET, lane.nextProject(), "QUEUE"), "QUEUED");
    }

    private boolean raceAside() {
        Deployment aside = start(Model.TARGET, lane.nextProjectAside(), "REFUSE");
        Deployment main = start(Model.TARGET, lane.nextProject(), "REFUSE");
        if (!reaches(aside, "AWAITING_DECISION") || !reaches(main, "AWAITING_DECISION")) {
            return false;
        }
        List<Deployment> both = fault.choice() % 2 == 0 ? List.of(aside, main) : List.of(main, aside);
        long fence = generation();
        both.forEach(each -> until(() -> approved(each)));
        boolean ended = promoted(both.get(0)) && promoted(both.get(1));
        if (generation() != fence + 2) {
            complaints.add("two deployments on fence " + fence + " have made it fence " + generation());
        }
        return ended;
    }

    /** How many swaps the fence has seen. */
    private long generation() {
        String prefix = "_cutover_" + Model.TARGET + "_";
        return lane
                .database()
                .column("SELECT name FROM mz_catalog.mz_schemas WHERE name LIKE '" + prefix.replace("_", "\\_") + "%'")
                .stream()
                .map(name -> name.substring(prefix.length()))
                .map(name -> name.split("_")[0])
                .mapToLong(Long::parseLong)
                .max()
                .orElseThrow();
    }

    private boolean janitor() {
        Deployment dead = start(Model.TARGET, lane.nextProject(), "REFUSE");
        if (!reaches(dead, "AWAITING_DECISION") || !until(dead::learnId)) {
            return false;
        }
        dead.terminate();
        Deployment living = start(Model.TARGET, lane.nextProject(), "REFUSE");
        if (!reaches(living, "AWAITING_DECISION") || !until(living::learnId)) {
            return false;
        }
        madeBefore = lane.database().ids("fx%\\_\\_green\\_" + living.id());
        WorkflowStub sweep = lane.janitor(name + "-janitor");
        LockSupport.parkNanos(Duration.ofMillis(2L * fault.choice()).toNanos());
        killAndStart();
        return until(() -> ended(sweep)) && promoted(living);
    }

    private boolean notices() {
        return promoted(start(Model.TARGET_WITH_NOTICES, lane.nextProject(), "REFUSE"));
    }

    private Deployment start(String target, String project, String onConflict) {
        Deployment deployment = lane.deployment(name + "-" + deployments.size());
        deployment.start(target, project, Duration.ofHours(1), onConflict);
        deployments.add(deployment);
        return deployment;
    }

    private void killAndStart() {
        lane.workers().forEach(Worker::kill);
        LockSupport.parkNanos(DOWN.toNanos());
        lane.workers().forEach(Worker::start);
    }

    /** Approves it and ends its hold. */
    private boolean promoted(Deployment deployment) {
        return until(() -> {
            String phase = deployment.phase();
            switch (phase) {
                case "AWAITING_DECISION" -> deployment.decide("approve");
                case "HYDRATING", "COLLECTING_EVIDENCE" -> deployment.mayBeAskedAgain();
                case "HOLDING" -> deployment.order("finish");
                default -> {}
            }
            return phase.equals("DONE");
        });
    }

    private static boolean approved(Deployment deployment) {
        deployment.decide("approve");
        return deployment.id() != null;
    }

    private boolean reaches(Deployment deployment, String phase) {
        return until(() -> deployment.phase().equals(phase))
                && !deployment.phase().equals("DONE");
    }

    private static boolean ended(WorkflowStub workflow) {
        try {
            return workflow.describe().getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
        } catch (WorkflowException | StatusRuntimeException away) {
            return false;
        }
    }

    private boolean until(BooleanSupplier condition) {
        while (System.nanoTime() < giveUp) {
            if (condition.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return false;
    }
}
