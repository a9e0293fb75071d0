package io.firedrill.engine.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.el.StartProcessVariableScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.runbooks.Loaded;
import io.firedrill.runbooks.RunbookReader;
import io.firedrill.runbooks.model.Runbook;

/** The expressions inside the real engine, without the lint that would have refused these diagrams before. */
class SafeExpressionsTests {
    private static ProcessEngine engine;

    @BeforeAll
    static void start() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:expressions-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        configuration.setProcessEngineName("expressions-" + UUID.randomUUID());
        configuration.setExpressionManager(new SafeExpressions());
        configuration.setDmnEnabled(false);
        configuration.setJobExecutorActivate(false);
        engine = configuration.buildProcessEngine();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass().forName('java.lang.Runtime').getMethod('getRuntime').invoke(null).exec('id')}",
                "${execution.processEngineServices.runtimeService.deleteProcessInstance('1', 'x')}",
                "${dataSource.connection}",
                "${dateTime().plusYears(1)}",
                "${currentUser() == 'x'}",
                "${mode.length() == 5}",
                "${mode['class'] == 'x'}",
                "#{mode == 'real'}",
                "${mode = 'real'}",
                "${mode == 'real' ? 'a' : 'b'}"
            })
    void aHostileConditionIsRefusedAtDeployment(String condition) {
        assertThatThrownBy(() -> deploy(condition)).isInstanceOf(ProcessEngineException.class);
        assertThat(engine.getRepositoryService().createProcessDefinitionQuery().count())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${a.b}", "${Runtime}", "${execution.id}", "a ${b} c", "${beans['x']}", "${"})
    void aHostileExpressionIsNeverMade(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SafeExpressions().createExpression(text));
    }

    @Test
    void aComparisonOverRunVariablesDecides() {
        var definition = deploy("${mode == 'real'}");

        assertThat(end(definition, "real")).isEqualTo("yes");
        assertThat(end(definition, "drill")).isEqualTo("no");
        engine.getRepositoryService().deleteDeployment(definition, true);
    }

    @Test
    void aVariableWhoseTextLooksLikeAnExpressionIsOnlyText() {
        var definition = deploy("${mode == 'real'}");

        assertThat(end(definition, "${mode == 'real'}")).isEqualTo("no");
        assertThat(end(definition, "' || 'a' == 'a")).isEqualTo("no");
        engine.getRepositoryService().deleteDeployment(definition, true);
    }

    @Test
    void aConditionOverAVariableThatIsNotThereStopsTheEvaluation() {
        var definition = deploy("${other == 'real'}");

        assertThatThrownBy(() -> end(definition, "real")).hasMessageContaining("other");
        engine.getRepositoryService().deleteDeployment(definition, true);
    }

    @Test
    void nothingCanBeAssignedAndNoDecisionEvaluated() {
        var expressions = new SafeExpressions();
        var variable = expressions.createExpression("${mode}");

        assertThatIllegalStateException()
                .isThrownBy(() -> variable.setValue("x", StartProcessVariableScope.getSharedInstance()))
                .withMessageContaining("${mode}");
        assertThatIllegalStateException()
                .isThrownBy(() -> expressions.toElProvider().createExpression("1 + 1"));
    }

    @Test
    void aDiagramThatCouldRunCodeIsStoppedBeforeTheEngineSeesIt() {
        var loaded = RunbookReader.shipped().stream()
                .filter(Loaded.Good.class::isInstance)
                .map(one -> ((Loaded.Good) one).runbook())
                .findFirst()
                .orElseThrow();
        RunbookGate.check(loaded);
        var hostile = new String(loaded.bpmn(), StandardCharsets.UTF_8)
                .replaceFirst("camunda:type=\"external\"", "camunda:class=\"java.lang.Runtime\"");

        assertThatThrownBy(() -> RunbookGate.check(with(loaded, hostile)))
                .isInstanceOf(FiredrillException.class)
                .hasMessageContaining("camunda:class");
    }

    private static Runbook with(Runbook one, String bpmn) {
        return new Runbook(
                one.key(),
                one.version(),
                one.title(),
                one.purpose(),
                one.owner(),
                one.author(),
                one.parameters(),
                one.objectives(),
                one.stopConditions(),
                one.systems(),
                one.optionalSystems(),
                one.roles(),
                one.steps(),
                one.undo(),
                one.templates(),
                one.manualPage(),
                bpmn.getBytes(StandardCharsets.UTF_8));
    }

    private static String deploy(String condition) {
        var text = """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">
                  <process id="choice" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <startEvent id="start"/>
                    <sequenceFlow id="a" sourceRef="start" targetRef="gate"/>
                    <exclusiveGateway id="gate" default="n"/>
                    <sequenceFlow id="y" sourceRef="gate" targetRef="yes">
                      <conditionExpression xsi:type="tFormalExpression"><![CDATA[%s]]></conditionExpression>
                    </sequenceFlow>
                    <sequenceFlow id="n" sourceRef="gate" targetRef="no"/>
                    <userTask id="yes"/>
                    <userTask id="no"/>
                  </process>
                </definitions>
                """.formatted(condition);
        return engine.getRepositoryService()
                .createDeployment()
                .addString("choice.bpmn", text)
                .deploy()
                .getId();
    }

    private static String end(String deployment, String mode) {
        var definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .deploymentId(deployment)
                .singleResult();
        var instance = engine.getRuntimeService()
                .startProcessInstanceById(definition.getId(), Map.<String, Object>of("mode", mode));
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance.getId())
                .singleResult()
                .getTaskDefinitionKey();
    }
}
