package io.firedrill.engine.schedule;

import java.time.Instant;
import java.util.Date;

import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * One dated Quartz trigger for each try at a slot. Set and cleared in the caller's transaction, so that a slot and its
 * alarm are there both or neither; the caller holds the plan's journal head, and does this last, since it locks all
 * alarms until the transaction ends.
 */
@Component
class Alarms {
    static final String PLAN = "plan";
    static final String PERIOD = "period";
    private static final String GROUP = "slots";
    private final Scheduler scheduler;

    Alarms(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** @param attempt the try it rings for, from 1 */
    void set(PlanId plan, String period, int attempt, Instant at) {
        requireTransaction();
        var trigger = TriggerBuilder.newTrigger()
                .withIdentity(key(plan, period, attempt))
                .forJob(SlotJob.KEY)
                .usingJobData(PLAN, plan.toString())
                .usingJobData(PERIOD, period)
                .startAt(Date.from(at))
                // Fired however late: whether it is too late is decided by the slot's own rule, never by Quartz.
                .withSchedule(SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionIgnoreMisfires())
                .build();
        try {
            scheduler.scheduleJob(trigger);
        } catch (SchedulerException e) {
            throw new IllegalStateException("The alarm of " + plan + " " + period + " cannot be set", e);
        }
    }

    boolean isSet(PlanId plan, String period, int attempt) {
        try {
            return scheduler.checkExists(key(plan, period, attempt));
        } catch (SchedulerException e) {
            throw new IllegalStateException("The alarm of " + plan + " " + period + " cannot be looked up", e);
        }
    }

    void clear(PlanId plan, String period, int attempt) {
        requireTransaction();
        try {
            scheduler.unscheduleJob(key(plan, period, attempt));
        } catch (SchedulerException e) {
            throw new IllegalStateException("The alarm of " + plan + " " + period + " cannot be cleared", e);
        }
    }

    private static TriggerKey key(PlanId plan, String period, int attempt) {
        return TriggerKey.triggerKey(plan + " " + period + " " + attempt, GROUP);
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive())
            throw new IllegalStateException("Alarms are set inside a transaction only.");
    }
}
