package io.firedrill.engine.bpmn;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.util.SingleConsumerCondition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

import io.firedrill.engine.action.TaskFeed;

/** Camunda's external tasks as the worker's feed. */
@Component
class CamundaTasks implements TaskFeed {
    static final int ATTEMPTS = 3;
    private static final int BATCH = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(CamundaTasks.class);
    private final ExternalTaskService tasks;

    CamundaTasks(ProcessEngine engine) {
        this.tasks = engine.getExternalTaskService();
    }

    @Override
    public List<Task> open() {
        return tasks
                .createExternalTaskQuery()
                .notLocked()
                .withRetriesLeft()
                .active()
                .orderByCreateTime()
                .asc()
                .listPage(0, BATCH)
                .stream()
                .map(CamundaTasks::task)
                .toList();
    }

    @Override
    public boolean lock(Task task, String worker, Duration time) {
        return held(() -> tasks.lock(task.id(), worker, time.toMillis()));
    }

    @Override
    public boolean extend(Task task, String worker, Duration time) {
        return held(() -> tasks.extendLock(task.id(), worker, time.toMillis()));
    }

    @Override
    public void unlock(Task task) {
        held(() -> tasks.unlock(task.id()));
    }

    @Override
    public void complete(Task task, String worker, Map<String, Object> variables) {
        changing(task, () -> tasks.complete(task.id(), worker, variables));
    }

    @Override
    public void fail(Task task, String worker, String why, int attemptsLeft, Duration backOff) {
        changing(task, () -> tasks.handleFailure(task.id(), worker, cut(why), attemptsLeft, backOff.toMillis()));
    }

    @Override
    public void releaseAll(String workerPrefix) {
        tasks.createExternalTaskQuery().locked().list().stream()
                .filter(task -> task.getWorkerId() != null && task.getWorkerId().startsWith(workerPrefix))
                .forEach(task -> {
                    LOG.info(
                            "Giving back task {} of {}, held when this server ended",
                            task.getActivityId(),
                            task.getBusinessKey());
                    unlock(task(task));
                });
    }

    @Override
    public void onNew(Runnable wake) {
        ProcessEngineImpl.EXT_TASK_CONDITIONS.addConsumer(new SingleConsumerCondition(Thread.currentThread()) {
            @Override
            public void signal() {
                wake.run();
            }
        });
    }

    private static void changing(Task task, Runnable change) {
        try {
            change.run();
        } catch (NotFoundException e) {
            throw new Gone(task.id(), e);
        } catch (OptimisticLockingException e) {
            // The heartbeat or a parallel branch was at the same rows: the whole transaction is tried again.
            throw new OptimisticLockingFailureException("Task " + task.id() + " was changed at the same time.", e);
        }
    }

    private static boolean held(Runnable call) {
        try {
            call.run();
            return true;
        } catch (NotFoundException | OptimisticLockingException gone) {
            return false;
        } catch (ProcessEngineException lost) {
            LOG.debug("Task not to be had: {}", lost.getMessage());
            return false;
        }
    }

    private static Task task(ExternalTask task) {
        return new Task(
                task.getId(),
                task.getBusinessKey(),
                task.getProcessInstanceId(),
                task.getActivityId(),
                task.getRetries());
    }

    private static String cut(String text) {
        return text.length() <= 600 ? text : text.substring(0, 600);
    }
}
