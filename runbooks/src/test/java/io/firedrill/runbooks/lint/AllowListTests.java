package io.firedrill.runbooks.lint;

import static io.firedrill.runbooks.RunbookFixture.DIAGRAM;
import static io.firedrill.runbooks.RunbookFixture.aRunbook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.xml.ModelParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.firedrill.runbooks.RunbookFixture;
import io.firedrill.runbooks.model.Finding;

class AllowListTests {
    private static final String REVOKE = "<bpmn:serviceTask id=\"revoke\" name=\"Revoke\"";
    private static final String REVOKE_INPUT =
            "<camunda:inputParameter name=\"waitsFor\">probe</camunda:inputParameter>";

    @Test
    void theShippedDiagramPasses() {
        assertThat(check(aRunbook())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<bpmn:scriptTask id=\"x\" scriptFormat=\"groovy\"><bpmn:script>1</bpmn:script></bpmn:scriptTask>",
                "<bpmn:task id=\"x\" />",
                "<bpmn:sendTask id=\"x\" camunda:class=\"a.B\" />",
                "<bpmn:receiveTask id=\"x\" />",
                "<bpmn:manualTask id=\"x\" />",
                "<bpmn:businessRuleTask id=\"x\" camunda:decisionRef=\"d\" />",
                "<bpmn:callActivity id=\"x\" calledElement=\"other\" />",
                "<bpmn:transaction id=\"x\" />",
                "<bpmn:adHocSubProcess id=\"x\" />",
                "<bpmn:eventBasedGateway id=\"x\" />",
                "<bpmn:complexGateway id=\"x\" />",
                "<bpmn:laneSet id=\"x\" />",
                "<bpmn:dataObject id=\"x\" />",
                "<bpmn:ioSpecification id=\"x\" />",
                "<bpmn:property id=\"x\" />",
                "<bpmn:extensionElements><camunda:executionListener class=\"a.B\" event=\"start\" /></bpmn:extensionElements>",
                "<bpmn:brandNew id=\"x\" />",
                "<camunda:script>1</camunda:script>",
                "<script xmlns=\"http://www.w3.org/1999/xhtml\">alert(1)</script>",
                "<bpmn:serviceTask xmlns:bpmn=\"http://activiti.org/bpmn\" id=\"x\" />"
            })
    void nothingUnlistedStandsInAProcess(String element) {
        var runbook = aRunbook().before(DIAGRAM, REVOKE, element + "\n    ");

        assertThat(check(runbook))
                .extracting(Finding::code, Finding::line)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("RB-BPMN-ELEMENT", runbook.lineOf(DIAGRAM, element)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camunda:class=\"java.lang.Runtime\"",
                "camunda:expression=\"x\"",
                "camunda:delegateExpression=\"x\"",
                "camunda:resultVariable=\"x\"",
                "camunda:decisionRef=\"x\"",
                "camunda:asyncBefore=\"true\"",
                "camunda:taskPriority=\"1\"",
                "camunda:formKey=\"x\"",
                "implementation=\"x\"",
                "operationRef=\"x\"",
                "startQuantity=\"2\"",
                "completionQuantity=\"2\"",
                "activiti:class=\"a.B\" xmlns:activiti=\"http://activiti.org/bpmn\"",
                "xsi:schemaLocation=\"a http://127.0.0.1/a.xsd\"",
                "onclick=\"x\""
            })
    void nothingUnlistedStandsOnATask(String attribute) {
        var runbook = aRunbook().with(DIAGRAM, REVOKE, REVOKE + " " + attribute);

        assertThat(check(runbook))
                .extracting(Finding::code, Finding::line)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("RB-BPMN-ATTRIBUTE", runbook.lineOf(DIAGRAM, REVOKE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>",
                "<bpmn:standardLoopCharacteristics />",
                "<bpmn:ioSpecification />"
            })
    void aTaskDoesNotRepeat(String element) {
        var runbook = aRunbook().before(DIAGRAM, "<bpmn:incoming>act-and-watch-to-revoke", element);

        assertThat(codes(runbook)).containsExactly("RB-BPMN-ELEMENT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<camunda:inputParameter name=\"waitsFor\"><camunda:script scriptFormat=\"groovy\">1</camunda:script></camunda:inputParameter>",
                "<camunda:inputParameter name=\"waitsFor\"><camunda:list><camunda:value>a</camunda:value></camunda:list></camunda:inputParameter>",
                "<camunda:outputParameter name=\"mode\">real</camunda:outputParameter>",
                "<camunda:connector />"
            })
    void inputsAreTextOnly(String input) {
        assertThat(codes(aRunbook().with(DIAGRAM, REVOKE_INPUT, input))).containsExactly("RB-BPMN-ELEMENT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${x}",
                "#{x}",
                "a ${runtimeService} b",
                "${''.getClass().forName('java.lang.Runtime')}",
                "${",
                "#{"
            })
    void expressionsStandNowhereElse(String text) {
        assertThat(codes(aRunbook().with(DIAGRAM, ">probe<", ">" + text + "<"))).containsExactly("RB-BPMN-EXPRESSION");
        assertThat(codes(aRunbook().with(DIAGRAM, "name=\"Confirm revocation\"", "name=\"" + text + "\"")))
                .containsExactly("RB-BPMN-EXPRESSION");
        assertThat(codes(aRunbook().with(DIAGRAM, "A second person", text + " A second person")))
                .containsExactly("RB-BPMN-EXPRESSION");
        assertThat(codes(aRunbook()
                        .with(DIAGRAM, "id=\"rollback\" name=\"rollback\"", "id=\"rollback\" name=\"" + text + "\"")))
                .containsExactly("RB-BPMN-EXPRESSION");
        assertThat(codes(aRunbook().with(DIAGRAM, "camunda:topic=\"auth.revoke\"", "camunda:topic=\"" + text + "\"")))
                .containsExactly("RB-BPMN-EXPRESSION");
        assertThat(codes(aRunbook().with(DIAGRAM, "historyTimeToLive=\"P30D\"", "historyTimeToLive=\"" + text + "\"")))
                .containsExactly("RB-BPMN-EXPRESSION");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass()}",
                "${runtimeService.suspendProcessInstanceById('x')}",
                "${mode}",
                "#{mode == 'real'}",
                "return true",
                "${mode == 'real'}${x}"
            })
    void conditionsAreComparisonsOnly(String text) {
        var runbook = aRunbook().with(DIAGRAM, "${mode == 'real'}", text);

        assertThat(check(runbook))
                .extracting(Finding::code, Finding::line)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("RB-BPMN-CONDITION", runbook.lineOf(DIAGRAM, text)));
    }

    @Test
    void aConditionIsNoScriptInDisguise() {
        assertThat(codes(aRunbook()
                        .with(
                                DIAGRAM,
                                "<bpmn:conditionExpression xsi",
                                "<bpmn:conditionExpression language=\"groovy\" xsi")))
                .containsExactly("RB-BPMN-ATTRIBUTE");
        assertThat(codes(aRunbook()
                        .with(
                                DIAGRAM,
                                "<bpmn:conditionExpression xsi",
                                "<bpmn:conditionExpression camunda:resource=\"deployment://x\" xsi")))
                .containsExactly("RB-BPMN-ATTRIBUTE");
        assertThat(codes(aRunbook()
                        .with(DIAGRAM, "<bpmn:definitions ", "<bpmn:definitions expressionLanguage=\"groovy\" ")))
                .containsExactly("RB-BPMN-ATTRIBUTE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${now()}", "${a.b}", "tomorrow", "R/PT1S", "0/5 * * * * ?", ""})
    void timersAreDatesDurationsOrVariables(String text) {
        assertThat(codes(aRunbook().with(DIAGRAM, "${denyUntil}", text))).containsExactly("RB-BPMN-TIMER");
    }

    @Test
    void timersMayBeWrittenOut() {
        assertThat(codes(aRunbook().with(DIAGRAM, "${denyUntil}", "2026-12-01T09:00:00Z")))
                .isEmpty();
        assertThat(codes(aRunbook()
                        .with(DIAGRAM, "bpmn:timeDate", "bpmn:timeDuration")
                        .with(DIAGRAM, "${denyUntil}</bpmn:timeDate>", "PT5M</bpmn:timeDuration>")))
                .isEmpty();
    }

    @Test
    void timersDoNotRepeat() {
        assertThat(codes(aRunbook()
                        .with(DIAGRAM, "bpmn:timeDate", "bpmn:timeCycle")
                        .with(DIAGRAM, "</bpmn:timeDate", "</bpmn:timeCycle")))
                .contains("RB-BPMN-ELEMENT");
    }

    @Test
    void everyTaskIsExternal() {
        assertThat(codes(aRunbook().with(DIAGRAM, REVOKE + " camunda:type=\"external\"", REVOKE)))
                .containsExactly("RB-BPMN-TASK");
        assertThat(codes(aRunbook()
                        .with(DIAGRAM, REVOKE + " camunda:type=\"external\"", REVOKE + " camunda:type=\"mail\"")))
                .containsExactly("RB-BPMN-TASK");
    }

    @Test
    void definitionsTakeNoForeignImports() {
        assertThat(codes(aRunbook()
                        .before(
                                DIAGRAM,
                                "<bpmn:process ",
                                "<bpmn:import importType=\"a\" location=\"b\" namespace=\"c\" />")))
                .containsExactly("RB-BPMN-ELEMENT");
        assertThat(codes(aRunbook().before(DIAGRAM, "<bpmn:process ", "<bpmn:signal id=\"s\" name=\"s\" />")))
                .containsExactly("RB-BPMN-ELEMENT");
    }

    @Test
    void theModelersOwnAttributesPass() {
        var runbook = aRunbook()
                .with(
                        DIAGRAM,
                        "<bpmn:definitions ",
                        "<bpmn:definitions xmlns:modeler=\"http://camunda.org/schema/modeler/1.0\" exporter=\"Camunda Modeler\""
                                + " exporterVersion=\"5.40.0\" modeler:executionPlatform=\"Camunda Platform\""
                                + " modeler:executionPlatformVersion=\"7.24.0\" ")
                .with(DIAGRAM, REVOKE, REVOKE + " camunda:modelerTemplate=\"io.firedrill.auth.revoke\"");

        assertThat(check(runbook)).isEmpty();
    }

    @Test
    void aPrefixIsOnlyAName() {
        var renamed = aRunbook()
                .text(DIAGRAM)
                .replace("bpmn:", "b:")
                .replace("xmlns:bpmn=", "xmlns:b=")
                .replace("camunda:", "c:")
                .replace("xmlns:camunda=", "xmlns:c=");

        assertThat(AllowList.check(renamed.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void anOrderThatTheEngineWouldRefuseAtDeploymentIsRefusedHere() {
        var moved = aRunbook()
                .without(DIAGRAM, "<bpmn:association id=\"mint-undone", "/>")
                .before(
                        DIAGRAM,
                        "<bpmn:serviceTask id=\"preflight\"",
                        "<bpmn:association id=\"a\" sourceRef=\"mint-undone-by\" targetRef=\"retire\" />");

        assertThat(codes(moved)).containsExactly("RB-BPMN-ORDER");
        assertThatThrownBy(() -> Bpmn.readModelFromStream(
                        new ByteArrayInputStream(moved.text(DIAGRAM).getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(ModelParseException.class);
    }

    @Test
    void valuesThatTheEngineCouldReadDifferentlyAreRefused() {
        assertThat(codes(aRunbook().with(DIAGRAM, "triggeredByEvent=\"true\"", "triggeredByEvent=\"1\"")))
                .containsExactly("RB-BPMN-VALUE");
        assertThat(codes(aRunbook().with(DIAGRAM, "isForCompensation=\"true\"", "isForCompensation=\" true\"")))
                .containsExactly("RB-BPMN-VALUE");
        assertThat(codes(aRunbook().with(DIAGRAM, "<dc:Bounds x=\"", "<dc:Bounds x=\"NaN")))
                .containsExactly("RB-BPMN-VALUE");
        assertThat(codes(aRunbook().with(DIAGRAM, "id=\"revoke-shape\"", "id=\"1 2\"")))
                .containsExactly("RB-BPMN-VALUE");
        assertThat(codes(aRunbook()
                        .with(DIAGRAM, "xsi:type=\"bpmn:tFormalExpression\"", "xsi:type=\"bpmn:tExpression\"")))
                .containsExactly("RB-BPMN-VALUE");
    }

    @Test
    void refusesOtherXml() {
        assertThat(AllowList.check("<html/>".getBytes(StandardCharsets.UTF_8)))
                .extracting(Finding::code)
                .containsExactly("RB-BPMN-ROOT");
    }

    @Test
    void reportsEveryProblemAtOnce() {
        var runbook = aRunbook()
                .with(DIAGRAM, "${mode == 'real'}", "${x()}")
                .with(DIAGRAM, REVOKE, REVOKE + " camunda:class=\"a.B\"")
                .before(DIAGRAM, "<bpmn:userTask", "<bpmn:scriptTask id=\"x\" />")
                .with(DIAGRAM, "${denyUntil}", "${y()}");

        assertThat(codes(runbook))
                .containsExactlyInAnyOrder(
                        "RB-BPMN-CONDITION", "RB-BPMN-ATTRIBUTE", "RB-BPMN-ELEMENT", "RB-BPMN-TIMER");
    }

    private static List<Finding> check(RunbookFixture runbook) {
        return AllowList.check(runbook.text(DIAGRAM).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> codes(RunbookFixture runbook) {
        return check(runbook).stream().map(Finding::code).toList();
    }
}
