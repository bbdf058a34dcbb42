package dev.cutover.faults.process;

import dev.cutover.faults.Finding;
import dev.cutover.faults.Wrong;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.outcome.Outcome;
import io.temporal.common.WorkflowExecutionHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds a run with real processes against what must be true of every run. */
final class ProcessInspection {
    private static final Set<String> CLEAN_BEFORE_THE_SWAP = Set.of("REJECTED", "EXPIRED", "CANCELLED", "FAILED");

    private final Lane lane;
    private final long seed;
    private final Fault fault;
    private final int before;
    private final int version;
    private final Operator operator;
    private final Map<Deployment, Optional<Outcome>> outcomes = new LinkedHashMap<>();
    private final List<Deployment> deployments;
    private final List<Finding> findings = new ArrayList<>();

    ProcessInspection(Lane lane, long seed, Fault fault, List<Deployment> deployments, int before, Operator operator) {
        this.version = lane.lastVersion();
        this.lane = lane;
        this.seed = seed;
        this.fault = fault;
        this.deployments = deployments;
        this.before = before;
        this.operator = operator;
    }

    /** The words of the endings; notes those that cannot be right. */
    List<String> endings(boolean ended, boolean terminated, String strangers) {
        List<String> words = new ArrayList<>();
        if (!ended) {
            wrong(
                    Wrong.ENDING,
                    "no end in time; phases "
                            + deployments.stream().map(Deployment::phase).toList());
            deployments.forEach(deployment -> deployment.terminate());
            return List.of("NONE");
        }
        for (Deployment deployment : deployments) {
            Optional<Outcome> outcome = deployment.outcome();
            outcomes.put(deployment, outcome);
            String word = outcome.map(found -> found.outcome().name()).orElse("TERMINATED");
            words.add(word);
            if (!allowed(terminated, strangers).contains(word)) {
                wrong(Wrong.ENDING, word + ": " + outcome.map(Outcome::reason).orElse("no outcome"));
            }
        }
        if (fault.kind() == FaultKind.RACE
                && words.stream().filter("PROMOTED"::equals).count()
                                + words.stream().filter("REVERTED"::equals).count()
                        < 1) {
            wrong(Wrong.ENDING, "nobody won the race: " + words);
        }
        return words;
    }

    private List<String> allowed(boolean terminated, String strangers) {
        List<String> allowed = new ArrayList<>(fault.scenario().endings());
        if (terminated) {
            allowed.add("TERMINATED");
        }
        if (!strangers.isEmpty()) {
            allowed.add("FAILED");
            allowed.add("FAILED_DIRTY");
            allowed.add("EXPIRED");
        }
        if (fault.kind() == FaultKind.RACE) {
            allowed.add("FAILED");
        }
        if (fault.kind() == FaultKind.CANCEL) {
            allowed.addAll(List.of("CANCELLED", "REVERTED", "PROMOTED"));
        }
        if (fault.kind() == FaultKind.PRIVILEGE) {
            allowed.addAll(List.of("FAILED", "FAILED_DIRTY"));
        }
        if (fault.kind() == FaultKind.OPERATOR_RESET) {
            allowed.addAll(List.of("FAILED", "FAILED_DIRTY", "EXPIRED", "PROMOTED", "NOTHING_TO_DO"));
        }
        if (fault.kind() == FaultKind.REVERT_RACE) {
            allowed.addAll(List.of("REVERTED", "PROMOTED"));
        }
        return allowed;
    }

    /** Notes what somebody else has found wrong with how it went. */
    void complain(List<String> complaints) {
        complaints.forEach(complaint -> wrong(Wrong.ENDING, complaint));
    }

    List<Finding> inspect(List<String> madeBefore, boolean terminated) {
        List<SwapSeen> swaps = lane.supervisor().swaps();
        swaps(swaps);
        reads();
        outcomes.forEach(
                (deployment, outcome) -> outcome.ifPresent(found -> outcome(deployment, found, swaps, madeBefore)));
        deployments.forEach(deployment -> judge(deployment, swapsOf(deployment, swaps)));
        swaps.stream()
                .filter(swap -> deployments.stream()
                        .noneMatch(deployment -> swapsOf(deployment, swaps).contains(swap)))
                .forEach(swap ->
                        wrong(Wrong.UNAPPROVED, "a swap of no deployment that anybody approved: " + swap.sql()));
        // The janitor has cleaned up after the one that was terminated.
        boolean swept = fault.kind() == FaultKind.JANITOR;
        if ((!terminated || swept) && outcomes.size() == deployments.size()) {
            leftovers();
            boolean clean = outcomes.values().stream()
                    .flatMap(Optional::stream)
                    .noneMatch(outcome -> outcome.outcome().name().equals("FAILED_DIRTY"));
            if (clean && !lane.database().sinkFollows()) {
                wrong(Wrong.SINK, "the sink does not read what is production");
            }
        }
        return findings;
    }

    private void judge(Deployment deployment, List<SwapSeen> swaps) {
        for (SwapSeen swap : swaps) {
            if (!swap.back()) {
                findings.addAll(judge(operator.historyAt(deployment, swap.at())).approval(swap));
            }
        }
        findings.addAll(judge(lane.history(deployment.workflowId())).replay());
    }

    private HistoryJudge judge(WorkflowExecutionHistory history) {
        return new HistoryJudge(history, (kind, detail) -> ProcessRun.wrong(seed, fault, kind, detail));
    }

    private List<SwapSeen> swapsOf(Deployment deployment, List<SwapSeen> swaps) {
        Optional<String> id = outcomes.getOrDefault(deployment, Optional.empty())
                .map(Outcome::deployment)
                .or(() -> Optional.ofNullable(deployment.id()));
        return swaps.stream().filter(swap -> id.filter(swap::of).isPresent()).toList();
    }

    private void swaps(List<SwapSeen> swaps) {
        Map<String, Integer> perSide = new LinkedHashMap<>();
        swaps.forEach(swap -> perSide.merge(swap.sql(), 1, Integer::sum));
        perSide.forEach((sql, times) -> {
            if (times > 1) {
                wrong(Wrong.DOUBLE_SWAP, times + " times: " + sql);
            }
        });
        long forward = swaps.stream().filter(swap -> !swap.back()).count();
        if (fault.kind() == FaultKind.RACE && forward > 1) {
            wrong(Wrong.LOST_UPDATE, forward + " of " + deployments.size() + " racing deployments were promoted");
        }
        if (swaps.stream().anyMatch(swap -> !swap.back() && swap.lagging())) {
            wrong(Wrong.NOT_READY, "a swap while green was behind");
        }
    }

    private void reads() {
        List<String> hung = lane.reader().takeHung();
        if (!hung.isEmpty()) {
            wrong(Wrong.HUNG_READS, hung.size() + ", first " + hung.get(0));
        }
        List<String> troubles = lane.reader().takeTroubles();
        if (!troubles.isEmpty()) {
            wrong(Wrong.READS, troubles.size() + ", first " + troubles.get(0));
        }
    }

    private void outcome(Deployment deployment, Outcome outcome, List<SwapSeen> swaps, List<String> madeBefore) {
        String id = outcome.deployment();
        long forward =
                swaps.stream().filter(swap -> swap.of(id) && !swap.back()).count();
        long back = swaps.stream().filter(swap -> swap.of(id) && swap.back()).count();
        String word = outcome.outcome().name();
        boolean fits = !word.equals("PROMOTED") && !word.equals("REVERTED") && !CLEAN_BEFORE_THE_SWAP.contains(word)
                || word.equals("PROMOTED") && forward == 1 && back == 0
                || word.equals("REVERTED") && forward == 1 && back == 1
                || CLEAN_BEFORE_THE_SWAP.contains(word) && forward == 0;
        if (fault.kind() == FaultKind.OPERATOR_RESET) {
            fits = fitsAfterReset(outcome, forward, back);
        }
        if (!fits) {
            wrong(Wrong.ENDING, word + " after " + forward + " swaps and " + back + " back: " + outcome.reason());
        }
        boolean explained =
                List.of("privilege", "owner", "permission", "CREATE").stream().anyMatch(outcome.reason()::contains);
        if (fault.kind() == FaultKind.PRIVILEGE && word.startsWith("FAILED") && !explained) {
            wrong(Wrong.ENDING, word + " without a word of the privilege: " + outcome.reason());
        }
        if (fault.kind().by() == FaultKind.By.MACHINE
                && outcome.reason().contains("verification in production failed")) {
            wrong(Wrong.ENDING, word + ", but " + outcome.reason());
        }
        if (word.equals("PROMOTED")) {
            List<String> now = lane.database().ids("fx%");
            List<String> lost =
                    madeBefore.stream().filter(made -> !now.contains(made)).toList();
            boolean alone = deployments.size() == 1 || fault.kind() == FaultKind.JANITOR;
            if (!lost.isEmpty() && alone && fault.kind() != FaultKind.STRANGER_GREEN) {
                wrong(Wrong.HYDRATION, lost + " were made again");
            }
        }
        boolean last = deployments.get(deployments.size() - 1) == deployment;
        if (deployments.size() == 1 || last && fault.kind().by() == FaultKind.By.CROWD) {
            String expected = String.valueOf(forward > back ? version : before);
            List<String> answered = lane.database().column(Model.ANSWER);
            if (!answered.equals(List.of(expected))) {
                wrong(Wrong.ENDING, word + ", but production answers " + answered + " and not " + expected);
            }
        }
    }

    /** Its first life may have swapped, and swapped back; its second one has to know, or to say what it found. */
    private static boolean fitsAfterReset(Outcome outcome, long forward, long back) {
        boolean once = forward <= 1 && back <= forward;
        return once
                && switch (outcome.outcome()) {
                    case PROMOTED -> forward == 1 && back == 0;
                    case REVERTED -> forward == 1 && back == 1;
                    case NOTHING_TO_DO -> forward == 1 && back == 0;
                    case FAILED_DIRTY -> !outcome.left().isEmpty();
                    case REJECTED, EXPIRED, CANCELLED, FAILED, PLANNED -> forward == back;
                };
    }

    private void leftovers() {
        List<String> there = lane.database().leftovers();
        boolean dirty = outcomes.values().stream()
                .flatMap(Optional::stream)
                .anyMatch(outcome -> outcome.outcome().name().equals("FAILED_DIRTY"));
        List<String> listed = outcomes.values().stream()
                .flatMap(Optional::stream)
                .flatMap(outcome -> java.util.stream.Stream.concat(outcome.kept().stream(), outcome.left().stream()))
                .map(Remaining::name)
                .toList();
        List<String> unlisted = there.stream()
                .filter(place -> listed.stream().noneMatch(name -> ends(name, place)))
                .toList();
        if (!unlisted.isEmpty()) {
            wrong(
                    dirty ? Wrong.INEXACT_LIST : Wrong.ORPHAN,
                    unlisted + " are there, listed are " + listed + "; outcomes " + reasons());
        }
        List<String> gone = listed.stream()
                .filter(name -> name.contains("__"))
                .filter(name -> there.stream().noneMatch(place -> within(name, place)))
                .toList();
        if (!gone.isEmpty()) {
            wrong(Wrong.INEXACT_LIST, gone + " are listed, there are " + there + "; outcomes " + reasons());
        }
    }

    private List<String> reasons() {
        return outcomes.values().stream()
                .map(outcome -> outcome.map(Outcome::reason).orElse("none"))
                .toList();
    }

    /** Whether something listed is this place or in it. */
    private static boolean within(String name, String place) {
        String bare = place.substring(place.indexOf(' ') + 1);
        return Arrays.asList(name.split("\\.")).contains(bare);
    }

    private static boolean ends(String name, String place) {
        String bare = place.substring(place.indexOf(' ') + 1);
        return name.equals(bare) || name.endsWith("." + bare);
    }

    private void wrong(Wrong kind, String detail) {
        findings.add(ProcessRun.wrong(seed, fault, kind, detail));
    }
}
