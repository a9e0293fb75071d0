package io.firedrill.engine.schedule;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.SchedulingException;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

/** Quartz, which at the server's stop lets starts under way finish while the rest of the engine is still there. */
final class AlarmClock extends SchedulerFactoryBean {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmClock.class);
    private static final int MOST = 1000;
    private static final int PATIENCE_SECONDS = 10;
    private final Semaphore ringing = new Semaphore(MOST);

    /** Runs it unless the server is stopping; then the slot stays for the next start. */
    void whileRinging(Runnable work) {
        if (!ringing.tryAcquire()) return;
        try {
            work.run();
        } finally {
            ringing.release();
        }
    }

    @Override
    public void stop() throws SchedulingException {
        super.stop();
        try {
            if (!ringing.tryAcquire(MOST, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A planned drill is still being started; the next start of the server looks after it.");
                return;
            }
            ringing.release(MOST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
