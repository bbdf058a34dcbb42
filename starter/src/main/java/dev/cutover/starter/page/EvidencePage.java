package dev.cutover.starter.page;

import dev.cutover.workflows.evidence.DataDiff;
import dev.cutover.workflows.evidence.DataDiff.Verdict;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.Evidence.CheckVerdict;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.evidence.Evidence.ObjectDiff;
import dev.cutover.workflows.plan.ExternalDependent;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.ProjectPin;
import dev.cutover.workflows.readiness.Moment;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.Readiness.ClusterReadiness;
import dev.cutover.workflows.status.Status;
import dev.cutover.workflows.text.Amount;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an approver needs, on one page: what stands in the way first, and what to type last. */
public final class EvidencePage {
    /** What comes after these is folded: an approver reads what is first, and a page of a thousand objects stays a page. */
    private static final int OBJECTS_OPEN = 50;

    private static final String STYLE = """
        :root{color-scheme:light dark}
        body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}
        table{border-collapse:collapse;width:100%}
        th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #8884;overflow-wrap:anywhere}
            th{overflow-wrap:normal;min-width:4.5rem}
            th:first-child{min-width:17rem}th:nth-child(2){min-width:6.5rem}
        pre{background:#8882;padding:.8rem;white-space:pre-wrap;overflow-wrap:anywhere}
        .verdict{padding:.8rem 1rem;border-left:.4rem solid #2a8a3e;background:#8881}
        .verdict.look{border-color:#c98a00}.verdict.stop{border-color:#c62828}
        svg{width:100%;height:auto;font-size:11px}svg text{fill:currentColor}
        .axis{stroke:#888}.line{fill:none;stroke:#2667c9;stroke-width:2}.dot{fill:#2667c9}
        figure{margin:1rem 0}
        summary{cursor:pointer;margin:.6rem 0}.note{opacity:.75}
        """;

    private final Html page = new Html();
    private final Evidence evidence;

    private EvidencePage(Evidence evidence) {
        this.evidence = evidence;
    }

    /**
     * The page.
     *
     * @param plan the plan that is to be approved
     * @param trend how green became ready; may be empty
     * @param next what may be typed next
     */
    public static String of(Status status, Plan plan, Evidence evidence, List<Moment> trend, List<String> next) {
        EvidencePage page = new EvidencePage(evidence);
        String title = "Deployment " + status.deployment() + " of " + status.target();
        page.head(title);
        page.headline(title, status);
        page.outside();
        page.page.add(Foresight.of(plan, evidence));
        page.plan(plan);
        page.readiness(status.readiness(), trend);
        page.objects();
        page.data();
        page.checks();
        page.next(next);
        page.page.close("body").close("html");
        return "<!doctype html>\n" + page.page;
    }

    private void head(String title) {
        page.open("html", "lang", "en").open("head").open("meta", "charset", "utf-8");
        // Even markup that got through would run nothing and load nothing.
        page.open(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src 'sha256-" + sha256(STYLE) + "'; base-uri 'none'; form-action 'none'");
        page.open("meta", "name", "viewport", "content", "width=device-width");
        page.element("title", title);
        // Holds no character that would have to be escaped, which its hash is taken over.
        page.element("style", STYLE).close("head").open("body");
    }

    private void headline(String title, Status status) {
        page.element("h1", title);
        List<String> stops = Findings.stops(evidence);
        List<String> looks = Findings.looks(evidence);
        String verdict = stops.isEmpty() ? looks.isEmpty() ? "" : " look" : " stop";
        page.open("div", "class", "verdict" + verdict);
        page.element(
                "strong",
                stops.isEmpty()
                        ? looks.isEmpty() ? "Nothing stands out." : "Some things need a look."
                        : "Something stands in the way.");
        page.open("ul");
        stops.forEach(stop -> page.element("li", stop));
        looks.forEach(look -> page.element("li", look));
        Findings.notes(evidence).forEach(note -> page.element("li", note, "class", "note"));
        page.close("ul").element("p", status.production()).close("div");
        if (status.waitingFor() != null) {
            page.element(
                    "p",
                    "Waiting for " + status.waitingFor()
                            + (status.deadline() == null ? "" : " Ends by itself at " + status.deadline() + "."));
        }
        page.element("p", "Evidence " + evidence.digest() + ", collected at " + evidence.collectedAt() + ".");
    }

    private void plan(Plan plan) {
        page.element("h2", "Plan").open("table");
        page.row("td", "plan", plan.hash());
        page.row("td", "asked for by", plan.requestedBy());
        page.row("td", "project", project(plan.project()));
        plan.schemas().forEach(schema -> page.row("td", "schema " + schema.name(), word(schema.change())));
        plan.clusters().forEach(cluster -> page.row("td", "cluster " + cluster.name(), word(cluster.change())));
        page.row("td", "objects", String.valueOf(plan.objects().size()));
        page.close("table");
    }

    private void readiness(Readiness readiness, List<Moment> trend) {
        page.element("h2", "Readiness");
        if (readiness != null) {
            page.element("p", readiness.verdict() + ", read at " + readiness.readAt() + ".")
                    .open("table");
            page.row("th", "cluster", "hydrated", "lag", "waits for");
            for (ClusterReadiness cluster : readiness.clusters()) {
                page.row(
                        "td",
                        cluster.cluster(),
                        cluster.hydrated() + " of " + cluster.expected(),
                        cluster.lagMillis() == null ? "unknown" : cluster.lagMillis() + " ms",
                        cluster.waitingFor() == null ? "nothing" : cluster.waitingFor());
            }
            page.close("table");
        }
        if (!trend.isEmpty()) {
            page.add(Chart.of(
                    "Hydrated objects",
                    trend,
                    Moment::hydrated,
                    " of " + last(trend).expected()));
            List<Moment> known =
                    trend.stream().filter(moment -> moment.lagMillis() != null).toList();
            if (!known.isEmpty()) {
                page.add(Chart.of("Largest lag", known, Moment::lagMillis, " ms"));
            }
        }
    }

    private void objects() {
        List<ObjectDiff> differing = evidence.objects().stream()
                .filter(object -> object.difference() != Difference.SAME)
                .toList();
        page.element("h2", "Objects and their properties");
        objects(differing.subList(0, Math.min(OBJECTS_OPEN, differing.size())));
        if (differing.size() > OBJECTS_OPEN) {
            page.open("details").element("summary", (differing.size() - OBJECTS_OPEN) + " more that differ");
            objects(differing.subList(OBJECTS_OPEN, differing.size()));
            page.close("details");
        }
        long same = evidence.objects().size() - differing.size();
        page.element("p", Amount.of(same, "object is", "objects are") + " the same.");
    }

    private void objects(List<ObjectDiff> objects) {
        page.open("table").row("th", "object", "kind", "", "differences");
        for (ObjectDiff object : objects) {
            page.row(
                    "td",
                    object.name().toString(),
                    word(object.kind()),
                    word(object.difference()),
                    String.join("; ", object.details()));
        }
        page.close("table");
    }

    private void data() {
        List<DataDiff> differing = evidence.data().stream()
                .filter(diff -> diff.verdict() != Verdict.SAME)
                .toList();
        page.element("h2", "Rows").open("table");
        page.row("th", "relation", "verdict", "rows now", "rows then", "go", "come", "remark");
        for (DataDiff diff : differing) {
            DataDiff.Rows rows = diff.rows();
            page.row(
                    "td",
                    diff.relation().toString(),
                    word(diff.verdict()),
                    rows == null ? "" : String.valueOf(rows.blue()),
                    rows == null ? "" : String.valueOf(rows.green()),
                    rows == null ? "" : String.valueOf(rows.onlyBlue()),
                    rows == null ? "" : String.valueOf(rows.onlyGreen()),
                    diff.remark() == null ? "" : diff.remark());
        }
        page.close("table");
        for (DataDiff diff : evidence.data()) {
            if (!diff.sample().isEmpty()) {
                page.open("details").element("summary", "Some rows of " + diff.relation() + " that differ");
                page.element(
                        "pre",
                        diff.sample().stream()
                                .map(row -> (row.side() == DataDiff.Side.BLUE ? "- " : "+ ") + row.values())
                                .collect(Collectors.joining("\n")));
                page.close("details");
            }
        }
        long same = evidence.data().size() - differing.size();
        page.element(
                "p",
                same + " of " + Amount.of(evidence.data().size(), "relation") + " hold the same rows on both sides.");
    }

    private void checks() {
        page.element("h2", "Checks").open("table");
        page.row("th", "check", "", "rows", "file", "error");
        for (CheckResult check : evidence.checks()) {
            page.row(
                    "td",
                    check.name(),
                    word(check.verdict()),
                    String.valueOf(check.failingRows()),
                    check.file(),
                    check.error() == null ? "" : check.error());
        }
        page.close("table");
        for (CheckResult check : evidence.checks()) {
            if (check.verdict() != CheckVerdict.PASSED && !check.sample().isEmpty()) {
                page.open("details", "open", "open").element("summary", "Rows that " + check.name() + " found");
                page.element("pre", String.join("\n", check.sample())).close("details");
            }
        }
    }

    private void outside() {
        if (!evidence.dependents().isEmpty()) {
            page.element("h2", "Outside, staying with the old version").open("ul");
            for (ExternalDependent dependent : evidence.dependents()) {
                page.element(
                        "li",
                        dependent.object().name()
                                + (dependent.isDirect() ? " reads " : " reads through others ")
                                + dependent.reads().stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(", ")));
            }
            page.close("ul");
        }
        if (evidence.subscriptions() > 0) {
            page.element(
                    "p",
                    "Running SUBSCRIBEs that read the old version, and break when it is dropped: "
                            + evidence.subscriptions() + ".");
        }
        if (!evidence.warnings().isEmpty()) {
            page.element("h2", "Warnings").open("ul");
            evidence.warnings().forEach(warning -> page.element("li", warning));
            page.close("ul");
        }
    }

    private void next(List<String> next) {
        if (!next.isEmpty()) {
            page.element("h2", "Next").element("pre", String.join("\n", next));
        }
    }

    private static String project(ProjectPin project) {
        String path = project.path() == null ? "all" : project.path();
        return project.git() == null ? path : path + " of " + project.git() + " at " + project.commit();
    }

    private static Moment last(List<Moment> trend) {
        return trend.get(trend.size() - 1);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }
}
