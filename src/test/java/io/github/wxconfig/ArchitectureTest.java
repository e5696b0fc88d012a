package io.github.wxconfig;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;

/** Which package knows of which. */
class ArchitectureTest {
    private static final String ROOT = "io.github.wxconfig";
    private static final JavaClasses LIBRARY =
            new ClassFileImporter().withImportOption(new MainClasses()).importPackages(ROOT);

    /** What lies beside the tests of the same packages is not judged. */
    private static final class MainClasses implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    /** A package, and what it may import of the others. */
    @ParameterizedTest
    @CsvSource({
        "log,        ''",
        "page,       log",
        "response,   ''",
        "ticket,     page log",
        "script,     page ticket response log",
        "jsp,        script log",
        "thymeleaf,  script log",
        "wechat,     ticket log",
        "store,      ticket log",
        "metrics,    ticket script log",
        "config,     page ticket script store log",
        "doctor,     page ticket script log",
        "spring,     config metrics thymeleaf root log"
    })
    void lowerPackagesImportWhatTheTableAllows(String name, String mayImport) {
        String[] allowed = Stream.concat(Stream.of(name, "log"), Arrays.stream(mayImport.split(" ")))
                .filter(other -> !other.isEmpty())
                .map(other -> other.equals("root") ? ROOT : ROOT + "." + other)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true)
                .check(LIBRARY);
    }

    @Test
    void noOtherPackageExists() {
        assertThat(LIBRARY.stream().map(JavaClass::getPackageName))
                .isSubsetOf(Stream.of(
                                "",
                                ".config",
                                ".doctor",
                                ".jsp",
                                ".log",
                                ".metrics",
                                ".page",
                                ".response",
                                ".script",
                                ".spring",
                                ".store",
                                ".thymeleaf",
                                ".ticket",
                                ".wechat")
                        .map(name -> ROOT + name)
                        .toList())
                .contains(ROOT, ROOT + ".jsp", ROOT + ".thymeleaf", ROOT + ".response", ROOT + ".store");
    }

    /** One slice for each package name, so that the root is one as well. */
    @Test
    void noPackagesFormACycle() {
        slices().assignedFrom(new PackageNames()).should().beFreeOfCycles().check(LIBRARY);
    }

    private static final class PackageNames implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages by name";
        }
    }

    /** A library, and the packages that may import it. */
    @ParameterizedTest
    @CsvSource({
        "org.apache.hc..,       wechat",
        "org.ehcache..,         store",
        "com.google.gson..,     wechat store script",
        "redis..,               store",
        "javax.management..,    metrics",
        "io.micrometer..,       metrics",
        "org.thymeleaf..,       thymeleaf",
        "org.springframework.., spring",
        "jakarta.servlet.jsp.., jsp"
    })
    void eachLibraryHasItsPackage(String library, String packages) {
        noClasses()
                .that(not(resideInAnyPackage(below(packages))))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .check(LIBRARY);
    }

    /** Its stack trace has the messages of exceptions in it as they are, line breaks included. */
    @Test
    void noThrowableIsLoggedAsItIs() {
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "a Throwable is logged",
                        call -> call.getTargetOwner().isEquivalentTo(Logger.class)
                                && call.getTarget().getRawParameterTypes().stream()
                                        .anyMatch(type -> type.isAssignableTo(Throwable.class))))
                .check(LIBRARY);
    }

    @Test
    void theServletApiStaysWhereRequestsAndResponsesAre() {
        noClasses()
                .that(resideInAnyPackage(below("log ticket wechat store metrics")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("jakarta.servlet", "jakarta.servlet.http"))
                .check(LIBRARY);
    }

    @Test
    void nothingElseIsImported() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        ROOT + "..",
                        "java..",
                        "javax.net.ssl..",
                        "javax.imageio..",
                        "javax.xml..",
                        "org.w3c.dom..",
                        "org.xml.sax..",
                        "javax.management..",
                        "jakarta.servlet..",
                        "org.jspecify.annotations..",
                        "org.slf4j..",
                        "org.apache.hc..",
                        "org.ehcache..",
                        "com.google.gson..",
                        "redis..",
                        "io.micrometer.core..",
                        "org.thymeleaf..",
                        "org.springframework.."))
                .check(LIBRARY);
    }

    /** Public types are records or final. */
    @Test
    void publicClassesAreFinal() {
        classes()
                .that()
                .arePublic()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(LIBRARY);
    }

    @Test
    void usersAndContainersNameSixTypes() {
        Set<String> named = Set.of(
                "WxConfigFilter", "Settings", "Builder", "InvalidSettingsException", "WxConfigInitializer", "Doctor");

        assertThat(LIBRARY.stream()
                        .filter(type -> type.getPackageName().equals(ROOT))
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrderElementsOf(named);
    }

    private static String[] below(String packages) {
        return Arrays.stream(packages.split(" ")).map(name -> ROOT + "." + name).toArray(String[]::new);
    }
}
