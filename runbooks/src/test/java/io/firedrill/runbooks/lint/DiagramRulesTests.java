package io.firedrill.runbooks.lint;

import static io.firedrill.runbooks.RunbookFixture.DIAGRAM;
import static io.firedrill.runbooks.RunbookFixture.MANIFEST;
import static io.firedrill.runbooks.RunbookFixture.aRunbook;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

import io.firedrill.runbooks.RunbookFixture;
import io.firedrill.runbooks.model.Finding;

class DiagramRulesTests {
    @Test
    void reportsProblemsOfAllFilesAtOnceEachWithItsLine() {
        var runbook = aRunbook()
                .with(DIAGRAM, "camunda:topic=\"auth.revoke\"", "camunda:topic=\"auth.revok\"")
                .with(DIAGRAM, ">probe<", ">prob<")
                .with(MANIFEST, "measure: survivors", "measure: survivers")
                .with("comms/done.md", "{{survivors}}", "{{survivor}}");

        assertThat(runbook.findings())
                .extracting(Finding::file, Finding::line, Finding::code)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(
                                DIAGRAM, runbook.lineOf(DIAGRAM, "auth.revok\""), "RB-ACTION"),
                        org.assertj.core.groups.Tuple.tuple(DIAGRAM, runbook.lineOf(DIAGRAM, ">prob<"), "RB-WAITS-FOR"),
                        org.assertj.core.groups.Tuple.tuple(
                                MANIFEST, runbook.lineOf(MANIFEST, "title: No point"), "RB-MEASURE"),
                        org.assertj.core.groups.Tuple.tuple(
                                "comms/done.md",
                                runbook.lineOf("comms/done.md", "{{survivor}}"),
                                "RB-TEMPLATE-PLACEHOLDER"));
        assertThat(runbook.findings()).allSatisfy(finding -> {
            assertThat(finding.code()).matches("RB(-[A-Z0-9]+)+");
            assertThat(finding.message()).isNotBlank();
            assertThat(finding.next()).isNotBlank();
        });
    }

    @Test
    void suggestsTheActionThatWasMeant() {
        var finding = only(aRunbook().with(DIAGRAM, "topic=\"auth.revoke\"", "topic=\"auth.revoek\""), "RB-ACTION");

        assertThat(finding.next()).isEqualTo("Did you mean 'auth.revoke'?");
    }

    @Test
    void settleAndVerifyBelongInsideTheRollback() {
        assertThat(codes(aRunbook().with(DIAGRAM, "topic=\"probe.baseline\"", "topic=\"run.verify\"")))
                .contains("RB-ACTION-PLACE");
    }

    @Test
    void aRollbackDoesNotChangeWhatNobodyUndoes() {
        assertThat(codes(aRunbook().with(DIAGRAM, "topic=\"run.verify\"", "topic=\"gateway.lift\"")))
                .contains("RB-ACTION-PLACE", "RB-ROLLBACK-PATH");
    }

    @Test
    void inputsAreKnownCompleteAndOfTheRightForm() {
        var expect = "<camunda:inputParameter name=\"expect\">recovered</camunda:inputParameter>";

        assertThat(codes(aRunbook().with(DIAGRAM, expect, expect.replace("expect", "expects"))))
                .containsExactly("RB-INPUT-UNKNOWN");
        assertThat(only(aRunbook().with(DIAGRAM, ">recovered<", ">recoverd<"), "RB-INPUT-VALUE")
                        .next())
                .isEqualTo("Did you mean 'recovered'?");
        assertThat(codes(aRunbook().with(DIAGRAM, ">PT3S<", ">three seconds<"))).containsExactly("RB-INPUT-VALUE");
        assertThat(codes(aRunbook().with(DIAGRAM, ">PT3S<", "><"))).containsExactly("RB-INPUT-VALUE");
        assertThat(codes(aRunbook().with(DIAGRAM, expect, expect + expect))).containsExactly("RB-INPUT-TWICE");
        assertThat(codes(aRunbook().with(DIAGRAM, "name=\"template\">start<", "name=\"waitsFor\">preflight<")))
                .contains("RB-INPUT-MISSING", "RB-TEMPLATE-UNUSED");
    }

    @Test
    void undoTasksTakeNoInputs() {
        var mark = "every gateway node again.</bpmn:documentation>";
        var input = """
                <bpmn:extensionElements>
                  <camunda:inputOutput>
                    <camunda:inputParameter name="waitsFor">mint</camunda:inputParameter>
                  </camunda:inputOutput>
                </bpmn:extensionElements>
                """;
        var undo = "<bpmn:serviceTask id=\"undo-deny\"";
        var text = aRunbook().text(DIAGRAM);
        int at = text.indexOf(mark, text.indexOf(undo)) + mark.length();

        assertThat(codes(aRunbook().file(DIAGRAM, text.substring(0, at) + input + text.substring(at))))
                .containsExactly("RB-INPUT-UNDO");
    }

    @Test
    void nobodyWaitsForAStepThatComesLater() {
        assertThat(only(aRunbook().with(DIAGRAM, ">probe<", ">collateral<"), "RB-WAITS-FOR")
                        .message())
                .contains("begins only after");
        assertThat(codes(aRunbook().with(DIAGRAM, ">probe<", ">revoke<"))).containsExactly("RB-WAITS-FOR");
        assertThat(codes(aRunbook().with(DIAGRAM, ">probe<", ">mint<"))).isEmpty();
    }

    @Test
    void everyChangeHasAnUndoOrAReasonForNone() {
        var runbook = aRunbook().without(MANIFEST, "  revoke:\n", "sign in again.\n");

        assertThat(only(runbook, "RB-UNDO-MISSING").line())
                .isEqualTo(runbook.lineOf(DIAGRAM, "<bpmn:serviceTask id=\"revoke\""));
        assertThat(only(runbook, "RB-UNDO-MISSING").next()).contains("under undo: revoke:");
    }

    @Test
    void anUndoTaskUndoesTheActionItIsJoinedTo() {
        var undo =
                "camunda:type=\"external\" camunda:topic=\"canary.retire\">\n      <bpmn:documentation>Sign out both test accounts and delete their tokens.</bpmn:documentation>\n    </bpmn";

        assertThat(codes(aRunbook().with(DIAGRAM, undo, undo.replace("canary.retire", "gateway.lift"))))
                .containsExactly("RB-UNDO-WRONG");
    }

    @Test
    void undoIsNotDeclaredForWhatHasItOrIsNotThere() {
        assertThat(codes(aRunbook().with(MANIFEST, "  lift-deny:\n", "  deny: {cannot: No.}\n  lift-deny:\n")))
                .containsExactly("RB-UNDO-BOTH");
        assertThat(only(aRunbook().with(MANIFEST, "  lift-deny:\n", "  lift-deney:\n"), "RB-UNDO-DECLARED")
                        .next())
                .isEqualTo("Did you mean 'lift-deny'?");
    }

    @Test
    void anUndoTaskThatIsJoinedToNothingWouldNeverRun() {
        var runbook = aRunbook()
                .without(DIAGRAM, "<bpmn:association id=\"deny-undone-by-undo-deny\"", "/>")
                .without(DIAGRAM, "<bpmndi:BPMNEdge id=\"deny-undone-by-undo-deny-edge\"", "</bpmndi:BPMNEdge>");

        assertThat(codes(runbook)).contains("RB-UNDO-UNJOINED", "RB-UNDO-EVENT", "RB-UNDO-MISSING");
    }

    @Test
    void insideASubProcessNothingChanges() {
        var nested = """
                <bpmn:subProcess id="nested" name="Nested">
                  <bpmn:incoming>act-and-watch-to-revoke</bpmn:incoming>
                  <bpmn:outgoing>revoke-to-self-contained</bpmn:outgoing>
                  <bpmn:startEvent id="in" /><bpmn:endEvent id="out" />
                  <bpmn:serviceTask id="revoke" name="Revoke" camunda:type="external" camunda:topic="auth.revoke" />
                  <bpmn:sequenceFlow id="n1" sourceRef="in" targetRef="revoke" />
                  <bpmn:sequenceFlow id="n2" sourceRef="revoke" targetRef="out" />
                </bpmn:subProcess>
                """;
        var runbook = aRunbook()
                .without(DIAGRAM, "<bpmn:serviceTask id=\"revoke\"", "</bpmn:serviceTask>")
                .before(DIAGRAM, "<bpmn:exclusiveGateway id=\"self-contained\"", nested)
                .with(
                        DIAGRAM,
                        "sourceRef=\"act-and-watch\" targetRef=\"revoke\"",
                        "sourceRef=\"act-and-watch\" targetRef=\"nested\"")
                .with(
                        DIAGRAM,
                        "sourceRef=\"revoke\" targetRef=\"self-contained\"",
                        "sourceRef=\"nested\" targetRef=\"self-contained\"");

        assertThat(codes(runbook)).contains("RB-UNDO-NESTED").doesNotContain("RB-FLOW-END", "RB-FLOW-COUNT");
    }

    @Test
    void thereIsExactlyOneRollback() {
        var without = aRunbook().without(DIAGRAM, "<bpmn:subProcess id=\"roll-back\"", "</bpmn:subProcess>");

        assertThat(codes(without)).contains("RB-ROLLBACK-ONE", "RB-DRAWN-NOTHING");
        assertThat(codes(aRunbook().with(DIAGRAM, "triggeredByEvent=\"true\"", "triggeredByEvent=\"false\"")))
                .contains("RB-ROLLBACK-ONE");
    }

    @Test
    void theRollbackInterruptsAndListensForItsMessage() {
        assertThat(codes(aRunbook()
                        .with(
                                DIAGRAM,
                                "<bpmn:startEvent id=\"rollback-asked\"",
                                "<bpmn:startEvent isInterrupting=\"false\" id=\"rollback-asked\"")))
                .containsExactly("RB-ROLLBACK-START");
        assertThat(codes(
                        aRunbook().with(DIAGRAM, "id=\"rollback\" name=\"rollback\"", "id=\"rollback\" name=\"undo\"")))
                .containsExactlyInAnyOrder("RB-ROLLBACK-MESSAGE", "RB-ROLLBACK-START");
        assertThat(codes(aRunbook().with(DIAGRAM, "messageRef=\"rollback\"", "messageRef=\"start\"")))
                .containsExactly("RB-ROLLBACK-START");
        assertThat(codes(aRunbook().without(DIAGRAM, "<bpmn:messageEventDefinition", "/>")))
                .contains("RB-EVENT", "RB-ROLLBACK-START");
    }

    @Test
    void everyWayThroughTheRollbackSettlesUndoesVerifiesAndTells() {
        // The message to customers is only sent on one of two ways, so it does not count.
        assertThat(only(
                                aRunbook()
                                        .with(DIAGRAM, "name=\"template\">rolled-back<", "name=\"waitsFor\">settle<")
                                        .with(
                                                DIAGRAM,
                                                "id=\"tell\" name=\"Tell responders it was rolled back\" camunda:type=\"external\" camunda:topic=\"comms.send\"",
                                                "id=\"tell\" name=\"Look\" camunda:type=\"external\" camunda:topic=\"probe.baseline\""),
                                "RB-ROLLBACK-PATH")
                        .message())
                .endsWith("Missing or misplaced: a task comms.send.");
        assertThat(only(
                                aRunbook()
                                        .with(DIAGRAM, "topic=\"run.settle\"", "topic=\"run.temp\"")
                                        .with(DIAGRAM, "topic=\"run.verify\"", "topic=\"run.settle\"")
                                        .with(DIAGRAM, "topic=\"run.temp\"", "topic=\"run.verify\""),
                                "RB-ROLLBACK-PATH")
                        .message())
                .contains("compensation throw event.");
    }

    @Test
    void aRealRunAsksAPersonBeforeWhatCannotBeUndone() {
        assertThat(codes(aRunbook().with(DIAGRAM, "${mode == 'real'}", "${mode == 'drill'}")))
                .containsExactly("RB-CHECKPOINT");
        assertThat(codes(aRunbook().with(DIAGRAM, "${mode == 'real'}", "${scope == 'everyone'}")))
                .containsExactly("RB-CHECKPOINT");
        assertThat(codes(aRunbook().with(DIAGRAM, "${mode == 'real'}", "${mode != 'drill'}")))
                .isEmpty();
        assertThat(codes(aRunbook()
                        .with(DIAGRAM, "${mode == 'real'}", "${mode == 'real' &amp;&amp; scope == 'client'}")))
                .containsExactly("RB-CHECKPOINT");
    }

    @Test
    void aTimerDoesNotSayYesInAPersonsPlace() {
        var timer = """
                <bpmn:boundaryEvent id="lapse" attachedToRef="confirm-revocation">
                  <bpmn:outgoing>lapse-to-confirmed</bpmn:outgoing>
                  <bpmn:timerEventDefinition><bpmn:timeDuration>PT15M</bpmn:timeDuration></bpmn:timerEventDefinition>
                </bpmn:boundaryEvent>
                <bpmn:sequenceFlow id="lapse-to-confirmed" sourceRef="lapse" targetRef="confirmed" />
                """;

        assertThat(codes(aRunbook().before(DIAGRAM, "<bpmn:exclusiveGateway id=\"confirmed\"", timer)))
                .contains("RB-CHECKPOINT")
                .doesNotContain("RB-EVENT-EDGE");
        assertThat(codes(aRunbook()
                        .before(
                                DIAGRAM,
                                "<bpmn:exclusiveGateway id=\"confirmed\"",
                                timer.replace("attachedToRef=\"confirm-revocation\"", "attachedToRef=\"revoke\""))))
                .contains("RB-EVENT-EDGE");
    }

    @Test
    void aRunbookThatChangesSomethingHasACheckpoint() {
        assertThat(only(
                                aRunbook()
                                        .with(
                                                DIAGRAM,
                                                "<bpmn:userTask id=\"confirm-revocation\" name=\"Confirm revocation\">",
                                                "<bpmn:serviceTask id=\"confirm-revocation\" name=\"Look\" camunda:type=\"external\" camunda:topic=\"probe.baseline\">")
                                        .with(DIAGRAM, "</bpmn:userTask>", "</bpmn:serviceTask>"),
                                "RB-CHECKPOINT")
                        .message())
                .contains("no checkpoint");
    }

    @Test
    void conditionsReadVariablesThatExist() {
        assertThat(only(aRunbook().with(DIAGRAM, "${denyNeeded == true}", "${denyNeded == true}"), "RB-VARIABLE")
                        .next())
                .isEqualTo("Did you mean 'denyNeeded'?");
        assertThat(only(aRunbook().with(DIAGRAM, "${denyUntil}", "${denyTill}"), "RB-VARIABLE")
                        .line())
                .isEqualTo(aRunbook().lineOf(DIAGRAM, "${denyUntil}"));
        assertThat(only(aRunbook().with(DIAGRAM, "${denyNeeded == true}", "${subject == 'me'}"), "RB-VARIABLE")
                        .message())
                .contains("never becomes a run variable");
        assertThat(only(aRunbook().with(DIAGRAM, "scope == 'everyone'", "scope == 'everybody'"), "RB-VARIABLE-VALUE")
                        .next())
                .isEqualTo("Did you mean 'everyone'?");
        assertThat(codes(aRunbook().with(DIAGRAM, "${mode == 'real'}", "${mode != 'test'}")))
                .contains("RB-VARIABLE-VALUE");
        assertThat(codes(aRunbook().with(DIAGRAM, "scope == 'everyone'", "device == 3")))
                .contains("RB-VARIABLE-VALUE");
    }

    @Test
    void whereTheFlowChoosesThereIsAlwaysAWayOn() {
        assertThat(codes(aRunbook().with(DIAGRAM, " default=\"real-run-to-confirmed\"", "")))
                .contains("RB-GATEWAY-DEFAULT", "RB-GATEWAY-CONDITION");
        assertThat(codes(aRunbook()
                        .with(DIAGRAM, "default=\"real-run-to-confirmed\"", "default=\"start-to-preflight\"")))
                .contains("RB-GATEWAY-DEFAULT", "RB-GATEWAY-CONDITION");
        var flow = "id=\"start-to-preflight\" sourceRef=\"start\" targetRef=\"preflight\" />";
        assertThat(
                        codes(
                                aRunbook()
                                        .with(
                                                DIAGRAM,
                                                flow,
                                                flow.replace(
                                                        " />",
                                                        "><bpmn:conditionExpression>${mode == 'real'}</bpmn:conditionExpression></bpmn:sequenceFlow>"))))
                .contains("RB-GATEWAY-UNCONDITIONAL");
    }

    @Test
    void theFlowHasNoLoopsLooseEndsOrIslands() {
        assertThat(codes(aRunbook()
                        .with(
                                DIAGRAM,
                                "sourceRef=\"close\" targetRef=\"end\"",
                                "sourceRef=\"close\" targetRef=\"real-run\"")))
                .contains("RB-FLOW-LOOP", "RB-FLOW-COUNT", "RB-FLOW-UNREACHED");
        assertThat(codes(aRunbook()
                        .with(
                                DIAGRAM,
                                "sourceRef=\"close\" targetRef=\"end\"",
                                "sourceRef=\"close\" targetRef=\"tell\"")))
                .contains("RB-FLOW-END");
        assertThat(codes(aRunbook()
                        .with(
                                DIAGRAM,
                                "sourceRef=\"close\" targetRef=\"end\"",
                                "sourceRef=\"close\" targetRef=\"nothing\"")))
                .contains("RB-FLOW-END");
        assertThat(codes(aRunbook()
                        .with(DIAGRAM, "</bpmn:startEvent>", "</bpmn:startEvent><bpmn:startEvent id=\"another\" />")))
                .contains("RB-FLOW-START", "RB-FLOW-COUNT", "RB-DRAWN");
        assertThat(codes(aRunbook()
                        .with(
                                DIAGRAM,
                                "sourceRef=\"mint\" targetRef=\"baseline\"",
                                "sourceRef=\"announce\" targetRef=\"baseline\"")))
                .contains("RB-FLOW-COUNT");
    }

    @Test
    void everythingIsDrawn() {
        assertThat(only(
                                aRunbook()
                                        .without(
                                                DIAGRAM,
                                                "<bpmndi:BPMNShape id=\"revoke-shape\"",
                                                "</bpmndi:BPMNShape>"),
                                "RB-DRAWN")
                        .line())
                .isEqualTo(aRunbook().lineOf(DIAGRAM, "<bpmn:serviceTask id=\"revoke\""));
        assertThat(codes(aRunbook().without(DIAGRAM, "<di:waypoint", "/>"))).containsExactly("RB-DRAWN");
        assertThat(codes(aRunbook().with(DIAGRAM, "bpmnElement=\"revoke\"", "bpmnElement=\"deny\"")))
                .containsExactlyInAnyOrder("RB-DRAWN-TWICE", "RB-DRAWN");
    }

    @Test
    void idsAreUniqueWords() {
        assertThat(codes(aRunbook().with(DIAGRAM, "id=\"revoke-shape\"", "id=\"deny-shape\"")))
                .containsExactly("RB-ID-TWICE");
        assertThat(codes(aRunbook().file(DIAGRAM, aRunbook().text(DIAGRAM).replace("\"collateral", "\"Activity_1x2y"))))
                .containsExactly("RB-ID-WORDS");
        assertThat(codes(aRunbook().with(DIAGRAM, "name=\"Revoke\"", "name=\"\"")))
                .containsExactly("RB-STEP-NAME");
    }

    @Test
    void theProcessIsNamedLikeItsFolderAndCanRun() {
        assertThat(codes(aRunbook().folder("other-name"))).containsExactly("RB-KEY");
        assertThat(codes(aRunbook().folder("Other Name"))).containsExactly("RB-KEY");
        assertThat(codes(aRunbook().with(DIAGRAM, "isExecutable=\"true\"", "isExecutable=\"false\"")))
                .containsExactly("RB-PROCESS-EXECUTABLE");
        assertThat(codes(aRunbook().with(DIAGRAM, " camunda:historyTimeToLive=\"P30D\"", "")))
                .containsExactly("RB-PROCESS-HISTORY");
        assertThat(codes(aRunbook()
                        .before(DIAGRAM, "<bpmn:message ", "<bpmn:process id=\"two\" isExecutable=\"true\" />")))
                .contains("RB-PROCESS-ONE");
    }

    @Test
    void eventsHaveTheMeaningTheirPlaceGivesThem() {
        assertThat(codes(aRunbook().without(DIAGRAM, "<bpmn:compensateEventDefinition id=\"undo-effects", "/>")))
                .contains("RB-EVENT");
        assertThat(codes(aRunbook().without(DIAGRAM, "<bpmn:timeDate", "</bpmn:timeDate>")))
                .containsExactly("RB-EVENT-TIMER");
    }

    @Test
    void aHugeDiagramIsRefusedQuickly() {
        var many = new StringBuilder();
        for (int i = 0; i < 8_000; i++)
            many.append("<bpmn:parallelGateway id=\"g").append(i).append("\" />\n");
        for (int i = 1; i < 8_000; i++) {
            many.append("<bpmn:sequenceFlow id=\"f" + i + "\" sourceRef=\"g" + (i - 1) + "\" targetRef=\"g" + i
                    + "\" />\n");
        }
        var runbook = aRunbook().before(DIAGRAM, "<bpmn:userTask", many.toString());

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(codes(runbook)).contains("RB-SIZE"));
    }

    private static java.util.List<String> codes(RunbookFixture runbook) {
        return runbook.codes();
    }

    private static Finding only(RunbookFixture runbook, String code) {
        var found = runbook.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .toList();
        assertThat(found).as("findings %s", runbook.findings()).hasSize(1);
        return found.get(0);
    }
}
