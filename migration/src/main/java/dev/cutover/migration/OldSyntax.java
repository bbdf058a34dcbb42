package dev.cutover.migration;

import dev.cutover.migration.Piece.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds sources and sinks whose model is a whole statement, as dbt-materialize had them before 1.7.6, and writes them anew:
 * the clause {@code CREATE ...} goes, its cluster moves into {@code config()}, everything else keeps its bytes.
 */
public final class OldSyntax {
    private static final Set<String> KINDS = Set.of("source", "sink");

    /** Without these words a text that cannot be cut into pieces is none of ours. */
    private static final Pattern SUSPECT = Pattern.compile("(?is).*\\bcreate\\b.*\\b(source|sink)\\b.*");

    private final String text;
    private final Settings settings;
    private final List<ConfigCall> configs = new ArrayList<>();
    private final List<Nested> code = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean decidedConfig;

    private OldSyntax(String text, Settings settings) {
        this.text = text;
        this.settings = settings;
    }

    /**
     * Looks at one model.
     *
     * @param text the file
     * @param settings what is configured for it outside of the file
     */
    public static Finding of(String text, Settings settings) {
        OldSyntax model = new OldSyntax(text, settings);
        try {
            return model.find(Pieces.of(text));
        } catch (UnreadableModel e) {
            return SUSPECT.matcher(text).matches()
                    ? new Finding.ByHand(e.line(), e.getMessage() + " Correct it and run cutover migrate again.", false)
                    : new Finding.Current();
        }
    }

    private Finding find(List<Piece> pieces) throws UnreadableModel {
        for (Nested nested : Nested.of(pieces)) {
            Optional<ConfigCall> config = ConfigCall.of(text, nested.piece());
            if (config.isEmpty()) {
                code.add(nested);
            } else if (nested.depth() > 0) {
                decidedConfig = true;
            } else {
                configs.add(config.get());
            }
        }
        int create = firstStatement();
        if (create < 0) {
            return new Finding.Current();
        }
        Piece first = code.get(create).piece();
        boolean certain = code.get(create).depth() == 0
                && code.subList(0, create).stream().allMatch(Nested::isTag)
                && !decidedConfig;
        Optional<String> materialized = value("materialized");
        boolean computed = materialized.isPresent()
                && ConfigCall.literal(materialized.get()).isEmpty();
        String kind = computed && settings.materialized() != null
                ? settings.materialized()
                : materialized.flatMap(ConfigCall::literal).orElse(computed ? null : settings.materialized());
        if (kind != null && !kind.contains("{{") && !KINDS.contains(kind)) {
            return new Finding.Current();
        }
        boolean known = kind != null && !kind.contains("{{");
        try {
            if (!known) {
                requireSuspect(create);
                throw new NotCertain(
                        first.start(),
                        "No materialization of this model can be read here, neither in its config() nor in the"
                                + " project's YAML. When it is a source or a sink, say so in config(materialized=...) and"
                                + " run cutover migrate again.");
            }
            return new Finding.Rewritten(
                    Lines.number(text, first.start()), rewrite(pieces, create, kind), List.copyOf(notes));
        } catch (NotOurs e) {
            return new Finding.Current();
        } catch (NotCertain e) {
            return new Finding.ByHand(Lines.number(text, e.offset()), e.getMessage(), certain && known);
        }
    }

    /** Where the first statement of the model is CREATE: an index of the code; -1 when there is none. */
    private int firstStatement() {
        boolean atStart = true;
        for (int i = 0; i < code.size(); i++) {
            Piece piece = code.get(i).piece();
            if (atStart && piece.is("create")) {
                return i;
            }
            if (atStart && (piece.is("from") || piece.is("in") || piece.is("select") || piece.is("with"))) {
                return -1;
            }
            boolean transparent = code.get(i).isTag() || atStart && piece.kind() == Kind.EXPRESSION;
            atStart = transparent ? atStart : piece.isSymbol(';');
        }
        return -1;
    }

    private void requireSuspect(int create) throws NotOurs {
        boolean suspect = create + 1 < code.size()
                && KINDS.stream().anyMatch(code.get(create + 1).piece()::is);
        if (!suspect) {
            throw new NotOurs();
        }
    }

    private String rewrite(List<Piece> pieces, int create, String materialized) throws NotCertain {
        requirePlainSurroundings(pieces, create);
        OldStatement statement = OldStatement.read(code.subList(create, code.size()));
        if (!statement.kind().equals(materialized)) {
            throw new NotCertain(
                    code.get(create).piece().start(),
                    "It creates a " + statement.kind() + " and has the materialization " + materialized
                            + ". Correct one of them and run cutover migrate again.");
        }
        requireOneStatement(statement.rest());
        List<Edit> edits = new ArrayList<>();
        Optional<Cluster> moved = cluster(statement);
        boolean alone = moved.isPresent() && configs.isEmpty();
        String line = alone ? "{{ config(cluster=" + moved.get().jinja("'") + ") }}" : "";
        for (Edit range : ranges(statement.clause())) {
            edits.add(Edit.remove(text, range.start(), range.end(), line));
            line = "";
        }
        if (moved.isPresent() && !alone) {
            edits.add(configs.get(0).adding(text, moved.get()));
        }
        removeSize(statement, edits);
        return Edit.apply(text, edits);
    }

    private void requirePlainSurroundings(List<Piece> pieces, int create) throws NotCertain {
        Nested first = code.get(create);
        if (first.depth() > 0) {
            throw new NotCertain(
                    first.piece().start(),
                    "Jinja decides about this statement. Take the clause from CREATE to FROM out of each branch, and"
                            + " name the cluster in config(cluster=...).");
        }
        for (Nested before : code.subList(0, create)) {
            if (!before.isTag()) {
                throw new NotCertain(
                        before.piece().start(),
                        "This stands before the statement and would get between what dbt-materialize writes and FROM."
                                + " Move it into a pre_hook or behind the statement, and run cutover migrate again.");
            }
        }
        if (decidedConfig || configs.stream().anyMatch(config -> !config.isPlain())) {
            throw new NotCertain(
                    first.piece().start(),
                    "What config() says is not written out. Take the clause from CREATE to FROM away, and name the"
                            + " cluster in config(cluster=...).");
        }
        for (Piece piece : pieces) {
            boolean works = piece.kind() == Kind.COMMENT
                    && !piece.text().startsWith("{#")
                    && (piece.text().contains("{%") || piece.text().matches("(?s).*\\{\\{-?\\s*config\\s*\\(.*"));
            if (works) {
                throw new NotCertain(
                        piece.start(),
                        "dbt runs the Jinja in this comment of SQL. Make it a comment of Jinja, {# ... #}, and run"
                                + " cutover migrate again.");
            }
        }
    }

    private static void requireOneStatement(List<Nested> rest) throws NotCertain {
        boolean ended = false;
        for (Nested nested : rest) {
            boolean nothing = nested.isTag() || nested.piece().isSymbol(';');
            if (ended && !nothing) {
                throw new NotCertain(
                        nested.piece().start(),
                        "A source or sink is one statement now. Move this one into a post_hook, or outside of dbt, and"
                                + " run cutover migrate again.");
            }
            ended |= nested.piece().isSymbol(';');
        }
    }

    /** The cluster that has to be added to what is configured; empty when nothing has to be. */
    private Optional<Cluster> cluster(OldStatement statement) throws NotCertain {
        Optional<String> own = value("cluster");
        if (statement.cluster().isEmpty()) {
            if (own.isPresent()) {
                notes.add("It runs on the cluster that its config() names, cluster=" + own.get()
                        + ", from now on: before, dbt-materialize took no notice of that in a " + statement.kind()
                        + ".");
            } else if (settings.cluster() != null) {
                notes.add("It runs on the cluster " + settings.cluster() + " from now on, which "
                        + settings.clusterPlace()
                        + " configures for it: before, dbt-materialize took no notice of that in a " + statement.kind()
                        + ".");
            }
            return Optional.empty();
        }
        Piece first = statement.cluster().get(0);
        String written = text.substring(
                first.start(),
                statement.cluster().get(statement.cluster().size() - 1).end());
        Cluster cluster = Cluster.of(statement.cluster())
                .orElseThrow(() -> new NotCertain(
                        first.start(),
                        "The cluster " + written
                                + " cannot be moved into config() with certainty: dbt-materialize writes its"
                                + " name without quotes, and reads config() before it knows more than var(),"
                                + " env_var() and target. Name it in config(cluster=...) yourself, and take"
                                + " everything before FROM away."));
        if (own.isPresent()) {
            if (!cluster.isSaidBy(own.get())) {
                throw new NotCertain(
                        first.start(),
                        "The statement names the cluster " + written + ", config() has cluster=" + own.get()
                                + ", and only the statement counted so far. Make them the same and run cutover migrate"
                                + " again.");
            }
            return Optional.empty();
        }
        if (settings.cluster() != null && !settings.cluster().equalsIgnoreCase(cluster.name())) {
            notes.add("Its own config() names the cluster now, which counts more than " + settings.cluster()
                    + ", which " + settings.clusterPlace() + " configures for it.");
        }
        return Optional.of(cluster);
    }

    private void removeSize(OldStatement statement, List<Edit> edits) throws NotCertain {
        Optional<SizeOption> size = SizeOption.in(statement.rest());
        if (size.isEmpty()) {
            return;
        }
        if (statement.cluster().isEmpty() && value("cluster").isEmpty() && settings.cluster() == null) {
            throw new NotCertain(
                    size.get().start(),
                    "Materialize no longer has the option SIZE: it made a cluster of its own for the "
                            + statement.kind()
                            + ". Create a cluster of the size " + size.get().size()
                            + ", name it in config(cluster=...), and run cutover migrate again.");
        }
        notes.add("The option SIZE = " + size.get().size()
                + " is gone, since Materialize no longer has it: it is the cluster that" + " has a size.");
        edits.add(Edit.remove(text, size.get().start(), size.get().end(), ""));
    }

    /** Pieces that follow each other with nothing but space between, as one range each. */
    private List<Edit> ranges(List<Piece> pieces) {
        List<Edit> ranges = new ArrayList<>();
        for (Piece piece : pieces) {
            int last = ranges.size() - 1;
            if (last >= 0
                    && text.substring(ranges.get(last).end(), piece.start()).isBlank()) {
                ranges.set(last, new Edit(ranges.get(last).start(), piece.end(), ""));
            } else {
                ranges.add(new Edit(piece.start(), piece.end(), ""));
            }
        }
        return ranges;
    }

    /** Of several calls of config() that set a key, dbt takes the last. */
    private Optional<String> value(String key) {
        return configs.stream()
                .map(config -> config.value(key))
                .flatMap(Optional::stream)
                .reduce((earlier, later) -> later);
    }

    /** A statement that is neither a source nor a sink, in a model that is neither either. */
    private static final class NotOurs extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
