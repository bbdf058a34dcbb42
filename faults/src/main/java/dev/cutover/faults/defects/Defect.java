package dev.cutover.faults.defects;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Something wrong with a deployment that an approver has to hear of.
 *
 * @param name what is wrong
 * @param edit changes of the project's files
 * @param add new files, by name
 * @param delete files that go
 * @param removes the request's {@code removes}
 * @param production statements on production before the deployment
 * @param undo statements after it
 * @param green statements by somebody else while green hydrates
 * @param finds alarms that have to be raised; {@code *} stands for any text
 * @param also what else follows from the defect and may be told too; any further alarm is a false one
 */
record Defect(
        String name,
        List<Edit> edit,
        Map<String, String> add,
        List<String> delete,
        List<String> removes,
        List<String> production,
        List<String> undo,
        List<String> green,
        @JsonProperty(required = true) List<String> finds,
        List<String> also) {
    Defect {
        edit = orEmpty(edit);
        add = add == null ? Map.of() : Map.copyOf(add);
        delete = orEmpty(delete);
        removes = orEmpty(removes);
        production = orEmpty(production);
        undo = orEmpty(undo);
        green = orEmpty(green);
        also = orEmpty(also);
        Objects.requireNonNull(finds, name);
    }

    /** No defect at all: nothing may be found. */
    static Defect none() {
        return new Defect("none", null, null, null, null, null, null, null, List.of(), null);
    }

    /**
     * A change of one file.
     *
     * @param file its name
     * @param from text that is there exactly once
     * @param to what stands there instead
     */
    record Edit(String file, String from, String to) {}

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
