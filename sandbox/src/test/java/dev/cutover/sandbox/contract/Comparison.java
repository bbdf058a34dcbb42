package dev.cutover.sandbox.contract;

import dev.cutover.sandbox.contract.Recording.Answer;
import dev.cutover.sandbox.contract.Recording.Notice;
import dev.cutover.sandbox.contract.Recording.Result;
import dev.cutover.sandbox.contract.Recording.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Compares one answer with the recorded one. */
final class Comparison {

    private final Step step;
    private final Placeholders placeholders;
    private final List<Difference> differences = new ArrayList<>();

    private Comparison(Step step, Placeholders placeholders) {
        this.step = step;
        this.placeholders = placeholders;
    }

    /** The differences, empty when there is none; what the placeholders stand for is kept only if the behaviour is the same. */
    static List<Difference> compare(Step step, Answer actual, Placeholders placeholders) {
        Placeholders attempt = placeholders.copy();
        Comparison comparison = new Comparison(step, attempt);
        comparison.answers(step.recorded(), actual);
        if (comparison.differences.stream().noneMatch(Difference::isBehaviour)) {
            placeholders.adopt(attempt);
        }
        return comparison.differences;
    }

    private void answers(Answer recorded, Answer actual) {
        int common = Math.min(recorded.results().size(), actual.results().size());
        for (int i = 0; i < common; i++) {
            results(
                    "result " + (i + 1),
                    recorded.results().get(i),
                    actual.results().get(i));
        }
        if (recorded.results().size() != actual.results().size()) {
            differences.add(Difference.behaviour(
                    "number of results",
                    recorded.results().size() + " " + recorded.results(),
                    actual.results().size() + " " + actual.results()));
        }
        behaviour("transaction status", recorded.status(), actual.status());
        if (step.extended()) {
            behaviour("parameter types", recorded.paramTypes(), actual.paramTypes());
        }
        recorded.parameters().forEach((name, value) -> {
            if (!placeholders.matches(value, actual.parameters().get(name))) {
                differences.add(Difference.behaviour(
                        "announced parameter " + name,
                        value,
                        actual.parameters().get(name)));
            }
        });
        notices(recorded.notices(), actual.notices());
    }

    private void results(String which, Result recorded, Result actual) {
        if (recorded.error() != null || actual.error() != null) {
            if (!Objects.equals(recorded.error(), actual.error())) {
                differences.add(Difference.behaviour(which, recorded, actual));
                return;
            }
            behaviour(which + " severity", severity(recorded), severity(actual));
            wording(which + " message", recorded.message(), actual.message());
            wording(which + " detail", recorded.detail(), actual.detail());
            wording(which + " hint", recorded.hint(), actual.hint());
            wording(which + " position", recorded.position(), actual.position());
            return;
        }
        if (!tagMatches(recorded.tag(), actual.tag())) {
            differences.add(Difference.behaviour(which + " tag", recorded.tag(), actual.tag()));
        }
        behaviour(which + " columns", recorded.columns(), actual.columns());
        behaviour(which + " types", recorded.types(), actual.types());
        if (step.rowsCount() && !rowsMatch(recorded.rows(), actual.rows())) {
            differences.add(Difference.behaviour(which + " rows", lines(recorded.rows()), lines(actual.rows())));
        }
    }

    private static String severity(Result result) {
        return result.severity() == null ? "ERROR" : result.severity();
    }

    private boolean tagMatches(String recorded, String actual) {
        if (step.distinct() && recorded != null && actual != null) {
            return recorded.replaceAll("<n>|\\d+", "").equals(actual.replaceAll("\\d+", ""));
        }
        return placeholders.matches(recorded, actual);
    }

    private boolean rowsMatch(List<List<String>> recorded, List<List<String>> actual) {
        if (recorded == null || actual == null) {
            return recorded == actual;
        }
        if (step.distinct()) {
            return Rows.sameDistinct(recorded, actual, placeholders);
        }
        return step.rowsInOrder()
                ? Rows.sameInOrder(recorded, actual, placeholders)
                : Rows.sameInAnyOrder(recorded, actual, placeholders);
    }

    private void notices(List<Notice> recorded, List<Notice> actual) {
        if (recorded.size() != actual.size()) {
            differences.add(Difference.wording("notices", recorded, actual));
            return;
        }
        for (int i = 0; i < recorded.size(); i++) {
            Notice expected = recorded.get(i);
            Notice seen = actual.get(i);
            boolean same = Objects.equals(expected.severity(), seen.severity())
                    && Objects.equals(expected.code(), seen.code())
                    && placeholders.matches(expected.message(), seen.message())
                    && placeholders.matches(expected.detail(), seen.detail())
                    && placeholders.matches(expected.hint(), seen.hint());
            if (!same) {
                differences.add(Difference.wording("notice " + (i + 1), expected, seen));
            }
        }
    }

    private void behaviour(String what, Object recorded, Object actual) {
        if (!Objects.equals(recorded, actual)) {
            differences.add(Difference.behaviour(what, recorded, actual));
        }
    }

    private void wording(String what, String recorded, String actual) {
        if (!placeholders.matches(recorded, actual)) {
            differences.add(Difference.wording(what, recorded, actual));
        }
    }

    private static String lines(List<List<String>> rows) {
        if (rows == null) {
            return "none";
        }
        StringBuilder lines = new StringBuilder(rows.size() + " rows");
        rows.forEach(row -> lines.append("\n        ").append(row));
        return lines.toString();
    }
}
