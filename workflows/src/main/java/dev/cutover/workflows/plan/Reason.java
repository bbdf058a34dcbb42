package dev.cutover.workflows.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.cutover.workflows.catalog.ObjectName;
import java.util.List;
import java.util.stream.Collectors;

/** Why an object is in a deployment. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "why")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Reason.New.class, name = "NEW"),
    @JsonSubTypes.Type(value = Reason.Changed.class, name = "CHANGED"),
    @JsonSubTypes.Type(value = Reason.Moved.class, name = "MOVED"),
    @JsonSubTypes.Type(value = Reason.DependsOn.class, name = "DEPENDS_ON"),
    @JsonSubTypes.Type(value = Reason.SameSchema.class, name = "SAME_SCHEMA"),
    @JsonSubTypes.Type(value = Reason.NotKnownYet.class, name = "NOT_KNOWN_YET"),
    @JsonSubTypes.Type(value = Reason.Removed.class, name = "REMOVED")
})
public sealed interface Reason {
    /** A few words, to stand behind the object's name. */
    String words();

    /** Production does not have it. */
    record New() implements Reason {
        @Override
        public String words() {
            return "new";
        }
    }

    /** What the project says of it is not what production has. */
    record Changed() implements Reason {
        @Override
        public String words() {
            return "changed";
        }
    }

    /**
     * Production has it elsewhere.
     *
     * @param from production name that it has now; its own when it only changes its cluster
     * @param fromCluster cluster on which it is maintained now; null for none
     * @param changed whether what the project says of it is different too
     */
    record Moved(ObjectName from, String fromCluster, boolean changed) implements Reason {
        @Override
        public String words() {
            return "moved from " + from + (fromCluster == null ? "" : " on cluster " + fromCluster)
                    + (changed ? ", and changed" : "");
        }
    }

    /**
     * It stays as it is and reads what does not.
     *
     * @param changes production names of what it reads, directly or not, that is new, changed or moved; the first few
     * @param more how many there are beyond those
     */
    record DependsOn(List<ObjectName> changes, int more) implements Reason {
        @Override
        public String words() {
            return "reads " + changes.stream().map(ObjectName::toString).collect(Collectors.joining(", "))
                    + (more == 0 ? "" : " and " + more + " more");
        }
    }

    /** It stays as it is, and so does what it reads: it is made again because a schema or cluster is swapped as a whole. */
    record SameSchema() implements Reason {
        @Override
        public String words() {
            return "the same, swapped with its schema or cluster";
        }
    }

    /**
     * Whether it changes shows only in green.
     *
     * @param because why, as the end of a sentence
     */
    record NotKnownYet(String because) implements Reason {
        @Override
        public String words() {
            return "known when it is made: " + because;
        }
    }

    /** The project does not have it any more, and the request's {@code removes} names it. */
    record Removed() implements Reason {
        @Override
        public String words() {
            return "removed";
        }
    }
}
