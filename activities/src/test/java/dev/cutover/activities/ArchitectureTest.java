package dev.cutover.activities;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.SQLException;

/** Who knows SQL, and what may know what. */
@AnalyzeClasses(packages = "dev.cutover.activities", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> JDBC = DescribedPredicate.describe(
            "JDBC, but for its exception",
            type -> type.getPackageName().equals("java.sql") && !type.isEquivalentTo(SQLException.class));

    /** Rows of a query that people wrote are turned into JSON where the evidence is made. */
    @ArchTest
    static final ArchRule onlyTheClientSpeaksJdbc = noClasses()
            .that()
            .resideOutsideOfPackages("dev.cutover.activities.materialize..", "dev.cutover.activities.running..")
            .and()
            .doNotHaveSimpleName("RowJson")
            .should()
            .dependOnClassesThat(JDBC);

    @ArchTest
    static final ArchRule theClientKnowsNoStepOfADeployment = noClasses()
            .that()
            .resideInAnyPackage("dev.cutover.activities.materialize..", "dev.cutover.activities.running..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.cutover.activities.planning..",
                    "dev.cutover.activities.clone..",
                    "dev.cutover.activities.deploy..",
                    "dev.cutover.activities.readiness..",
                    "dev.cutover.activities.evidence..",
                    "dev.cutover.activities.promotion..",
                    "dev.cutover.activities.cleanup..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.cutover.activities.(*)..").should().beFreeOfCycles();
}
