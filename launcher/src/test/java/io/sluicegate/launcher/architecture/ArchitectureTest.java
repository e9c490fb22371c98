package io.sluicegate.launcher.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.drift.DriftStage;
import io.sluicegate.drift.domain.violation.ClockReader;
import io.sluicegate.drift.domain.violation.KafkaUser;
import io.sluicegate.drift.domain.violation.TheOtherWay;
import io.sluicegate.launcher.violation.OwnWords;
import io.sluicegate.launcher.violation.Shouter;
import io.sluicegate.pipeline.violation.PipelineThatKnowsBundles;
import io.sluicegate.pipeline.violation.PipelineThatRuns;
import io.sluicegate.runtime.violation.Printer;
import io.sluicegate.runtime.violation.RuntimeThatKnowsAStage;
import io.sluicegate.scorer.violation.OneWay;
import io.sluicegate.scorer.violation.ScorerThatKnowsTheDetector;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each rule holds for the code, and fails for a class that breaks it. */
class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.sluicegate");

    @Test
    void shouldKeepTheLayers() {
        holdsAndCanFail(Rules.LAYERS, PipelineThatKnowsBundles.class);
        holdsAndCanFail(Rules.LAYERS, RuntimeThatKnowsAStage.class);
    }

    @Test
    void shouldDescribeAPipelineWithoutWhatRunsIt() {
        holdsAndCanFail(Rules.DESCRIPTION_RUNS_NOTHING, PipelineThatRuns.class);
    }

    @Test
    void shouldKeepTheStagesApart() {
        holdsAndCanFail(Rules.STAGES_APART, ScorerThatKnowsTheDetector.class);
    }

    @Test
    void shouldKeepTheDomainPure() {
        holdsAndCanFail(Rules.PURE_DOMAIN, KafkaUser.class);
    }

    @Test
    void shouldTellTheDomainTheTime() {
        holdsAndCanFail(Rules.NO_CLOCK, ClockReader.class);
    }

    @Test
    void shouldKeepPackagesFreeOfCycles() {
        holdsAndCanFail(Rules.NO_CYCLES, OneWay.class, TheOtherWay.class);
    }

    @Test
    void shouldPrintOnlyInTheLauncher() {
        holdsAndCanFail(Rules.NO_PRINTING, Printer.class);
    }

    @Test
    void shouldMakeMetersByTheirDeclarations() {
        holdsAndCanFail(Rules.DECLARED_METERS, MeterMaker.class);
    }

    @Test
    void shouldFailWithMessagesOfTheCatalogue() {
        holdsAndCanFail(Rules.MESSAGES_OF_THE_CATALOGUE, OwnWords.class);
    }

    @Test
    void shouldSayInOnePlaceWhyACommandFailed() {
        holdsAndCanFail(Rules.ONE_VOICE, Shouter.class);
    }

    @Test
    void shouldSeeEveryModule() {
        for (var stage : Rules.STAGES) {
            assertThat(CODE.containPackage("io.sluicegate." + stage)).as(stage).isTrue();
        }
    }

    private static void holdsAndCanFail(ArchRule rule, Class<?> violation, Class<?>... further) {
        rule.check(CODE);

        var known = Stream.of(violation, DriftStage.class, Manifest.class);
        var withViolation = new ClassFileImporter()
                .importClasses(Stream.concat(known, Stream.of(further)).toList());

        assertThat(rule.evaluate(withViolation).getFailureReport().getDetails())
                .anySatisfy(detail -> assertThat(detail).contains(violation.getSimpleName()));
    }
}
