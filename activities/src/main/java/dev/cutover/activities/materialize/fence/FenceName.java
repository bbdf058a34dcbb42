package dev.cutover.activities.materialize.fence;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fence's name: {@code _cutover_<target>_0} before the first promotion, then
 * {@code _cutover_<target>_<generation>_<deployment>} with {@code _revert} or {@code _burned} after it where it applies.
 *
 * @param target name of the environment, {@code [a-z0-9-]+}
 * @param generation number of promotions, reverts and burnings so far
 * @param deployment who renamed it last; null in generation 0
 * @param state why it was renamed last
 */
public record FenceName(String target, long generation, String deployment, State state) {
    private static final Pattern TAIL = Pattern.compile("0|([1-9][0-9]{0,17})_([a-z0-9]{8})(_revert|_burned)?");

    /** Why a fence was renamed last. */
    public enum State {
        /** Never yet. */
        NEW,
        /** Its deployment was promoted. */
        PROMOTED,
        /** Its deployment was promoted and taken back. */
        REVERTED,
        /** Its deployment gave up, and made sure that no swap of its own can commit any more. */
        BURNED
    }

    /** The name of a target's first fence. */
    public static FenceName first(String target) {
        return new FenceName(target, 0, null, State.NEW);
    }

    /** What all fences of a target begin with; target names hold no underscore, so that no target's is the start of another's. */
    public static String prefix(String target) {
        return "_cutover_" + target + "_";
    }

    /** Reads a schema's name; empty when it is not a fence of this target. */
    public static Optional<FenceName> parse(String target, String schema) {
        if (!schema.startsWith(prefix(target))) {
            return Optional.empty();
        }
        Matcher tail = TAIL.matcher(schema.substring(prefix(target).length()));
        if (!tail.matches()) {
            return Optional.empty();
        }
        if (tail.group(1) == null) {
            return Optional.of(first(target));
        }
        State state = tail.group(3) == null
                ? State.PROMOTED
                : tail.group(3).equals("_revert") ? State.REVERTED : State.BURNED;
        return Optional.of(new FenceName(target, Long.parseLong(tail.group(1)), tail.group(2), state));
    }

    /** The name that this fence gets when the deployment renames it. */
    public FenceName next(String byDeployment, State newState) {
        return new FenceName(target, generation + 1, byDeployment, newState);
    }

    /** The name that says the same one generation later, so that whoever is about to rename this one cannot any more. */
    public FenceName renewed(String byDeployment) {
        return deployment == null ? next(byDeployment, State.BURNED) : next(deployment, state);
    }

    /** Whether this deployment renamed the fence last. */
    public boolean isOf(String someDeployment) {
        return someDeployment.equals(deployment);
    }

    /** The schema's name. */
    public String text() {
        String suffix = switch (state) {
            case NEW, PROMOTED -> "";
            case REVERTED -> "_revert";
            case BURNED -> "_burned";
        };
        return prefix(target) + generation + (deployment == null ? "" : "_" + deployment) + suffix;
    }
}
