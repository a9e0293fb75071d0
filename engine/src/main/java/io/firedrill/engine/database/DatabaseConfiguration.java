package io.firedrill.engine.database;

import javax.sql.DataSource;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.firedrill.engine.home.FiredrillHome;

/** Puts the one data source in front of Boot's own, and every table into Flyway's hands. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(DataSource.class)
    DataSource dataSource(DatabaseSettings settings, FiredrillHome home) {
        return Databases.open(settings, home);
    }

    @Bean
    FlywayConfigurationCustomizer everyTable(DataSource dataSource) {
        return configuration -> Schema.configure(configuration, Vendor.of(dataSource));
    }
}
