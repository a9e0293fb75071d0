package io.firedrill.engine.schedule;

import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Quartz calls when an alarm rings, and again when the server that was at it died. */
final class SlotJob implements Job {
    static final JobKey KEY = JobKey.jobKey("start", "slots");
    private static final Logger LOG = LoggerFactory.getLogger(SlotJob.class);
    private final AlarmClock clock;
    private final DueSlots slots;

    SlotJob(AlarmClock clock, DueSlots slots) {
        this.clock = clock;
        this.slots = slots;
    }

    /** The one job of all alarms. Its class name is stored: a rename needs a migration. */
    static JobDetail detail() {
        return JobBuilder.newJob(SlotJob.class)
                .withIdentity(KEY)
                .storeDurably()
                .requestRecovery()
                .build();
    }

    @Override
    public void execute(JobExecutionContext context) {
        var data = context.getMergedJobDataMap();
        var plan = data.getString(Alarms.PLAN);
        var period = data.getString(Alarms.PERIOD);
        clock.whileRinging(() -> ring(plan, period));
    }

    private void ring(String plan, String period) {
        try {
            slots.ring(PlanId.parse(plan), period);
        } catch (RuntimeException e) {
            // The sweep sets a new alarm.
            LOG.warn("Slot {} of {} could not be worked on and is tried again", period, plan, e);
        }
    }
}
