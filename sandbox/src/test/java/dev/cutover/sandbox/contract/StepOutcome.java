package dev.cutover.sandbox.contract;

import dev.cutover.sandbox.contract.Recording.Step;
import java.util.List;

/** What became of one step (counted from 1). */
record StepOutcome(int number, Step step, List<Difference> differences) {

    boolean sameBehaviour() {
        return differences.stream().noneMatch(Difference::isBehaviour);
    }

    boolean sameWording() {
        return differences.isEmpty();
    }

    String report() {
        StringBuilder report = new StringBuilder("step " + number + ": " + step.describe());
        differences.forEach(difference -> report.append("\n    ").append(difference));
        return report.toString();
    }
}
