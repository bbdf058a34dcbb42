package dev.cutover.worker.config;

import dev.cutover.activities.target.Receiver;
import dev.cutover.activities.target.Secret;
import dev.cutover.activities.target.Target;
import dev.cutover.workflows.policy.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** One target as it is written. */
record TargetText(
        String url,
        String user,
        String password,
        String fenceDatabase,
        Integer parallelStatements,
        PolicyText policy,
        JanitorText janitor,
        List<ReceiverText> notifications) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,100}");
    private static final int DEFAULT_PARALLEL_STATEMENTS = 4;
    private static final int MOST_RECEIVERS = 10;

    Target checked(String name, Path folder) throws ConfigException {
        String key = "targets." + name;
        if (!NAME.matcher(name).matches()) {
            throw new ConfigException(
                    key + ": a target's name has lower-case letters, digits and hyphens only, at most 100");
        }
        if (url == null || url.isBlank()) {
            throw new ConfigException(key + ".url is missing: write host:port/database");
        }
        if (user == null || user.isBlank()) {
            throw new ConfigException(key + ".user is missing: the role that deploys");
        }
        return new Target(
                name,
                JdbcUrl.of(key + ".url", url.strip()),
                user,
                Secret.of(password == null || password.isEmpty() ? null : password),
                fenceDatabase == null || fenceDatabase.isBlank() ? null : fenceDatabase,
                ConfigText.within(key + ".parallelStatements", parallelStatements, DEFAULT_PARALLEL_STATEMENTS, 1, 64),
                policy == null ? Policy.NONE : policy.checked(key + ".policy", folder),
                receivers(key + ".notifications", folder));
    }

    private List<Receiver> receivers(String key, Path folder) throws ConfigException {
        List<Receiver> receivers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ReceiverText text : notifications == null ? List.<ReceiverText>of() : notifications) {
            String place = key + "[" + receivers.size() + "]";
            if (text == null) {
                throw new ConfigException(place + " is empty: it needs name, template and url");
            }
            if (!names.add(text.name())) {
                throw new ConfigException(place + ".name: there is another " + text.name());
            }
            receivers.add(text.checked(place, folder));
        }
        if (receivers.size() > MOST_RECEIVERS) {
            throw new ConfigException(key + " has more than " + MOST_RECEIVERS + " entries");
        }
        return receivers;
    }

    /** Without the password: records show their components (P9). */
    @Override
    public String toString() {
        return "TargetText[" + url + "]";
    }
}
