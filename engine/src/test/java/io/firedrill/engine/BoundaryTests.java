package io.firedrill.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The borders that a pom cannot draw. */
class BoundaryTests {
    private static JavaClasses firedrill;

    @BeforeAll
    static void read() {
        firedrill = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.firedrill.engine", "io.firedrill.runbooks");
    }

    @Test
    void onlyBpmnKnowsCamunda() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.firedrill.engine.bpmn..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..")
                .check(firedrill);
        // The rule would also hold if bpmn were empty or called otherwise.
        classes()
                .that()
                .haveFullyQualifiedName("io.firedrill.engine.bpmn.CamundaFlow")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..")
                .check(firedrill);
    }

    @Test
    void onlyScheduleKnowsQuartz() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.firedrill.engine.schedule..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.quartz..")
                .check(firedrill);
        classes()
                .that()
                .haveFullyQualifiedName("io.firedrill.engine.schedule.Alarms")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.quartz..")
                .check(firedrill);
    }

    @Test
    void theEngineHasNoHttp() {
        noClasses()
                .that()
                .resideInAPackage("io.firedrill.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.servlet..",
                        "java.net.http..",
                        "com.sun.net.httpserver..",
                        "org.springframework.web..",
                        "org.springframework.http..")
                .check(firedrill);
    }

    @Test
    void runbooksKnowNeitherSpringNorTheEngine() {
        noClasses()
                .that()
                .resideInAPackage("io.firedrill.runbooks..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "org.camunda..", "io.firedrill.engine..")
                .check(firedrill);
    }

    @Test
    void portsAreSeenWithoutTheRestOfTheEngine() {
        noClasses()
                .that()
                .resideInAnyPackage("io.firedrill.engine.port..", "io.firedrill.engine.problem..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.firedrill.engine..")
                        .and(not(resideInAPackage("io.firedrill.engine.port..")))
                        .and(not(resideInAPackage("io.firedrill.engine.problem.."))))
                .check(firedrill);
    }

    @Test
    void timeComesFromTheOneClock() {
        for (var type : new Class<?>[] {
            Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class
        })
            noClasses()
                    .that(not(simpleName("EngineConfiguration")))
                    .should()
                    .callMethod(type, "now")
                    .check(firedrill);
        noClasses()
                .that(not(simpleName("EngineConfiguration")))
                .should()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(firedrill);
        assertThat(firedrill.get(EngineConfiguration.class).getMethodCallsFromSelf())
                .anyMatch(call -> call.getTarget().getFullName().equals("java.time.Clock.systemUTC()"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.firedrill.engine.bpmn",
                "io.firedrill.engine.port",
                "io.firedrill.engine.problem",
                "io.firedrill.engine.schedule",
                "io.firedrill.runbooks.model",
                "io.firedrill.runbooks.lint"
            })
    void everyPackageThatARuleNamesHoldsClasses(String name) {
        assertThat(firedrill.stream().filter(type -> type.getPackageName().equals(name)))
                .hasSizeGreaterThan(1);
    }
}
