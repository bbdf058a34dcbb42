package dev.cutover.faults.process;

import dev.cutover.faults.Wrong;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.outcome.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Holds a run with real processes against what must be true of every run. */
final class ProcessInspection {
    private static final Set<String> CLEAN_BEFORE_THE_SWAP = Set.of("REJECTED", "EXPIRED", "CANCELLED", "FAILED");

    private final Lane lane;
    private final Fault fault;
    private final int version;
    private final Operator operator;
    private final Circumstances circumstances;
    private final Notes notes;
    private final Map<Deployment, Optional<Outcome>> outcomes = new LinkedHashMap<>();
    private final List<Deployment> deployments;
    private final List<SwapSeen> swaps;

    /**
     * An inspection of a run that is over.
     *
     * @param notes gets what is wrong, and what has been looked at
     */
    ProcessInspection(
            Lane lane,
            Fault fault,
            List<Deployment> deployments,
            Operator operator,
            Circumstances circumstances,
            Notes notes) {
        this.version = lane.lastVersion();
        this.lane = lane;
        this.fault = fault;
        this.deployments = deployments;
        this.operator = operator;
        this.circumstances = circumstances;
        this.notes = notes;
        this.swaps = lane.supervisor().swaps();
    }

    /**
     * Looks at everything.
     *
     * @param ended whether every deployment came to an end
     * @return the words of the endings
     */
    List<String> of(boolean ended) {
        List<String> words = endings(ended);
        Map<SwapSeen, Deployment> owners = new HashMap<>();
        deployments.forEach(deployment -> swapsOf(deployment).forEach(swap -> owners.put(swap, deployment)));
        new SwapInspection(lane, fault, operator, circumstances, swaps, owners, notes).inspect();
        reads();
        outcomes.forEach((deployment, outcome) -> outcome.ifPresent(found -> outcome(deployment, found)));
        deployments.forEach(deployment -> history(deployment).replay());
        notes.checked(Wrong.REPLAY);
        if (ended && (fault.kind() == FaultKind.QUEUE_KILL || fault.kind() == FaultKind.QUEUE_OWNER)) {
            turn();
        }
        if (outcomes.values().stream().anyMatch(Optional::isPresent)) {
            boolean clean = !words.contains("FAILED_DIRTY");
            leftovers(clean);
            if (clean) {
                sink();
            }
        }
        return words;
    }

    /** Places of a deployment that was terminated, after which nobody has cleaned up yet. */
    private boolean abandoned(String place) {
        return fault.kind() != FaultKind.JANITOR
                && outcomes.entrySet().stream()
                        .filter(ended -> ended.getValue().isEmpty())
                        .anyMatch(ended -> place.endsWith("_" + ended.getKey().id()));
    }

    private List<String> endings(boolean ended) {
        notes.checked(Wrong.ENDING);
        if (!ended) {
            notes.wrong(
                    Wrong.ENDING,
                    "no end in time; phases "
                            + deployments.stream().map(Deployment::phase).toList());
            deployments.forEach(Deployment::terminate);
            return List.of("NONE");
        }
        List<String> words = new ArrayList<>();
        for (Deployment deployment : deployments) {
            Optional<Outcome> outcome = deployment.outcome();
            outcomes.put(deployment, outcome);
            String word = outcome.map(found -> found.outcome().name()).orElse("TERMINATED");
            words.add(word);
            if (!allowed(words.size() == 1).contains(word)) {
                notes.wrong(
                        Wrong.ENDING, word + ": " + outcome.map(Outcome::reason).orElse("no outcome"));
            }
        }
        if (fault.kind() == FaultKind.RACE && words.stream().noneMatch(List.of("PROMOTED", "REVERTED")::contains)) {
            notes.wrong(Wrong.ENDING, "nobody won the race: " + words);
        }
        return words;
    }

    private List<String> allowed(boolean first) {
        List<String> allowed = new ArrayList<>(fault.scenario().endings());
        if (circumstances.terminated() && first) {
            if (fault.kind().by() == FaultKind.By.CROWD) {
                return List.of("TERMINATED");
            }
            allowed.add("TERMINATED");
        }
        if (!circumstances.strangers().isEmpty()) {
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

    private HistoryJudge history(Deployment deployment) {
        return new HistoryJudge(lane.history(deployment.workflowId()), notes);
    }

    private List<SwapSeen> swapsOf(Deployment deployment) {
        Optional<String> id = outcomes.getOrDefault(deployment, Optional.empty())
                .map(Outcome::deployment)
                .or(() -> Optional.ofNullable(deployment.id()));
        return swaps.stream().filter(swap -> id.filter(swap::of).isPresent()).toList();
    }

    private void turn() {
        TurnJudge.wrong(
                        lane.history(deployments.get(0).workflowId()).getEvents(),
                        lane.history(deployments.get(1).workflowId()).getEvents())
                .forEach(detail -> notes.wrong(Wrong.TURN, detail));
        notes.checked(Wrong.TURN);
    }

    private void reads() {
        List<String> hung = lane.reader().takeHung();
        if (!hung.isEmpty()) {
            notes.wrong(Wrong.HUNG_READS, hung.size() + ", first " + hung.get(0));
        }
        List<String> troubles = lane.reader().takeTroubles();
        if (!troubles.isEmpty()) {
            notes.wrong(Wrong.READS, troubles.size() + ", first " + troubles.get(0));
        }
        if (circumstances.reads() > 0) {
            notes.checked(Wrong.READS);
            notes.checked(Wrong.HUNG_READS);
        }
    }

    private void sink() {
        if (!lane.database().sinkFollows()) {
            notes.wrong(Wrong.SINK, "the sink does not read what is production");
        }
        if (!swaps.isEmpty()) {
            notes.checked(Wrong.SINK);
        }
    }

    private void outcome(Deployment deployment, Outcome outcome) {
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
            notes.wrong(Wrong.ENDING, word + " after " + forward + " swaps and " + back + " back: " + outcome.reason());
        }
        boolean explained = List.of("privilege", "owner", "permission", "must be a member of", "CREATE").stream()
                .anyMatch(outcome.reason()::contains);
        if (fault.kind() == FaultKind.PRIVILEGE && word.startsWith("FAILED") && !explained) {
            notes.wrong(Wrong.ENDING, word + " without a word of the privilege: " + outcome.reason());
        }
        if (fault.kind().by() == FaultKind.By.MACHINE
                && outcome.reason().contains("verification in production failed")) {
            notes.wrong(Wrong.ENDING, word + ", but " + outcome.reason());
        }
        if (word.equals("PROMOTED")) {
            hydration();
        }
        boolean last = deployments.get(deployments.size() - 1) == deployment;
        if (deployments.size() == 1 || last && fault.kind().by() == FaultKind.By.CROWD) {
            String expected = String.valueOf(forward > back ? version : circumstances.before());
            List<String> answered = lane.database().column(Model.ANSWER);
            if (!answered.equals(List.of(expected))) {
                notes.wrong(Wrong.ENDING, word + ", but production answers " + answered + " and not " + expected);
            }
        }
    }

    /** What was made before the fault is what is production now. */
    private void hydration() {
        boolean alone = deployments.size() == 1 || fault.kind() == FaultKind.JANITOR;
        if (!alone || fault.kind() == FaultKind.STRANGER_GREEN) {
            return;
        }
        List<String> now = lane.database().ids("fx%");
        List<String> lost = circumstances.madeBefore().stream()
                .filter(made -> !now.contains(made))
                .toList();
        if (!lost.isEmpty()) {
            notes.wrong(Wrong.HYDRATION, lost + " were made again");
        }
        if (!circumstances.madeBefore().isEmpty()) {
            notes.checked(Wrong.HYDRATION);
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

    private void leftovers(boolean clean) {
        List<String> there = lane.database().leftovers().stream()
                .filter(place -> !abandoned(place))
                .toList();
        List<String> listed = outcomes.values().stream()
                .flatMap(Optional::stream)
                .flatMap(outcome -> Stream.concat(outcome.kept().stream(), outcome.left().stream()))
                .map(Remaining::name)
                .toList();
        List<String> unlisted = there.stream()
                .filter(place -> listed.stream().noneMatch(name -> ends(name, place)))
                .toList();
        if (!unlisted.isEmpty()) {
            notes.wrong(
                    clean ? Wrong.ORPHAN : Wrong.INEXACT_LIST,
                    unlisted + " are there, listed are " + listed + "; outcomes " + reasons());
        }
        List<String> gone = listed.stream()
                .filter(name -> name.contains("__"))
                .filter(name -> there.stream().noneMatch(place -> within(name, place)))
                .toList();
        if (!gone.isEmpty()) {
            notes.wrong(Wrong.INEXACT_LIST, gone + " are listed, there are " + there + "; outcomes " + reasons());
        }
        if (!clean || !listed.isEmpty()) {
            notes.checked(Wrong.INEXACT_LIST);
        }
        if (clean
                && deployments.stream()
                        .anyMatch(deployment -> history(deployment).hasMade())) {
            notes.checked(Wrong.ORPHAN);
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
}
