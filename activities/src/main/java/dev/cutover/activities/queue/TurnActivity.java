package dev.cutover.activities.queue;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.register.Known;
import dev.cutover.activities.register.Register;
import dev.cutover.activities.register.Register.Stand;
import dev.cutover.activities.register.TemporalRegister;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.target.Targets;
import dev.cutover.workflows.activities.QueueActivities;
import dev.cutover.workflows.queue.Ahead;
import dev.cutover.workflows.queue.QueueInput;
import dev.cutover.workflows.queue.Turn;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks whether a deployment's turn has come. There is no lock: who comes first is asked of Temporal each time, so that a deployment
 * that was terminated is out of the way at the next look. Between two looks no attempt runs: who waits holds neither a slot of
 * the worker nor a session of the database, and a history has no event for an attempt that is made again.
 */
public final class TurnActivity implements QueueActivities {
    /** Lists of Temporal lag behind; nobody there counts when it was seen twice, with this between. */
    private static final Duration BETWEEN_CONFIRMATIONS = Duration.ofSeconds(2);

    /** The type of the failure that ends an attempt at which nothing was new. */
    static final String NOT_YET = "NOT_YET";

    private final Targets targets;
    private final Function<ActivityRun, Register> registers;

    public TurnActivity(Targets targets) {
        this(targets, TemporalRegister::of);
    }

    TurnActivity(Targets targets, Function<ActivityRun, Register> registers) {
        this.targets = targets;
        this.registers = registers;
    }

    @Override
    public Turn awaitTurn(QueueInput input) {
        return ActivityRun.perform(
                "waiting for the turn of deployment " + input.deployment() + " on target " + input.target(),
                run -> look(run, input));
    }

    private Turn look(ActivityRun run, QueueInput input) throws SQLException {
        Materialize materialize = new Materialize(targets.named(input.target()));
        Register register = registers.apply(run);
        try (Session session = run.watch(materialize.open("cutover queue " + input.deployment()))) {
            Greens greens = new Greens(new Catalog(session), register);
            List<Ahead> ahead = look(register, greens, input);
            if (ahead.isEmpty()) {
                run.pause(BETWEEN_CONFIRMATIONS);
                ahead = look(register, greens, input);
            }
            if (ahead.isEmpty() || !ahead.equals(input.known())) {
                return new Turn(ahead);
            }
            throw notYet(ahead.get(0));
        }
    }

    /** When to look again is the retry policy's: after a second first, later twice a minute. */
    private static ApplicationFailure notYet(Ahead first) {
        return ApplicationFailure.newBuilder()
                .setMessage("Not yet: it comes after " + first.words() + ". It is looked again by itself.")
                .setType(NOT_YET)
                .setCategory(ApplicationErrorCategory.BENIGN)
                .build();
    }

    private static List<Ahead> look(Register register, Greens greens, QueueInput input) throws SQLException {
        Map<String, Known> others = new LinkedHashMap<>();
        register.running(input.target()).forEach(known -> others.put(known.workflowId(), known));
        for (Known known : greens.running(input.target())) {
            if (!others.containsKey(known.workflowId())
                    || others.get(known.workflowId()).claim() == null) {
                others.put(known.workflowId(), known);
            }
        }
        List<Ahead> ahead = new ArrayList<>();
        for (Known known : Line.before(input.workflowId(), input.claim(), others.values())) {
            ahead.add(ahead.isEmpty() ? first(register, known, input.known()) : further(known));
        }
        return ahead;
    }

    /** The one that is waited for is described in full; one that does not answer now is as it was when it last did. */
    private static Ahead first(Register register, Known known, List<Ahead> formerly) {
        Optional<Ahead> former = Optional.ofNullable(formerly).stream()
                .flatMap(List::stream)
                .limit(1)
                .filter(one -> one.workflowId().equals(known.workflowId()))
                .findFirst();
        Stand stand = register.stand(known.workflowId())
                .orElseGet(() -> former.map(one -> new Stand(one.phase(), one.until()))
                        .orElseGet(() -> new Stand(known.phase(), null)));
        return new Ahead(
                known.deployment(),
                known.workflowId(),
                known.requester(),
                stand.phase(),
                stand.until(),
                known.claim().waiting());
    }

    /** Only who it is: a report for each phase of everybody in the line would fill the history. */
    private static Ahead further(Known known) {
        return new Ahead(
                known.deployment(),
                known.workflowId(),
                known.requester(),
                null,
                null,
                known.claim().waiting());
    }
}
