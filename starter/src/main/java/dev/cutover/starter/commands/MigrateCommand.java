package dev.cutover.starter.commands;

import dev.cutover.migration.Finding;
import dev.cutover.migration.MigrationException;
import dev.cutover.migration.ModelFile;
import dev.cutover.migration.ProjectMigration;
import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.Program;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rewrites a dbt project's sources and sinks that are whole statements, without dbt and without a server. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = {
            "Rewrites sources and sinks of a dbt project from the syntax before",
            "dbt-materialize 1.7.6, CREATE SOURCE {{ this }} IN CLUSTER c FROM ...,",
            "to today's. Prints the change as a diff that git apply takes, and",
            "changes nothing without --write. Remarks go to the standard error."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is left to change",
            "1:unexpected error",
            "2:wrong command line, or no dbt project that can be read",
            "20:models would be rewritten by --write, and that is all there is to do",
            "21:something has to be changed by hand, with and without --write"
        })
public final class MigrateCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "PROJECT", description = "The folder with dbt_project.yml.")
    private Path project;

    @Option(names = "--write", description = "Change the files; each is replaced as a whole or not at all.")
    private boolean write;

    @Spec
    private CommandSpec spec;

    MigrateCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try {
            List<ModelFile> models = ProjectMigration.of(project);
            int rewritten = 0;
            int byHand = 0;
            for (ModelFile model : models) {
                boolean settled = settle(model);
                rewritten += settled ? 1 : 0;
                byHand += settled ? 0 : 1;
            }
            summarize(rewritten, byHand);
            if (byHand > 0) {
                return ExitCode.BY_HAND;
            }
            return rewritten > 0 && !write ? ExitCode.WOULD_CHANGE : ExitCode.OK;
        } catch (MigrationException e) {
            throw new Problem(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    /** Shows what there is to do for a model, and does it; false when a person has to. */
    private boolean settle(ModelFile model) {
        if (model.finding() instanceof Finding.ByHand byHand) {
            remark(model.relative() + ":" + byHand.line() + ": by hand: " + byHand.what());
            return false;
        }
        if (model.finding() instanceof Finding.Rewritten rewritten) {
            context.out().writeBytes(model.diff().getBytes(StandardCharsets.UTF_8));
            rewritten.notes().forEach(note -> remark(model.relative() + ":" + rewritten.line() + ": note: " + note));
            return !write || written(model);
        }
        return true;
    }

    private boolean written(ModelFile model) {
        try {
            model.write();
            return true;
        } catch (MigrationException e) {
            remark(e.getMessage());
            return false;
        }
    }

    private void summarize(int rewritten, int byHand) {
        String left = byHand == 0 ? "" : " " + count(byHand) + " to be changed by hand; see above.";
        if (rewritten == 0) {
            remark("No model is rewritten." + left);
        } else if (write) {
            remark(count(rewritten) + " been rewritten." + left);
        } else {
            remark(count(rewritten) + " to be rewritten. Nothing was changed; type: " + Program.name() + " migrate "
                    + project + " --write" + (left.isEmpty() ? "" : "." + left));
        }
    }

    private static String count(int models) {
        return models == 1 ? "1 model has" : models + " models have";
    }

    private void remark(String line) {
        PrintWriter errors = spec.commandLine().getErr();
        errors.println(line);
        errors.flush();
    }
}
