package dev.cutover.worker.config;

import dev.cutover.workflows.policy.FreezeWindow;
import dev.cutover.workflows.policy.Overridable;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.policy.Signatures;
import dev.cutover.workflows.policy.Verification;
import dev.cutover.workflows.policy.Verification.OnFailure;
import dev.cutover.workflows.text.DurationText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rules for approvals on one target, as they are written. */
record PolicyText(
        Integer approvals,
        List<String> approvers,
        Boolean requesterMayApprove,
        List<OverridableText> overridable,
        String expiresAfter,
        List<FreezeText> freeze,
        List<String> breakGlass,
        SignaturesText signatures,
        String soak,
        String onFailedVerification,
        String refreshEvery) {
    private static final int MOST_APPROVALS = 100;
    private static final Duration LONGEST_EXPIRY = Duration.ofDays(30);
    private static final Duration LEAST_REFRESH = Duration.ofMinutes(1);
    private static final Duration LONGEST_REFRESH = Duration.ofDays(7);
    private static final Duration LONGEST_SOAK = Duration.ofDays(1);

    record OverridableText(String checks, List<String> by) {}

    Policy checked(String key, Path folder) throws ConfigException {
        List<String> people = names(key + ".approvers", approvers);
        int needed = ConfigText.within(key + ".approvals", approvals, 1, 1, MOST_APPROVALS);
        if (!people.isEmpty() && people.size() < needed) {
            throw new ConfigException(key + ".approvals is " + needed + " and " + key + ".approvers names only "
                    + people.size() + ": nothing could ever be approved");
        }
        Signatures checked = signatures == null ? Signatures.OFF : signatures.checked(key + ".signatures", folder);
        if (checked.required() && !checked.keys().keySet().containsAll(people)) {
            throw new ConfigException(key + ".signatures is REQUIRED and has no key for one of "
                    + String.join(", ", people) + ", whom " + key + ".approvers names");
        }
        return new Policy(
                needed,
                people,
                requesterMayApprove == null || requesterMayApprove,
                overridables(key + ".overridable"),
                expiresAfter == null ? null : duration(key + ".expiresAfter", expiresAfter, LONGEST_EXPIRY),
                windows(key + ".freeze"),
                names(key + ".breakGlass", breakGlass),
                checked,
                verification(key),
                refreshEvery(key + ".refreshEvery"));
    }

    /** {@code never} leaves it to people to ask. */
    private Duration refreshEvery(String key) throws ConfigException {
        if (refreshEvery == null) {
            return Policy.REFRESH_EVERY;
        }
        if (refreshEvery.strip().equalsIgnoreCase("never")) {
            return Duration.ZERO;
        }
        Duration every = duration(key, refreshEvery, LONGEST_REFRESH);
        if (every.compareTo(LEAST_REFRESH) < 0) {
            throw new ConfigException(key + " must be at least " + DurationText.of(LEAST_REFRESH)
                    + ": each refresh compares all rows and runs all checks");
        }
        return every;
    }

    private Verification verification(String key) throws ConfigException {
        if (soak == null && onFailedVerification == null) {
            return null;
        }
        return new Verification(
                soak == null ? Duration.ZERO : duration(key + ".soak", soak, LONGEST_SOAK),
                ConfigText.oneOf(key + ".onFailedVerification", onFailedVerification, OnFailure.HOLD, OnFailure.class));
    }

    private List<Overridable> overridables(String key) throws ConfigException {
        List<Overridable> rules = new ArrayList<>();
        for (OverridableText rule : overridable == null ? List.<OverridableText>of() : overridable) {
            if (rule == null || rule.checks() == null || rule.checks().isBlank() || rule.by() == null) {
                throw new ConfigException(key + " needs checks, a name or a pattern such as slow_*, and by, a list of"
                        + " names, in each entry");
            }
            List<String> people = names(key + ".by", rule.by());
            if (people.isEmpty()) {
                throw new ConfigException(key + ".by is empty: name those who may override " + rule.checks());
            }
            rules.add(new Overridable(rule.checks(), people));
        }
        return rules;
    }

    private List<FreezeWindow> windows(String key) throws ConfigException {
        List<FreezeWindow> windows = new ArrayList<>();
        for (FreezeText window : freeze == null ? List.<FreezeText>of() : freeze) {
            if (window == null) {
                throw new ConfigException(key + " has an empty entry: it needs start, for and reason");
            }
            windows.add(window.checked(key + "[" + windows.size() + "]"));
        }
        return windows;
    }

    private static List<String> names(String key, List<String> names) throws ConfigException {
        List<String> given = names == null ? List.of() : names;
        for (String name : given) {
            if (name == null || name.isBlank()) {
                throw new ConfigException(key + " holds an empty name");
            }
        }
        return given.stream().map(String::strip).toList();
    }

    static Duration duration(String key, String text, Duration most) throws ConfigException {
        Duration duration = DurationText.parse(text)
                .orElseThrow(() -> new ConfigException(key + " is not a duration: write for example 30m or 1h30m"));
        if (duration.isZero() || duration.compareTo(most) > 0) {
            throw new ConfigException(key + " must be more than nothing and at most " + DurationText.of(most));
        }
        return duration;
    }
}
