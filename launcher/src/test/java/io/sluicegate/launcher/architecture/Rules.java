package io.sluicegate.launcher.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluicegate.launcher.cli.CarriedFact;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.runtime.registry.IncompatibleSchema;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** What may depend on what. */
final class Rules {
    static final String[] STAGES = {"enricher", "scorer", "drift", "trigger", "control", "console"};

    private static final Set<String> MAKERS_OF_METERS =
            Set.of("counter", "timer", "summary", "gauge", "more", "builder");

    /** schemas and the registry's process, then pipeline, then model-bundle beside runtime, then stages, then examples and the sandbox, then benchmarks, then launcher. */
    static final ArchRule LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("schemas")
            .definedBy("io.sluicegate.records..")
            .layer("registry-process")
            .definedBy("io.sluicegate.registry..")
            .layer("pipeline")
            .definedBy("io.sluicegate.pipeline..")
            .layer("model-bundle")
            .definedBy("io.sluicegate.bundle..")
            .layer("runtime")
            .definedBy("io.sluicegate.runtime..")
            .layer("stages")
            .definedBy(stagePackages())
            .layer("examples")
            .definedBy("io.sluicegate.fraud..")
            .layer("sandbox")
            .definedBy("io.sluicegate.sandbox..")
            .layer("benchmarks")
            .definedBy("io.sluicegate.bench..")
            .layer("launcher")
            .definedBy("io.sluicegate.launcher..")
            .whereLayer("launcher")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("benchmarks")
            .mayOnlyBeAccessedByLayers("launcher")
            .whereLayer("sandbox")
            .mayOnlyBeAccessedByLayers("benchmarks", "launcher")
            .whereLayer("examples")
            .mayOnlyBeAccessedByLayers("benchmarks", "launcher")
            .whereLayer("stages")
            .mayOnlyBeAccessedByLayers("examples", "benchmarks", "launcher")
            .whereLayer("model-bundle")
            .mayOnlyBeAccessedByLayers("stages", "examples", "benchmarks", "launcher")
            .whereLayer("registry-process")
            .mayOnlyBeAccessedByLayers("sandbox", "benchmarks", "launcher")
            .whereLayer("runtime")
            .mayOnlyBeAccessedByLayers("stages", "examples", "sandbox", "benchmarks", "launcher")
            .whereLayer("pipeline")
            .mayOnlyBeAccessedByLayers(
                    "model-bundle", "runtime", "stages", "examples", "sandbox", "benchmarks", "launcher");

    /** What a pipeline and a model are is told without Kafka, HTTP, meters, logs or native code. */
    static final ArchRule DESCRIPTION_RUNS_NOTHING = noClasses()
            .that()
            .resideInAnyPackage("io.sluicegate.pipeline..", "io.sluicegate.bundle..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "org.rocksdb..",
                    "io.confluent..",
                    "io.javalin..",
                    "io.micrometer..",
                    "ai.onnxruntime..",
                    "org.slf4j..");

    /** Stages meet in topics alone. */
    static final ArchRule STAGES_APART = slices().matching("io.sluicegate.(*)..")
            .namingSlices("$1")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    com.tngtech.archunit.base.DescribedPredicate.alwaysTrue(),
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages(stagePackages()))
            .ignoreDependency(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages(stagePackages()),
                    com.tngtech.archunit.base.DescribedPredicate.alwaysTrue());

    private static final String[] PURE = {
        "..domain..", "io.sluicegate.pipeline.deployment..", "io.sluicegate.pipeline.catalogue.."
    };

    /** Domain code is pure: no Kafka, no logging, no files, no threads. */
    static final ArchRule PURE_DOMAIN = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "org.slf4j..",
                    "java.nio.file..",
                    "java.net..",
                    "io.micrometer..",
                    "io.javalin..");

    /** Domain code is told the time. */
    static final ArchRule NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    /** Packages of one module build on each other one way. */
    static final ArchRule NO_CYCLES =
            slices().matching("io.sluicegate.(*).(*)..").should().beFreeOfCycles();

    /** Only commands talk to the terminal: the launcher's and the benchmarks'. */
    static final ArchRule NO_PRINTING = noClasses()
            .that()
            .resideOutsideOfPackages("io.sluicegate.launcher..", "io.sluicegate.bench..")
            .should(ACCESS_STANDARD_STREAMS);

    /** Meters are made as the catalogue of metrics declares them, by the one class that does. */
    static final ArchRule DECLARED_METERS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(PipelineMetrics.class.getName())
            .should()
            .callMethodWhere(describe(
                    "a meter is made",
                    call -> call.getTargetOwner().getPackageName().equals(MeterRegistry.class.getPackageName())
                            && MAKERS_OF_METERS.contains(call.getName())));

    private static final Set<String> MAY_HAVE_WORDS = Set.of(
            CommandFailed.class.getName(),
            IncompatibleSchema.class.getName(),
            ParameterException.class.getName(),
            TypeConversionException.class.getName(),
            IllegalArgumentException.class.getName());

    /**
     * A command fails with a message of the catalogue. The demo tells its own story, a wrong argument is a contract between classes, a
     * carried fact becomes part of a message, and a schema that doesn't fit is said as the registry's refusal is.
     */
    static final ArchRule MESSAGES_OF_THE_CATALOGUE = noClasses()
            .that()
            .resideInAPackage("io.sluicegate.launcher..")
            .and()
            .resideOutsideOfPackage("io.sluicegate.launcher.demo..")
            .and()
            .doNotHaveFullyQualifiedName(CarriedFact.class.getName())
            .should()
            .callConstructorWhere(describe(
                    "a failure is said in words of its own",
                    call -> call.getTargetOwner().isAssignableTo(Throwable.class)
                            && !call.getTargetOwner().isAssignableTo(CarriedFact.class)
                            && !MAY_HAVE_WORDS.contains(call.getTargetOwner().getFullName())
                            && call.getTarget().getRawParameterTypes().stream()
                                    .anyMatch(type -> type.isEquivalentTo(String.class))));

    /** One place prints what isn't a command's output: why it failed, and notes. */
    static final ArchRule ONE_VOICE = noClasses()
            .that()
            .resideInAnyPackage("io.sluicegate.launcher..", "io.sluicegate.bench..")
            .and()
            .doNotHaveFullyQualifiedName(Terminal.class.getName())
            .should()
            .accessField(System.class, "err");

    private Rules() {}

    private static String[] stagePackages() {
        return java.util.Arrays.stream(STAGES)
                .map(stage -> "io.sluicegate." + stage + "..")
                .toArray(String[]::new);
    }
}
