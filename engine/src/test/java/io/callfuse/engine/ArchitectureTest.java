package io.callfuse.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The rules of the house: who may know whom. Each rule's name is its sentence. */
@AnalyzeClasses(packages = "io.callfuse", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** The stages in the order in which the audio meets them. */
    private static final List<String> STAGES = List.of(
            "call", "ingress", "queue", "feature", "asr", "privacy", "agent", "scoring", "policy", "action", "archive");

    private static final String ENGINE = "io.callfuse.engine";

    @ArchTest
    static final ArchRule no_package_cycles =
            slices().matching("io.callfuse.(**)").should().beFreeOfCycles();

    @ArchTest
    static void a_stage_imports_only_what_lies_upstream_of_it(com.tngtech.archunit.core.domain.JavaClasses all) {
        for (int stage = 0; stage < STAGES.size(); stage++) {
            String[] downstream = STAGES.subList(stage + 1, STAGES.size()).stream()
                    .map(name -> ENGINE + "." + name + "..")
                    .toArray(String[]::new);
            if (downstream.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage(ENGINE + "." + STAGES.get(stage) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(downstream)
                        .allowEmptyShould(true)
                        .check(all);
            }
        }
    }

    @ArchTest
    static final ArchRule stages_do_not_know_what_stands_around_them = noClasses()
            .that()
            .resideInAnyPackage(
                    STAGES.stream().map(name -> ENGINE + "." + name + "..").toArray(String[]::new))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ENGINE, ENGINE + ".cli..", ENGINE + ".web..", ENGINE + ".training..");

    @ArchTest
    static final ArchRule recognition_and_features_do_not_know_each_other = noClasses()
            .that()
            .resideInAPackage(ENGINE + ".asr..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ENGINE + ".feature..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule of_an_agent_words_are_read_and_never_a_voice_or_an_emotion = classes()
            .that()
            .resideInAPackage(ENGINE + ".scoring.agent..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    ENGINE + ".scoring.agent..",
                    ENGINE + ".scoring.lexical..",
                    ENGINE + ".asr",
                    "io.callfuse.models.language..",
                    "java..");

    @ArchTest
    static final ArchRule on_an_agents_leg_it_is_asked_whether_something_sounds_and_nothing_else = classes()
            .that()
            .resideInAPackage(ENGINE + ".agent..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    ENGINE + ".agent..",
                    ENGINE + ".call",
                    ENGINE + ".queue",
                    ENGINE + ".asr",
                    ENGINE + ".asr.feed",
                    "io.callfuse.dsp.activity",
                    "java..");

    @ArchTest
    static final ArchRule from_an_agents_leg_no_way_leads_to_a_pitch_a_feature_or_an_emotion = noClasses()
            .that()
            .resideInAPackage(ENGINE + ".agent..")
            .should()
            .transitivelyDependOnClassesThat()
            .resideInAnyPackage(
                    ENGINE + ".feature..",
                    ENGINE + ".scoring..",
                    "io.callfuse.dsp.pitch..",
                    "io.callfuse.dsp.voice..",
                    "io.callfuse.dsp.spectrum..",
                    "io.callfuse.dsp.functional..",
                    "io.callfuse.dsp.rate..",
                    "io.callfuse.models");

    @ArchTest
    static final ArchRule dsp_imports_only_the_jdk_and_tarsos = classes()
            .that()
            .resideInAPackage("io.callfuse.dsp..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.callfuse.dsp..", "java..", "be.tarsos.dsp..", "jdk.incubator.vector..");

    @ArchTest
    static final ArchRule the_vector_api_is_met_in_one_class_that_is_loaded_by_name = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.callfuse.dsp.kernel.VectorKernels")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.callfuse.dsp.kernel.VectorKernels");

    @ArchTest
    static final ArchRule dsp_has_no_threads_no_files_and_no_sockets = noClasses()
            .that()
            .resideInAPackage("io.callfuse.dsp..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.util.concurrent..");

    @ArchTest
    static final ArchRule models_do_not_know_the_engine = noClasses()
            .that()
            .resideInAPackage("io.callfuse.models..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ENGINE + "..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule netty_stays_in_ingress_ari_and_web =
            only("io.netty..", ENGINE + ".ingress..", ENGINE + ".action.ari..", ENGINE + ".web..");

    @ArchTest
    static final ArchRule micrometer_stays_in_metrics = only("io.micrometer..", ENGINE + ".metrics..");

    @ArchTest
    static final ArchRule jctools_stays_in_queue = only("org.jctools..", ENGINE + ".queue..");

    @ArchTest
    static final ArchRule vosk_stays_in_asr = only("org.vosk..", ENGINE + ".asr..");

    @ArchTest
    static final ArchRule databases_stay_in_the_store = noClasses()
            .that()
            .resideInAPackage("io.callfuse..")
            .and()
            .resideOutsideOfPackage(ENGINE + ".archive.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "org.sqlite..",
                    "org.postgresql..",
                    "org.jdbi..",
                    "org.flywaydb..",
                    "com.zaxxer..");

    @ArchTest
    static final ArchRule kafka_is_met_by_what_writes_into_a_topic_alone = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ENGINE + ".kafka.TopicWriter")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule picocli_stays_in_cli = only("picocli..", ENGINE + ".cli..");

    @ArchTest
    static final ArchRule asterisk_java_stays_in_action =
            only("org.asteriskjava..", ENGINE + ".action.agi..", ENGINE + ".action.ami..");

    @ArchTest
    static final ArchRule cel_is_met_by_those_alone_who_compile_rules = noClasses()
            .that()
            .resideInAPackage("io.callfuse..")
            .and()
            .haveNameNotMatching(
                    "io\\.callfuse\\.engine\\.policy\\.rules\\.(Rule(Compiler|Language)|(Condition|Function)Builder|CelIssues)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.cel..", "com.google.protobuf..", "org.antlr..");

    private static ArchRule only(String library, String... homes) {
        return noClasses()
                .that()
                .resideInAPackage("io.callfuse..")
                .and()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }
}
