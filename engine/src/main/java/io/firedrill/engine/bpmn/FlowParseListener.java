package io.firedrill.engine.bpmn;

import java.time.Instant;
import java.time.format.DateTimeParseException;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

import io.firedrill.engine.run.FlowListener;

/** Makes the engine report checkpoints, timers, decisions and ends; runbooks themselves may carry no listeners. */
final class FlowParseListener extends AbstractBpmnParseListener {
    private final ObjectProvider<FlowListener> listener;

    FlowParseListener(ObjectProvider<FlowListener> listener) {
        this.listener = listener;
    }

    @Override
    public void parseProcess(Element process, ProcessDefinitionEntity definition) {
        on(definition, ExecutionListener.EVENTNAME_END, execution -> listener.getObject()
                .ended(execution.getProcessBusinessKey()));
    }

    @Override
    public void parseUserTask(Element task, ScopeImpl scope, ActivityImpl activity) {
        on(activity, ExecutionListener.EVENTNAME_START, execution -> listener.getObject()
                .checkpointReached(execution.getProcessBusinessKey(), activity.getId(), title(activity)));
    }

    @Override
    public void parseIntermediateTimerEventDefinition(Element definition, ActivityImpl activity) {
        var due = definition.element("timeDate");
        on(activity, ExecutionListener.EVENTNAME_START, execution -> listener.getObject()
                .timerStarted(
                        execution.getProcessBusinessKey(), activity.getId(), title(activity), due(execution, due)));
        on(activity, ExecutionListener.EVENTNAME_END, execution -> {
            if (!execution.isCanceled())
                listener.getObject().timerOver(execution.getProcessBusinessKey(), activity.getId(), title(activity));
        });
    }

    @Override
    public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl flow) {
        var source = flow.getSource();
        if (!"exclusiveGateway".equals(source.getProperty("type"))) return;
        flow.addListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener) execution -> {
            if (source.getOutgoingTransitions().size() > 1)
                listener.getObject()
                        .decided(
                                execution.getProcessBusinessKey(),
                                source.getId(),
                                title(source),
                                flow.getId(),
                                name(flow));
        });
    }

    private static void on(ScopeImpl scope, String event, ExecutionListener listener) {
        scope.addListener(event, listener);
    }

    private static String title(ActivityImpl activity) {
        // Events keep their name only as a property.
        var name = activity.getName() != null ? activity.getName() : (String) activity.getProperty("name");
        return name == null || name.isBlank() ? activity.getId() : name.strip().replaceAll("\\s+", " ");
    }

    private static String name(TransitionImpl flow) {
        return flow.getProperty("name") instanceof String name ? name.strip() : "";
    }

    private static @Nullable Instant due(DelegateExecution execution, @Nullable Element date) {
        if (date == null) return null;
        var text =
                new SafeExpressions().createExpression(date.getText().strip()).getValue(execution);
        try {
            return Instant.parse(String.valueOf(text));
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
