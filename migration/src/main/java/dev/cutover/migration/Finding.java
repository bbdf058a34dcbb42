package dev.cutover.migration;

import java.util.List;

/** What was found in a model. */
public sealed interface Finding {
    /** Nothing to do: not the old syntax. */
    record Current() implements Finding {}

    /**
     * The old syntax, and what it becomes.
     *
     * @param line the line, from 1, at which the statement begins
     * @param text the whole file as it has to be
     * @param notes what a person should know about it, whole sentences
     */
    record Rewritten(int line, String text, List<String> notes) implements Finding {}

    /**
     * The old syntax where no rewriting is certain to mean the same.
     *
     * @param line the line, from 1, that it is about
     * @param what why, and what to do, whole sentences
     * @param refused whether dbt-materialize cannot run it whatever the Jinja around it says
     */
    record ByHand(int line, String what, boolean refused) implements Finding {}
}
