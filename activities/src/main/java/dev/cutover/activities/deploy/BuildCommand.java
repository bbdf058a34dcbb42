package dev.cutover.activities.deploy;

import dev.cutover.workflows.plan.DbtPlan;
import dev.cutover.workflows.plan.DbtPlan.Model;
import java.util.ArrayList;
import java.util.List;

/** How dbt is told what to build. */
public final class BuildCommand {
    private BuildCommand() {}

    /** The command and its own options, for these models and seeds and nothing else. */
    public static List<String> of(DbtPlan dbt, List<Model> missing) {
        List<String> command = new ArrayList<>(List.of("build", "--resource-type", "model", "--resource-type", "seed"));
        List<String> selected = missing.stream().map(Model::selector).toList();
        command.add("--select");
        command.addAll(selected);
        // A selector also means what lies in a folder of the model's own name.
        List<String> others = new ArrayList<>(dbt.never());
        dbt.models().stream()
                .map(Model::selector)
                .filter(selector -> !selected.contains(selector))
                .forEach(others::add);
        others.removeIf(other -> selected.stream().noneMatch(selector -> other.startsWith(selector + ".")));
        if (!others.isEmpty()) {
            command.add("--exclude");
            command.addAll(others);
        }
        return command;
    }
}
