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
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Waits for a deployment's turn. There is no lock: who comes first is asked of Temporal each time, so that a deployment that was
 * terminated is out of the way at the next look.
 */
public final class TurnActivity implements QueueActivities {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    /** Lists of Temporal lag behind; nobody there counts when it was seen twice, with this between. */
    private static final Duration BETWEEN_CONFIRMATIONS = Duration.ofSeconds(2);

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
                run -> await(run, input));
    }

    private Turn await(ActivityRun run, QueueInput input) throws SQLException {
        Materialize materialize = new Materialize(targets.named(input.target()));
        Register register = registers.apply(run);
        try (Session session = run.watch(materialize.open("cutover queue " + input.deployment()))) {
            Greens greens = new Greens(new Catalog(session), register);
            boolean seenFree = false;
            while (true) {
                List<Ahead> ahead = look(register, greens, input);
                run.report(ahead);
                if (ahead.isEmpty() && seenFree || !ahead.isEmpty() && !ahead.equals(input.known())) {
                    return new Turn(ahead);
                }
                seenFree = ahead.isEmpty();
                run.pause(seenFree ? BETWEEN_CONFIRMATIONS : BETWEEN_LOOKS);
            }
        }
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
