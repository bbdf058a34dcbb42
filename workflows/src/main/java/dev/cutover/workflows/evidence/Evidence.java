package dev.cutover.workflows.evidence;

import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.plan.ExternalDependent;
import dev.cutover.workflows.text.Amount;
import dev.cutover.workflows.text.PackedLines;
import dev.cutover.workflows.text.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the approver sees.
 *
 * @param objects every object that appears, changes or disappears, and those that stay as they are
 * @param data the rows of every relation that both sides have
 * @param checks the project's checks and what they found in green
 * @param sinks what the readers of each sink's topic are not told
 * @param dependents what lies outside and will go on reading the old version
 * @param subscriptions how many running SUBSCRIBEs read what is replaced: they break when it is dropped (FINDINGS 23)
 * @param warnings whole sentences from planning and from here
 * @param findings what an approval stands on, see {@link Findings}
 * @param greenFingerprint SHA-256 (hex) of green, taken before it was compared: what differs at the swap was never shown
 *     and voids the approval (P4)
 * @param greenFacts what green consisted of then, so that a difference can be named
 * @param collectedAt time of the database at the end of the collection
 * @param digest SHA-256 (hex) over the canonical JSON of the other fields but {@code collectedAt}; where collecting it again was
 *     refused, over the former digest and the refusal
 */
public record Evidence(
        List<ObjectDiff> objects,
        List<DataDiff> data,
        List<CheckResult> checks,
        List<SinkEffect> sinks,
        List<ExternalDependent> dependents,
        int subscriptions,
        List<String> warnings,
        PackedLines findings,
        String greenFingerprint,
        PackedLines greenFacts,
        Instant collectedAt,
        String digest) {
    private static final String SHORTENED =
            "The details of each object are left out since the deployment went on in a new run; the query evidence of the"
                    + " former run shows them.";

    /** Evidence of a former version of the worker has neither sinks nor parts nor findings. */
    public Evidence {
        sinks = sinks == null ? List.of() : List.copyOf(sinks);
        greenFacts = greenFacts == null ? PackedLines.NONE : greenFacts;
        findings = findings == null
                ? Findings.of(objects, data, checks, sinks, dependents, List.of(), greenFingerprint)
                : findings;
    }

    /** The same with its digest. */
    public Evidence digested(String hash) {
        return new Evidence(
                objects,
                data,
                checks,
                sinks,
                dependents,
                subscriptions,
                warnings,
                findings,
                greenFingerprint,
                greenFacts,
                collectedAt,
                hash);
    }

    /** The same without the details of each object, for a new run of the deployment, whose start must stay small. */
    public Evidence shortened() {
        List<String> remarks = new ArrayList<>(warnings);
        if (!remarks.contains(SHORTENED)) {
            remarks.add(SHORTENED);
        }
        return new Evidence(
                objects.stream()
                        .map(object -> new ObjectDiff(object.name(), object.kind(), object.difference(), List.of()))
                        .toList(),
                data.stream().map(DataDiff::withoutRows).toList(),
                checks.stream().map(CheckResult::withoutRows).toList(),
                sinks,
                dependents,
                subscriptions,
                remarks,
                // What people have seen is carried beside it.
                PackedLines.NONE,
                greenFingerprint,
                greenFacts,
                collectedAt,
                digest);
    }

    /**
     * The same when collecting it again was refused for a reason that waiting does not heal. To whoever decides that is other
     * evidence: with one more finding, and with a digest of its own.
     *
     * @param why whole sentences
     * @param known what the evidence shows; evidence that was shortened does not hold it
     */
    public Evidence refused(String why, PackedLines known) {
        List<String> remarks = new ArrayList<>(warnings);
        remarks.add(refusal(why));
        return new Evidence(
                objects,
                data,
                checks,
                sinks,
                dependents,
                subscriptions,
                remarks,
                Findings.with(known, refusal(why)),
                greenFingerprint,
                greenFacts,
                collectedAt,
                Sha256.hex(digest + "\n" + why));
    }

    /** Whether it holds this refusal. */
    public boolean wasRefused(String why) {
        return warnings.contains(refusal(why));
    }

    /** Whether a new run of the deployment knows less of it than was collected. */
    public boolean lacksDetails() {
        return warnings.contains(SHORTENED);
    }

    private static String refusal(String why) {
        return "Collecting the evidence again was refused: " + why;
    }

    /** How one object differs between blue and green. */
    public enum Difference {
        ADDED,
        CHANGED,
        SAME,
        REMOVED
    }

    /**
     * One object, blue against green.
     *
     * @param name production name
     * @param kind green's kind, or blue's when it is removed
     * @param difference how it differs; definitions are compared with green's names turned into production's
     * @param details column by column and property by property, one short text each
     */
    public record ObjectDiff(ObjectName name, ObjectKind kind, Difference difference, List<String> details) {}

    /**
     * One check.
     *
     * @param name its name
     * @param file its file in the project
     * @param failingRows how many rows it returned, counted up to 1,000; 0 means passed
     * @param sample the first rows, at most 5, each as one JSON object
     * @param error the server's message when the query itself failed; else null
     * @param verdict what the project makes of it: a dbt test may allow some rows, or only warn of them
     */
    public record CheckResult(
            String name, String file, long failingRows, List<String> sample, String error, CheckVerdict verdict) {
        /** A check without a verdict of its own passes when it ran and returned no row. */
        public CheckResult {
            if (verdict == null) {
                verdict = error == null && failingRows == 0 ? CheckVerdict.PASSED : CheckVerdict.FAILED;
            }
        }

        /** A check that passes when it runs and returns no row. */
        public CheckResult(String name, String file, long failingRows, List<String> sample, String error) {
            this(name, file, failingRows, sample, error, null);
        }

        /** The same without any row. */
        CheckResult withoutRows() {
            return new CheckResult(name, file, failingRows, List.of(), error, verdict);
        }

        /** What it found, as the end of a sentence; for one that did not pass. */
        public String complaint() {
            return error == null
                    ? "the check " + name + " returned " + Amount.of(failingRows, "row")
                    : "the check " + name + " could not be run: " + error;
        }

        /** Whether it stands in nobody's way: it found nothing, or what the project only warns of. */
        public boolean passed() {
            return verdict != CheckVerdict.FAILED;
        }
    }

    /** What became of a check. */
    public enum CheckVerdict {
        PASSED,
        /** It found rows that the project only warns of. */
        WARNED,
        /** It found rows, or could not be run. */
        FAILED
    }
}
