package io.firedrill.engine.bpmn;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.run.Flow;
import io.firedrill.runbooks.model.Runbook;

/** Flows on Camunda. */
@Component
class CamundaFlow implements Flow {
    private static final String ROLLBACK = "rollback";
    private final ProcessEngine engine;
    private final Map<String, String> definitions = new ConcurrentHashMap<>();

    CamundaFlow(ProcessEngine engine) {
        this.engine = engine;
    }

    @Override
    public String deploy(Runbook runbook) {
        return definitions.computeIfAbsent(runbook.version(), version -> {
            var known = known(runbook);
            return known != null ? known : deployNow(runbook);
        });
    }

    private @Nullable String known(Runbook runbook) {
        var deployment = engine.getRepositoryService()
                .createDeploymentQuery()
                .deploymentName(runbook.version())
                .orderByDeploymentTime()
                .asc()
                .list();
        if (deployment.isEmpty()) return null;
        return definition(deployment.get(0).getId(), runbook);
    }

    private String deployNow(Runbook runbook) {
        // The same rules as at lint: what was stored long ago, or by another hand, passes them again.
        RunbookGate.check(runbook);
        var deployment = engine.getRepositoryService()
                .createDeployment()
                .name(runbook.version())
                .source("firedrill")
                .addInputStream(
                        runbook.key() + "-" + runbook.version() + ".bpmn", new ByteArrayInputStream(runbook.bpmn()))
                .deploy();
        return definition(deployment.getId(), runbook);
    }

    private String definition(String deployment, Runbook runbook) {
        return engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .deploymentId(deployment)
                .processDefinitionKey(runbook.key())
                .singleResult()
                .getId();
    }

    @Override
    public String start(String definition, String run, Map<String, @Nullable Object> variables) {
        return engine.getRuntimeService()
                .startProcessInstanceById(definition, run, variables)
                .getId();
    }

    @Override
    public void approve(String instance, String step) {
        var task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .taskDefinitionKey(step)
                .singleResult();
        if (task == null)
            throw FiredrillException.conflict(
                    "FD-NOT-WAITING",
                    "Step '" + step + "' waits for nobody now.",
                    "Look where the run stands: firedrill run show");
        changing(() -> engine.getTaskService().complete(task.getId()));
    }

    @Override
    public void rollBack(String instance) {
        changing(() -> engine.getRuntimeService()
                .createMessageCorrelation(ROLLBACK)
                .processInstanceId(instance)
                .correlate());
    }

    @Override
    public void retry(String instance, String step) {
        var task = stuck(instance, step);
        changing(() -> {
            engine.getExternalTaskService().setRetries(task, CamundaTasks.ATTEMPTS);
            engine.getExternalTaskService().unlock(task);
        });
    }

    @Override
    public void skip(String instance, String step) {
        var task = stuck(instance, step);
        changing(() -> {
            engine.getExternalTaskService().setRetries(task, 1);
            engine.getExternalTaskService().unlock(task);
            engine.getExternalTaskService().lock(task, "skipped", 60_000);
            engine.getExternalTaskService().complete(task, "skipped");
        });
    }

    private String stuck(String instance, String step) {
        var task = engine.getExternalTaskService()
                .createExternalTaskQuery()
                .processInstanceId(instance)
                .activityId(step)
                .noRetriesLeft()
                .singleResult();
        if (task == null)
            throw FiredrillException.conflict(
                    "FD-NOT-STUCK",
                    "Step '" + step + "' is not stuck now.",
                    "Look where the run stands: firedrill run show");
        return task.getId();
    }

    @Override
    public void drop(String instance) {
        changing(() -> engine.getRuntimeService()
                .deleteProcessInstance(instance, "left for a real incident", true, true, true));
    }

    private static void changing(Runnable change) {
        try {
            change.run();
        } catch (OptimisticLockingException e) {
            // The worker took or kept a task at the same time: whoever began the transaction tries it again.
            throw new OptimisticLockingFailureException("The flow was changed at the same time.", e);
        }
    }
}
