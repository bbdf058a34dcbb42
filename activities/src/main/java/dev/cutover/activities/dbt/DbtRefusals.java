package dev.cutover.activities.dbt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.activities.running.Failures;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.plan.DbtPlan.Model;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedObject;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run of dbt that did not succeed means. dbt hands on the server's words without its SQLSTATE, so that words are all
 * there is.
 */
public final class DbtRefusals {
    /** The server was away, or somebody else changed the catalog in the same moment. */
    private static final Pattern TRANSIENT = Pattern.compile(
            "(?is).*(could not connect|connection refused|could not translate host name|server closed the connection"
                    + "|connection (?:already )?(?:is )?closed|connection reset|terminating connection|broken pipe"
                    + "|ssl syscall|ssl connection has been closed|timeout expired|network is unreachable"
                    + "|connection timed out|connection not open|unexpected eof while reading|no route to host"
                    + "|the database system is (?:starting up|shutting down)|too many (?:connections|clients)"
                    + "|would violate max_connections|another session modified the catalog"
                    + "|external connection exception).*");

    /** What an interrupted attempt had sent may have come to its end only now. */
    private static final Pattern ALREADY_THERE = Pattern.compile("(?is).*already exists.*");

    private static final Pattern KIND = Pattern.compile("\\b(Database|Compilation|Runtime|Parsing) Error\\b");

    private static final Pattern PERMISSION = Pattern.compile("(?is).*(permission denied|must be owner).*");

    /** From here on a name that is taken is taken by the project itself. */
    private static final int MOST_ATTEMPTS_FOR_LATE_STATEMENTS = 5;

    /** Exit codes from here on are signals: the process was killed. */
    private static final int KILLED = 128;

    private DbtRefusals() {}

    /** The failure of a run that did not build everything: retryable when trying again can help. */
    public static ApplicationFailure failure(DbtRun run, Plan plan, int attempt) {
        List<String> refusals = refusals(run, plan);
        String all = String.join("\n", refusals.isEmpty() ? List.of(run.complaint()) : refusals);
        boolean late =
                ALREADY_THERE.matcher(all).matches() && attempt > 1 && attempt < MOST_ATTEMPTS_FOR_LATE_STATEMENTS;
        if (run.exitCode() >= KILLED || TRANSIENT.matcher(all).matches() || late) {
            return ApplicationFailure.newFailure(
                    "dbt was interrupted: " + all + "\nIt goes on with what is missing by itself.", Dbt.INTERRUPTED);
        }
        boolean permission = PERMISSION.matcher(all).matches();
        String what = refusals.isEmpty()
                ? "dbt could not build the project in green: " + all + "\n"
                : "dbt could not build " + (refusals.size() == 1 ? "a model" : refusals.size() + " models")
                        + " in green:\n  " + String.join("\n  ", refusals) + "\n";
        return Failures.of(
                permission ? FailureType.PERMISSION_DENIED : FailureType.STATEMENT_REFUSED,
                what,
                Failures.PRODUCTION_UNTOUCHED,
                permission
                        ? "Grant what the message names to the deploying role, then start the deployment again."
                        : "Correct the project and start the deployment again.");
    }

    /** Whether these words are about a network or a server that is away. */
    static boolean isOutage(String words) {
        return TRANSIENT.matcher(words).matches();
    }

    /** What kind of trouble dbt's words are about: words of dbt's and the server's own that hold nothing of the data. */
    public static String kind(String message) {
        Matcher outage = TRANSIENT.matcher(message);
        if (outage.matches()) {
            return "that the server was away (" + outage.group(1).toLowerCase(Locale.ROOT) + ")";
        }
        Matcher kind = KIND.matcher(message);
        return kind.find() ? "a " + kind.group() : "an error";
    }

    /**
     * The failure of a run that found the server away or in another's hands; empty when it did its work.
     *
     * @param told what may be told of dbt's words
     */
    public static Optional<ApplicationFailure> interruption(DbtRun run, UnaryOperator<String> told) {
        List<String> messages = run.results().stream()
                .filter(result -> result.path("status").asText().equals("error"))
                .map(result -> oneLine(result.path("message").asText()))
                .toList();
        String all = messages.isEmpty() ? run.complaint() : String.join("\n", messages);
        boolean worked = run.exitCode() < 2
                && messages.stream()
                        .noneMatch(message -> TRANSIENT.matcher(message).matches());
        return worked
                        || run.exitCode() == 2
                                && run.results().isEmpty()
                                && !TRANSIENT.matcher(all).matches()
                ? Optional.empty()
                : Optional.of(ApplicationFailure.newFailure(
                        "dbt was interrupted: " + told.apply(all) + "\nIt is tried again by itself.", Dbt.INTERRUPTED));
    }

    /** File, model and message of each node that failed. */
    private static List<String> refusals(DbtRun run, Plan plan) {
        Map<String, String> files = new HashMap<>();
        Map<Object, String> byName = new HashMap<>();
        plan.objects().forEach((PlannedObject object) -> byName.put(object.name(), object.file()));
        for (Model model : plan.dbt().models()) {
            files.put(model.uniqueId(), byName.get(model.name()));
        }
        List<String> refusals = new ArrayList<>();
        for (JsonNode result : run.results()) {
            String status = result.path("status").asText();
            if (status.equals("error") || status.equals("fail")) {
                String id = result.path("unique_id").asText();
                refusals.add(files.getOrDefault(id, id) + ": " + id.substring(id.lastIndexOf('.') + 1) + ": "
                        + oneLine(result.path("message").asText()));
            }
        }
        return refusals;
    }

    /** A message of dbt in one line, without what only concerns dbt's own files. */
    public static String oneLine(String message) {
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("compiled code at"))
                .reduce((a, b) -> a + " " + b)
                .orElse("dbt gave no reason");
    }
}
