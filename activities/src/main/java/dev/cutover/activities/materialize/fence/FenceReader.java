package dev.cutover.activities.materialize.fence;

import dev.cutover.activities.materialize.Literals;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.running.Failures;
import dev.cutover.activities.target.Target;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.plan.FencePosition;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds a target's fence by its name, and makes the first one. */
public final class FenceReader {
    private final Target target;

    public FenceReader(Target target) {
        this.target = target;
    }

    /** The database that holds the fence: the configured one, else the one that the session is connected to. */
    public String database(Session session) throws SQLException {
        return target.fenceDatabase() != null
                ? target.fenceDatabase()
                : session.query("SHOW database", row -> row.getString(1)).get(0);
    }

    /**
     * The target's fence; empty when it has none yet.
     *
     * @throws io.temporal.failure.ApplicationFailure FENCE_UNCLEAR when there are two, or one that is not named as ours are
     */
    public Optional<Fence> find(Session session) throws SQLException {
        String database = database(session);
        List<Candidate> candidates = candidates(session, database);
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        if (candidates.size() > 1) {
            throw unclear(
                    "Target " + target.name() + " has " + candidates.size() + " fences in database " + database + ": "
                            + candidates.stream().map(Candidate::name).collect(Collectors.joining(", ")) + ".",
                    "Find out which one belongs to the present production (its comment names the deployment) and DROP"
                            + " SCHEMA the others; then start again.");
        }
        Candidate candidate = candidates.get(0);
        FenceName name = FenceName.parse(target.name(), candidate.name())
                .orElseThrow(() -> unclear(
                        "Schema " + database + "." + candidate.name() + " begins like the fence of target "
                                + target.name() + " but is not named as a fence is.",
                        "If it was renamed by hand, give it its name back, "
                                + FenceName.first(target.name()).text()
                                + " when in doubt; if it is something else, name it differently."));
        return Optional.of(new Fence(
                database,
                candidate.id(),
                name,
                FenceComment.parse(candidate.comment()).orElse(null)));
    }

    /**
     * A schema that looks like the target's fence.
     *
     * @param fence its name, taken apart; null when it is not named as a fence is
     * @param comment what its comment says; null when it says nothing of ours
     * @param passedOver whether {@link #find} does not mind it, because it was made too late
     */
    public record Lookalike(String id, SchemaName schema, FenceName fence, FenceComment comment, boolean passedOver) {}

    /** Everything that looks like the target's fence where that is not one schema, properly named; otherwise empty. */
    public List<Lookalike> unclear(Session session) throws SQLException {
        String database = database(session);
        List<Candidate> all = named(session, database);
        List<Candidate> counted = withoutLate(session, all);
        List<Lookalike> found = all.stream()
                .map(one -> new Lookalike(
                        one.id(),
                        new SchemaName(database, one.name()),
                        FenceName.parse(target.name(), one.name()).orElse(null),
                        FenceComment.parse(one.comment()).orElse(null),
                        !counted.contains(one)))
                .toList();
        return found.size() == 1 && found.get(0).fence() != null ? List.of() : found;
    }

    /** Where the target's fence is; generation 0 without an id when there is none yet. */
    public FencePosition position(Session session) throws SQLException {
        Optional<Fence> fence = find(session);
        return fence.isPresent()
                ? fence.get().position()
                : new FencePosition(
                        database(session), FenceName.first(target.name()).text(), null, 0);
    }

    /**
     * The target's fence, made when there is none. Racing deployments make the same one.
     *
     * @param checkAlive throws when nobody waits for the answer any more: the first promotion may have renamed it long ago, and a
     *     second one must not be made
     */
    public Fence ensure(Session session, Runnable checkAlive) throws SQLException {
        Optional<Fence> fence = find(session);
        if (fence.isPresent()) {
            return fence.get();
        }
        checkAlive.run();
        session.execute(FenceStatements.create(database(session), FenceName.first(target.name())));
        return find(session)
                .orElseThrow(() -> unclear(
                        "The fence of target " + target.name() + " was created and is not there.",
                        "Look who drops schemas whose names begin with " + FenceName.prefix(target.name()) + "."));
    }

    private record Candidate(String id, String name, String comment) {}

    private List<Candidate> candidates(Session session, String database) throws SQLException {
        return withoutLate(session, named(session, database));
    }

    private List<Candidate> withoutLate(Session session, List<Candidate> found) throws SQLException {
        Optional<Candidate> late = found.size() == 2 ? madeTooLate(found) : Optional.empty();
        return late.isPresent()
                        && new Catalog(session)
                                .objectsIn(List.of(late.get().id()), List.of())
                                .isEmpty()
                ? found.stream().filter(one -> !one.equals(late.get())).toList()
                : found;
    }

    /**
     * The first fence beside a later one was made by a worker that was frozen before its CREATE and woke up after the first
     * promotion had renamed the other: it says nothing.
     */
    private Optional<Candidate> madeTooLate(List<Candidate> both) {
        String first = FenceName.first(target.name()).text();
        boolean otherIsLater = both.stream()
                .anyMatch(one -> FenceName.parse(target.name(), one.name())
                        .filter(name -> name.generation() > 0)
                        .isPresent());
        return both.stream()
                .filter(one -> otherIsLater && one.name().equals(first) && one.comment() == null)
                .findFirst();
    }

    private List<Candidate> named(Session session, String database) throws SQLException {
        String prefix = FenceName.prefix(target.name());
        return session.query(
                "SELECT s.id, s.name, c.comment FROM mz_catalog.mz_schemas s"
                        + " JOIN mz_catalog.mz_databases d ON d.id = s.database_id"
                        + " LEFT JOIN mz_internal.mz_comments c ON c.id = s.id AND c.object_type = 'schema'"
                        + " WHERE d.name = " + Literals.quote(database) + " AND left(s.name, " + prefix.length()
                        + ") = " + Literals.quote(prefix) + " ORDER BY s.name",
                row -> new Candidate(row.getString(1), row.getString(2), row.getString(3)));
    }

    private static RuntimeException unclear(String what, String next) {
        return Failures.of(
                FailureType.FENCE_UNCLEAR, what, "Nothing was changed, since the fence says who promoted last.", next);
    }
}
