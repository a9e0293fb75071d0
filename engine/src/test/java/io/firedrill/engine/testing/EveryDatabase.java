package io.firedrill.engine.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Runs a test class once on H2 and once on PostgreSQL, each with a fresh migrated database that all its tests share.
 * The class takes it as {@code @Parameter TestDatabase database} or by its constructor.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ParameterizedClass(name = "{0}")
@ArgumentsSource(EveryDatabase.Databases.class)
public @interface EveryDatabase {
    /** Opens one database of each vendor; JUnit closes them after the class. */
    final class Databases implements ArgumentsProvider {
        @Override
        public Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, org.junit.jupiter.api.extension.ExtensionContext context) {
            return Stream.of(TestDatabase.Vendor.values())
                    .map(vendor -> Arguments.of(Named.of(vendor.name(), TestDatabase.open(vendor))));
        }
    }
}
