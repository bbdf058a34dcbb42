package dev.cutover.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each answer is that of pathspec 0.12.1, the library with which dbt 1.10 reads the file. */
class IgnoredFilesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    scratch|models/scratch/a.sql|true
                    scratch|models/scratch|true
                    scratch|models/scratch.sql|false
                    scratch/|models/scratch/deep/a.sql|true
                    scratch/|models/scratch|false
                    /scratch/|models/scratch/a.sql|false
                    /models|models/a.sql|true
                    models/scratch|models/scratch/a.sql|true
                    models/scratch|other/models/scratch/a.sql|false
                    models/*.sql|models/a.sql|true
                    models/*.sql|models/deep/a.sql|false
                    models/**/a.sql|models/a.sql|true
                    models/**/a.sql|models/one/two/a.sql|true
                    **/a.sql|a.sql|true
                    **/a.sql|models/one/a.sql|true
                    models/**|models/one/a.sql|true
                    models/**|models|false
                    **|a.sql|true
                    **/|a.sql|false
                    **/|models/a.sql|true
                    */a.sql|models/a.sql|true
                    */a.sql|models/one/a.sql|false
                    *.SQL|models/a.sql|false
                    a?.sql|models/ab.sql|true
                    a?.sql|models/a.sql|false
                    a[0-9].sql|models/a7.sql|true
                    a[!0-9].sql|models/a7.sql|false
                    a[!0-9].sql|models/ab.sql|true
                    a[]b].sql|models/a].sql|true
                    a[b.sql|models/a[b.sql|true
                    a[z-a].sql|models/az.sql|false
                    a.sql|models/axsql|false
                    \\#a.sql|models/#a.sql|true
                    \\!a.sql|models/!a.sql|true
                    # a.sql|models/a.sql|false
                      a.sql  |models/a.sql|true
                    /|models/a.sql|false
                    !|models/a.sql|false
                    ''|models/a.sql|false
                    """)
    void aPatternIsReadAsDbtReadsIt(String pattern, String file, boolean ignored) {
        assertThat(IgnoredFiles.of(List.of(pattern)).has(file)).isEqualTo(ignored);
    }

    @Test
    void theLastLineThatFitsCountsAlsoForAFileOfAnIgnoredFolder() {
        IgnoredFiles ignored = IgnoredFiles.of(List.of("scratch/", "!keep.sql", "keep.sql.sql"));

        assertThat(ignored.has("models/scratch/a.sql")).isTrue();
        assertThat(ignored.has("models/scratch/keep.sql")).isFalse();
        assertThat(ignored.has("models/keep.sql.sql")).isTrue();
    }
}
