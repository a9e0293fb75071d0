package io.firedrill.engine.bpmn;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

import io.firedrill.engine.run.FlowListener;

/**
 * The flow engine without a starter: its tables belong to Flyway, its history is off (the journal is the record), its
 * expressions are ours, and it starts after the database is migrated.
 */
@Configuration(proxyBeanMethods = false)
class BpmnConfiguration {
    @Bean(defaultCandidate = false, destroyMethod = "shutdown")
    ThreadPoolTaskExecutor flowJobThreads() {
        var threads = new ThreadPoolTaskExecutor();
        threads.setThreadNamePrefix("flow-job-");
        threads.setCorePoolSize(2);
        threads.setMaxPoolSize(4);
        threads.setQueueCapacity(10);
        return threads;
    }

    @Bean(destroyMethod = "")
    SpringJobExecutor flowJobExecutor(
            @org.springframework.beans.factory.annotation.Qualifier("flowJobThreads") AsyncTaskExecutor threads) {
        var executor = new SpringJobExecutor();
        executor.setTaskExecutor(threads);
        executor.setWaitTimeInMillis(200);
        executor.setMaxWait(1000);
        executor.setBackoffTimeInMillis(25);
        executor.setMaxBackoff(200);
        executor.setLockTimeInMillis(30_000);
        return executor;
    }

    @Bean
    SpringProcessEngineConfiguration flowEngineConfiguration(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            JobExecutor jobExecutor,
            ObjectProvider<FlowListener> listener) {
        var engine = new SpringProcessEngineConfiguration();
        engine.setDataSource(dataSource);
        engine.setTransactionManager(transactions);
        engine.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_FALSE);
        engine.setHistory(ProcessEngineConfiguration.HISTORY_NONE);
        engine.setHistoryCleanupEnabled(false);
        engine.setJobExecutor(jobExecutor);
        engine.setJobExecutorActivate(false);
        engine.setJobExecutorDeploymentAware(false);
        engine.setMetricsEnabled(false);
        engine.setDmnEnabled(false);
        engine.setCmmnEnabled(false);
        engine.setAuthorizationEnabled(false);
        engine.setDefaultNumberOfRetries(5);
        engine.setFailedJobRetryTimeCycle("R5/PT1S");
        engine.setExpressionManager(new SafeExpressions());
        engine.setEnableExceptionsAfterUnhandledBpmnError(true);
        engine.setEnableScriptCompilation(false);
        engine.setJavaSerializationFormatEnabled(false);
        engine.setCustomPostBPMNParseListeners(new ArrayList<>(List.of(new FlowParseListener(listener))));
        return engine;
    }

    @Bean
    @DependsOnDatabaseInitialization
    ProcessEngineFactoryBean flowEngine(SpringProcessEngineConfiguration configuration) {
        var factory = new ProcessEngineFactoryBean();
        factory.setProcessEngineConfiguration(configuration);
        return factory;
    }

    /** Timers fire only after everything else is up, and stop first. */
    @Bean
    SmartLifecycle flowJobLifecycle(ProcessEngine engine, SpringJobExecutor executor) {
        return new SmartLifecycle() {
            @Override
            public void start() {
                executor.registerProcessEngine((org.camunda.bpm.engine.impl.ProcessEngineImpl) engine);
                executor.start();
            }

            @Override
            public void stop() {
                executor.shutdown();
            }

            @Override
            public boolean isRunning() {
                return executor.isActive();
            }

            @Override
            public int getPhase() {
                return Integer.MAX_VALUE - 10;
            }
        };
    }
}
