package dev.cutover.activities.dbt;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;

/**
 * A process of its own between the worker and dbt, which ends dbt and all that dbt has started as soon as the worker is gone:
 * when its standard input closes, which is how a killed worker shows, or when no byte has come for {@link #LONGEST_SILENCE},
 * which is how a frozen one does. Without it, the dbt of a dead attempt would go on replacing what the next attempt builds.
 * It is plain Java on purpose: no process group, signal or tool that only some systems have.
 */
public final class Supervisor {
    /**
     * Time between the worker's signs of life. Short, because a Java machine waits up to 300 ms at its end for a thread that
     * reads: the next sign sets it free.
     */
    static final Duration SIGN = Duration.ofMillis(50);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** Shorter than the silence after which a step is given up, so that nothing runs beside the next attempt. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    /** Exit code of a program that could not be started, as shells have it. */
    static final int NOT_STARTED = 127;

    private static final int KILLED = 137;

    private final Process program;
    private final Family family;
    private volatile long lastSign = System.nanoTime();

    private Supervisor(Process program) {
        this.program = program;
        this.family = new Family(program.toHandle());
    }

    /** Runs the program that the arguments name. */
    public static void main(String[] command) throws InterruptedException {
        try {
            Process program = new ProcessBuilder(List.of(command))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            System.exit(new Supervisor(program).watch(System.in));
        } catch (IOException e) {
            System.out.println(e.getMessage());
            System.exit(NOT_STARTED);
        }
    }

    private int watch(InputStream signs) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(family::end));
        daemon(() -> readSigns(signs));
        daemon(this::endWhenSilent);
        return program.waitFor();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private void readSigns(InputStream signs) {
        try {
            while (signs.read() >= 0) {
                lastSign = System.nanoTime();
            }
        } catch (IOException gone) {
            // The same as its end.
        }
        giveUp();
    }

    private void endWhenSilent() {
        try {
            while (System.nanoTime() - lastSign < LONGEST_SILENCE.toNanos()) {
                family.look();
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        giveUp();
    }

    private void giveUp() {
        family.end();
        Runtime.getRuntime().halt(KILLED);
    }

    /** Ends a process with everything below it, the lowest first, so that nothing is left without a parent to be found by. */
    static void end(ProcessHandle process) {
        for (ProcessHandle child : process.children().toList()) {
            end(child);
        }
        process.destroyForcibly();
    }
}
