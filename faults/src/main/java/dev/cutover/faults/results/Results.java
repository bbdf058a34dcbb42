package dev.cutover.faults.results;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All results of one folder, and the page that shows them. */
public final class Results {
    private final ResultsFile<ProcessLine> processes;
    private final ResultsFile<BatchLine> simulated;

    /** Results in a folder; one that is not there holds none. */
    public Results(Path folder) {
        this.processes = new ResultsFile<>(folder.resolve("processes.jsonl"), ProcessLine.class);
        this.simulated = new ResultsFile<>(folder.resolve("simulated.jsonl"), BatchLine.class);
    }

    /** Runs with real processes. */
    public ResultsFile<ProcessLine> processes() {
        return processes;
    }

    /** Simulated runs. */
    public ResultsFile<BatchLine> simulated() {
        return simulated;
    }

    /** Tables of all runs with real processes. */
    public List<String> processTables() {
        return Tables.ofProcesses(processes.lines());
    }

    /** Tables of all simulated runs. */
    public List<String> simulationTables() {
        return Tables.ofSimulation(simulated.lines());
    }

    /** Writes the tables of all runs into a page, each between its two marks, and puts the files in order. */
    public void report(Path page) {
        processes.tidy();
        simulated.tidy();
        try {
            String text = Files.readString(page);
            text = between(text, "processes", processTables());
            text = between(text, "simulated", simulationTables());
            Files.writeString(page, text);
        } catch (IOException e) {
            throw new Problem(ExitCode.USAGE, page + " cannot be read or written: " + e.getMessage(), e);
        }
    }

    private static String between(String text, String name, List<String> tables) {
        String begin = "<!-- " + name + ": begin -->\n";
        String end = "<!-- " + name + ": end -->";
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new Problem(ExitCode.USAGE, "The page has no lines \"" + begin.strip() + "\" and \"" + end + "\".");
        }
        return text.substring(0, from + begin.length()) + String.join("\n", tables) + "\n" + text.substring(to);
    }
}
