package dev.cutover.migration;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What there is to do in a dbt project. Reads its {@code dbt_project.yml} and its model paths, and writes nothing. */
public final class ProjectMigration {
    private static final String MODEL = ".sql";

    private final Path project;
    private final ProjectFile file;
    private final ModelFolders folders;
    private final PropertyFiles properties = new PropertyFiles();

    private ProjectMigration(Path project) {
        this.project = project;
        this.file = ProjectFile.of(project);
        this.folders = ModelFolders.of(project, file.modelPaths());
        folders.files().forEach((relative, path) -> {
            if (relative.endsWith(".yml") || relative.endsWith(".yaml")) {
                properties.add(path, relative);
            }
        });
    }

    /**
     * Looks at every model of a project.
     *
     * @param project the folder with {@code dbt_project.yml}
     * @return the models that are in the old syntax or could not be read, in the order of their files
     * @throws MigrationException when it is no dbt project that can be read, or has models outside of itself
     */
    public static List<ModelFile> of(Path project) {
        return new ProjectMigration(project.toAbsolutePath().normalize()).models();
    }

    private List<ModelFile> models() {
        List<ModelFile> models = new ArrayList<>();
        folders.unreadable().forEach((relative, why) -> models.add(unread(project.resolve(relative), relative, why)));
        for (Map.Entry<String, Path> entry : folders.files().entrySet()) {
            if (entry.getKey().endsWith(MODEL)) {
                ModelFile model = look(entry.getKey(), entry.getValue());
                if (!(model.finding() instanceof Finding.Current)) {
                    models.add(model);
                }
            }
        }
        return models;
    }

    private ModelFile look(String relative, Path path) {
        try {
            String text = ModelFile.read(path);
            Finding finding = OldSyntax.of(text, settings(relative));
            boolean linked = !path.toRealPath().equals(project.toRealPath().resolve(relative));
            if (linked && finding instanceof Finding.Rewritten rewritten) {
                finding = new Finding.ByHand(
                        rewritten.line(),
                        "It is in the old syntax, and reached by a symbolic link, which is not written through: the"
                                + " file is "
                                + path.toRealPath() + ". Change that one.",
                        true);
            }
            return new ModelFile(path, relative, text, finding);
        } catch (CharacterCodingException e) {
            return unread(
                    path,
                    relative,
                    "It is not UTF-8, which dbt reads. Save it as UTF-8 and run cutover migrate again.");
        } catch (IOException e) {
            return unread(
                    path,
                    relative,
                    "It cannot be read (" + e + "). See to it that you may, and run cutover migrate again.");
        }
    }

    private static ModelFile unread(Path path, String relative, String why) {
        return new ModelFile(path, relative, null, new Finding.ByHand(1, why, false));
    }

    private Settings settings(String relative) {
        List<String> steps = new ArrayList<>();
        folders.withinModelPath(relative).forEach(step -> steps.add(step.toString()));
        String last = steps.remove(steps.size() - 1);
        String model = last.substring(0, last.length() - MODEL.length());
        steps.add(model);
        return properties.settings(model, file.settings(steps));
    }
}
