package dev.cutover.activities.planning;

import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.project.ProjectShape;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Finds what production would lose: what is in blue and not in the project, tables with people's rows, sinks. */
final class Outsiders {
    private final ProjectShape project;
    private final Removes removes;
    private final Refusals refusals;
    private final Set<ObjectName> projectNames = new HashSet<>();

    Outsiders(ProjectShape project, Removes removes, Refusals refusals) {
        this.project = project;
        this.removes = removes;
        this.refusals = refusals;
        project.objects().forEach(object -> projectNames.add(object.name()));
    }

    void check(Production.Blue blue) {
        Set<ObjectName> removable = new HashSet<>();
        for (ObjectEntry object : blue.objects()) {
            boolean table = blue.tableIds().contains(object.id())
                    && !project.rebuiltTables().contains(object.name());
            boolean sink = object.kind() == ObjectKind.SINK;
            boolean replaced = !table && !sink && isReplaced(object.name());
            boolean part = blue.partIds().contains(object.id());
            if (!replaced && part) {
                removable.add(object.name());
            } else if (!replaced) {
                removable.add(object.name());
                ObjectName relation = blue.indexed().get(object.id());
                boolean goesAlong = relation != null && removes.names(relation);
                if (!removes.names(object.name()) && !goesAlong) {
                    refuse(object, table, sink);
                }
            }
        }
        checkEntries(removable);
    }

    private boolean isReplaced(ObjectName name) {
        return projectNames.contains(name) && project.schemas().contains(name.schemaName());
    }

    private void refuse(ObjectEntry object, boolean table, boolean sink) {
        ObjectName name = object.name();
        String entry = removes.entryFor(name);
        String kind = object.kind().sqlWords().toLowerCase(Locale.ROOT);
        if (table) {
            refusals.wouldDisappear(
                    "Table " + name
                            + " is in a deployed schema: its rows would stay behind on the retired side. Keep it"
                            + " in a schema that is not deployed, or name it in removes.",
                    entry);
        } else if (sink) {
            refusals.wouldDisappear(
                    "Sink " + name + " is in a deployed schema or on a deployed cluster: a clone of it would write"
                            + " everything twice. Keep it in a schema and on a cluster that are not deployed, or name it"
                            + " in removes.",
                    entry);
        } else if (isSecretOrConnection(object) && !removes.names(name.schemaName())) {
            refusals.wouldDisappear(
                    capital(kind) + " " + name + " of " + object.holding().owner()
                            + " is in a deployed schema and would"
                            + " be left behind. Keep it in a schema that is not deployed, or name it in removes.",
                    entry);
        } else if (project.schemas().contains(name.schemaName())) {
            refusals.wouldDisappear(
                    capital(kind) + " " + name + " of " + object.holding().owner()
                            + " is in a deployed schema and not in the project.",
                    entry);
        } else if (!removes.names(name.schemaName())) {
            refusals.wouldDisappear(
                    capital(kind) + " " + name + " of " + object.holding().owner()
                            + " runs on a deployed cluster and is not in the project. Let it run on another cluster, or"
                            + " name it in removes.",
                    entry);
        }
    }

    private static boolean isSecretOrConnection(ObjectEntry object) {
        return object.kind() == ObjectKind.SECRET || object.kind() == ObjectKind.CONNECTION;
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private void checkEntries(Set<ObjectName> removable) {
        removes.unreadable()
                .forEach(
                        entry -> refusals.add(
                                "removes holds '" + entry
                                        + "', which is none of schema.object, database.schema.object, schema <name> and cluster <name>."));
        removes.objects().forEach((name, entry) -> {
            if (!removable.contains(name)) {
                refusals.add(
                        isReplaced(name)
                                ? "removes names " + entry + ", but the project still creates it. Take it out of one."
                                : "removes names " + entry
                                        + ", which is in no deployed schema and on no deployed cluster"
                                        + " of production. Take the entry out, or correct it.");
            }
        });
    }
}
