package dev.cutover.starter.view;

import dev.cutover.workflows.evidence.DataDiff;
import dev.cutover.workflows.evidence.DataDiff.Side;
import dev.cutover.workflows.evidence.DataDiff.Verdict;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.Evidence.CheckVerdict;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.evidence.Evidence.ObjectDiff;
import dev.cutover.workflows.evidence.SinkEffect;
import dev.cutover.workflows.status.Status;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the approver has to know as Markdown, to be pasted into a pull request. */
public final class EvidenceMarkdown {
    /** A pull request's comment holds 65,536 characters: what comes after these is read with the command. */
    private static final int MOST_ROWS = 100;

    private static final int MOST_DETAILS = 10;

    private final Markdown text = new Markdown();
    private final Evidence evidence;

    private EvidenceMarkdown(Evidence evidence) {
        this.evidence = evidence;
    }

    /** The text, with an empty line at its end. */
    public static String of(Status status, Evidence evidence) {
        EvidenceMarkdown made = new EvidenceMarkdown(evidence);
        made.head(status);
        made.objects();
        made.rows();
        made.checks();
        made.outside();
        return made.text.toString();
    }

    private void head(Status status) {
        text.line("## Evidence for deployment " + Markdown.plain(status.deployment()) + " of "
                + Markdown.plain(status.target()));
        text.line("");
        text.columns("", "");
        text.row(
                "state",
                status.outcome() == null
                        ? status.phase().name()
                        : status.outcome().name());
        text.row("production", status.production());
        text.row("plan", status.planHash());
        text.row("evidence", evidence.digest() + ", collected at " + evidence.collectedAt());
        text.row("in short", EvidenceView.summary(evidence));
    }

    private void objects() {
        List<ObjectDiff> differing = evidence.objects().stream()
                .filter(object -> object.difference() != Difference.SAME)
                .toList();
        if (differing.isEmpty()) {
            return;
        }
        text.heading("Objects").columns("object", "", "how it differs");
        differing.stream()
                .limit(MOST_ROWS)
                .forEach(object -> text.row(object.name().toString(), word(object.difference()), details(object)));
        more(differing.size());
    }

    private static String details(ObjectDiff object) {
        int more = object.details().size() - MOST_DETAILS;
        return object.details().stream().limit(MOST_DETAILS).collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " more" : "");
    }

    private void rows() {
        List<DataDiff> differing = evidence.data().stream()
                .filter(diff -> diff.verdict() != Verdict.SAME)
                .toList();
        if (differing.isEmpty()) {
            return;
        }
        text.heading("Rows").columns("relation", "", "only in production", "only in the new version", "remark");
        differing.stream().limit(MOST_ROWS).forEach(this::row);
        more(differing.size());
        differing.stream()
                .filter(diff -> !diff.sample().isEmpty())
                .limit(MOST_DETAILS)
                .forEach(diff -> text.folded(
                        "Rows of " + diff.relation() + " that differ",
                        diff.sample().stream()
                                .map(row -> (row.side() == Side.BLUE ? "- " : "+ ") + row.values())
                                .toList()));
    }

    private void row(DataDiff diff) {
        text.row(
                diff.relation().toString(),
                word(diff.verdict()),
                diff.rows() == null ? "" : String.valueOf(diff.rows().onlyBlue()),
                diff.rows() == null ? "" : String.valueOf(diff.rows().onlyGreen()),
                diff.remark() == null ? "" : diff.remark());
    }

    private void checks() {
        if (evidence.checks().isEmpty()) {
            return;
        }
        text.heading("Checks").columns("check", "", "rows", "file", "error");
        evidence.checks().stream()
                .limit(MOST_ROWS)
                .forEach(check -> text.row(
                        check.name(),
                        word(check.verdict()),
                        String.valueOf(check.failingRows()),
                        check.file(),
                        check.error() == null ? "" : check.error()));
        more(evidence.checks().size());
        for (CheckResult check : evidence.checks()) {
            if (check.verdict() != CheckVerdict.PASSED && !check.sample().isEmpty()) {
                text.folded("Rows that " + check.name() + " found", check.sample());
            }
        }
    }

    private void outside() {
        if (!evidence.sinks().isEmpty()) {
            text.heading("Sinks")
                    .items(evidence.sinks().stream().map(SinkEffect::sentence).toList());
        }
        if (!evidence.dependents().isEmpty() || evidence.subscriptions() > 0) {
            text.heading("Outside, staying with the old version")
                    .items(evidence.dependents().stream()
                            .map(EvidenceView::staysBehind)
                            .toList());
        }
        if (evidence.subscriptions() > 0) {
            text.items(List.of(EvidenceView.subscriptions(evidence)));
        }
        if (!evidence.warnings().isEmpty()) {
            text.heading("Warnings")
                    .items(evidence.warnings().stream().limit(MOST_ROWS).toList());
            more(evidence.warnings().size());
        }
    }

    private void more(int all) {
        if (all > MOST_ROWS) {
            text.line("").line("And " + (all - MOST_ROWS) + " more, which the query `evidence` shows.");
        }
    }

    private static String word(Enum<?> verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
