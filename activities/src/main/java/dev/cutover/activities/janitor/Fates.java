package dev.cutover.activities.janitor;

import dev.cutover.activities.register.Known;
import dev.cutover.activities.register.Register;
import dev.cutover.workflows.belongings.Belongings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a deployment is gone. That Temporal does not know a workflow proves nothing by itself: another server, or
 * another namespace, may run it. It counts only where the thing's own comment names this very namespace.
 */
final class Fates {
    private final Register register;
    private final String target;
    private final Set<String> saidGone;

    Fates(Register register, String target, List<String> saidGone) {
        this.register = register;
        this.target = target;
        this.saidGone = Set.copyOf(saidGone);
    }

    Fate of(Trace trace) {
        String deployment = trace.deployment();
        List<Known> runs = register.runsOf(deployment);
        Set<String> workflowIds = new LinkedHashSet<>();
        if (trace.workflowId() != null) {
            workflowIds.add(trace.workflowId());
        }
        runs.forEach(run -> workflowIds.add(run.workflowId()));
        for (String workflowId : workflowIds) {
            Optional<Known> latest = register.latest(workflowId);
            // One that has not said its id yet may be the deployment in question, after a reset.
            if (latest.isPresent()
                    && latest.get().running()
                    && (latest.get().deployment() == null
                            || latest.get().deployment().equals(deployment))) {
                return new Fate.Running();
            }
            if (latest.filter(run -> deployment.equals(run.deployment())).isPresent()) {
                return closed(latest.get(), deployment);
            }
        }
        Optional<Known> former =
                runs.stream().filter(run -> !run.handedOver() && !run.running()).findFirst();
        if (former.isPresent()) {
            return closed(former.get(), deployment);
        }
        return unknown(trace);
    }

    private Fate closed(Known run, String deployment) {
        Optional<Belongings> answer = register.belongings(run).filter(one -> deployment.equals(one.deployment()));
        if (answer.isEmpty()) {
            return saidGone.contains(deployment)
                    ? new Fate.Unrecorded("Its workflow " + run.workflowId() + " has closed (" + run.status() + ").")
                    : new Fate.InDoubt("Its workflow " + run.workflowId() + " has closed (" + run.status()
                            + "), but it could not be asked what it has made. Try again.");
        }
        Belongings belongings = answer.get();
        return belongings.plan() != null && !target.equals(belongings.plan().target())
                ? new Fate.Elsewhere()
                : new Fate.Recorded(run, belongings);
    }

    private Fate unknown(Trace trace) {
        if (trace.workflowId() != null
                && trace.namespace() != null
                && register.namespaceId().filter(trace.namespace()::equals).isPresent()) {
            return new Fate.Unrecorded(
                    "Its workflow " + trace.workflowId()
                            + " ran in this namespace, which does not know it any more: it was deleted, or its retention is over.");
        }
        if (saidGone.contains(trace.deployment())) {
            return new Fate.Unrecorded("A person says that it runs nowhere any more.");
        }
        return new Fate.InDoubt(
                trace.workflowId() == null
                        ? "Only the name says whose it is, and Temporal knows no deployment " + trace.deployment() + "."
                        : "This Temporal namespace does not know workflow " + trace.workflowId()
                                + "; another server or namespace may run it. If it runs nowhere, say so with --gone "
                                + trace.deployment() + ".");
    }
}
