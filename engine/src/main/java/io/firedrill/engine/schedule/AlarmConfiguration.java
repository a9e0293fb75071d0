package io.firedrill.engine.schedule;

import java.util.Properties;
import javax.sql.DataSource;

import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.firedrill.engine.database.Vendor;

/** Quartz on the one data source; its tables belong to Flyway. It starts last and stops first. */
@Configuration(proxyBeanMethods = false)
class AlarmConfiguration {
    @Bean
    @DependsOnDatabaseInitialization
    AlarmClock alarmClock(DataSource dataSource, ScheduleSettings settings, ObjectProvider<DueSlots> slots) {
        var clock = new AlarmClock();
        clock.setSchedulerName("firedrill");
        clock.setDataSource(dataSource);
        clock.setQuartzProperties(properties(Vendor.of(dataSource), settings));
        clock.setJobFactory((fired, scheduler) -> new SlotJob(clock, slots.getObject()));
        clock.setJobDetails(SlotJob.detail());
        // Overwriting at each start of a server was seen to fire triggers twice.
        clock.setOverwriteExistingJobs(false);
        clock.setAutoStartup(settings.enabled());
        clock.setWaitForJobsToCompleteOnShutdown(true);
        return clock;
    }

    private static Properties properties(Vendor vendor, ScheduleSettings settings) {
        var properties = new Properties();
        properties.setProperty("org.quartz.jobStore.class", AlarmStore.class.getName());
        properties.setProperty(
                "org.quartz.jobStore.driverDelegateClass",
                (vendor == Vendor.POSTGRESQL ? PostgreSQLDelegate.class : StdJDBCDelegate.class).getName());
        properties.setProperty("org.quartz.jobStore.useProperties", "true");
        properties.setProperty("org.quartz.jobStore.isClustered", String.valueOf(vendor == Vendor.POSTGRESQL));
        properties.setProperty("org.quartz.jobStore.clusterCheckinInterval", "5000");
        // Its locks are rows that are held until the transaction ends, also where one server is alone.
        properties.setProperty("org.quartz.jobStore.useDBLocks", "true");
        properties.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
        properties.setProperty(
                "org.quartz.scheduler.batchTriggerAcquisitionMaxCount", String.valueOf(settings.threads()));
        properties.setProperty("org.quartz.scheduler.instanceId", "AUTO");
        // An alarm that is set by another server, or committed a moment after Quartz was told, is seen after this.
        properties.setProperty("org.quartz.scheduler.idleWaitTime", "1000");
        properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
        properties.setProperty("org.quartz.threadPool.threadCount", String.valueOf(settings.threads()));
        properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
        return properties;
    }
}
