package io.firedrill.engine.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

import org.quartz.JobPersistenceException;
import org.quartz.SchedulerConfigException;
import org.quartz.spi.ClassLoadHelper;
import org.quartz.spi.SchedulerSignaler;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.scheduling.quartz.LocalDataSourceJobStore;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

/**
 * Quartz's store on our data source and transactions. It differs in two things. Quartz keeps data sources in one table
 * for the whole JVM, by the scheduler's name: here each store has names of its own, so that two engines in one JVM do
 * not write into each other's database. And at its shutdown Quartz interrupts its threads; one that is inside H2 then
 * would take the database file with it, so the shutdown waits until none is.
 */
@SuppressWarnings("unchecked") // Of the classes above it: Quartz overrides a generic method with a raw one.
public final class AlarmStore extends LocalDataSourceJobStore {
    private final Object inside = new Object();
    private boolean ending;

    /** How to come to a connection. */
    private interface Source {
        Connection open() throws SQLException;
    }

    @Override
    public void initialize(ClassLoadHelper loadHelper, SchedulerSignaler signaler) throws SchedulerConfigException {
        super.initialize(loadHelper, signaler);
        DataSource dataSource = SchedulerFactoryBean.getConfigTimeDataSource();
        if (dataSource == null) throw new SchedulerConfigException("The alarm clock was given no data source.");
        var own = UUID.randomUUID().toString();
        setDataSource(register("tx " + own, () -> DataSourceUtils.doGetConnection(dataSource)));
        setNonManagedTXDataSource(register("own " + own, dataSource::getConnection));
    }

    private static String register(String name, Source source) {
        DBConnectionManager.getInstance().addConnectionProvider(name, new ConnectionProvider() {
            @Override
            public Connection getConnection() throws SQLException {
                return source.open();
            }

            @Override
            public void shutdown() {
                // The data source is Spring's to close.
            }

            @Override
            public void initialize() {
                // It is open.
            }
        });
        return name;
    }

    @Override
    protected RecoverMisfiredJobsResult doRecoverMisfires() throws JobPersistenceException {
        synchronized (inside) {
            return ending ? RecoverMisfiredJobsResult.NO_OP : super.doRecoverMisfires();
        }
    }

    @Override
    protected boolean doCheckin() throws JobPersistenceException {
        synchronized (inside) {
            return !ending && super.doCheckin();
        }
    }

    @Override
    public void shutdown() {
        synchronized (inside) {
            ending = true;
        }
        super.shutdown();
    }
}
