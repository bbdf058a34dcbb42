package dev.cutover.starter.commands;

import picocli.CommandLine.Option;

/** Every command can answer for machines. */
final class JsonOption {
    @Option(names = "--json", description = "Answer as JSON, one document per line.")
    private boolean json;

    boolean wanted() {
        return json;
    }
}
