package io.firedrill.web.api;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.firedrill.engine.library.Library;
import io.firedrill.runbooks.model.MessageTemplate;
import io.firedrill.runbooks.model.Parameter;
import io.firedrill.runbooks.model.Runbook;
import io.firedrill.runbooks.model.Step;

/** Runbooks, templates and targets as the API shows them. */
final class LibraryViews {
    private LibraryViews() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ApprovalView(
            String approver, Instant at, @Nullable Instant expires) {
        static @Nullable ApprovalView of(Library.@Nullable Approval approval) {
            return approval == null ? null : new ApprovalView(approval.approver(), approval.at(), approval.expires());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ParameterView(
            String name,
            String title,
            String type,
            String required,
            @Nullable String defaultValue,
            List<String> choices,
            @Nullable String pattern,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable OnlyWhenView onlyWhen) {
        static ParameterView of(Parameter parameter) {
            var when = parameter.onlyWhen();
            return new ParameterView(
                    parameter.name(),
                    parameter.title(),
                    label(parameter.type()),
                    label(parameter.required()),
                    parameter.defaultValue(),
                    parameter.choices(),
                    parameter.pattern(),
                    parameter.min(),
                    parameter.max(),
                    when == null ? null : new OnlyWhenView(when.parameter(), when.values()));
        }
    }

    record OnlyWhenView(String parameter, List<String> values) {}

    record ObjectiveView(String name, String title, String measure, double limit, String unit) {}

    record StepView(
            String id,
            String title,
            String kind,
            @Nullable String action,
            @Nullable String undoStep,
            @Nullable String undoes,
            boolean inRollback,
            String documentation) {
        static StepView of(Step step) {
            return new StepView(
                    step.id(),
                    step.title(),
                    label(step.kind()),
                    step.action(),
                    step.undoStep(),
                    step.undoes(),
                    step.inRollback(),
                    step.documentation());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TemplateView(
            String runbook,
            String name,
            String hash,
            String author,
            String audience,
            String channel,
            String body,
            @Nullable ApprovalView approval) {
        static TemplateView of(Library.TemplateEntry entry) {
            return of(entry.runbook(), entry.template(), entry.approval());
        }

        static TemplateView of(String runbook, MessageTemplate template, Library.@Nullable Approval approval) {
            return new TemplateView(
                    runbook,
                    template.name(),
                    template.hash(),
                    template.author(),
                    template.audience(),
                    template.channel(),
                    template.body(),
                    ApprovalView.of(approval));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RunbookView(
            String schema,
            String key,
            String title,
            String version,
            String purpose,
            String owner,
            String author,
            String origin,
            String addedBy,
            Instant addedAt,
            @Nullable ApprovalView approval,
            List<ParameterView> parameters,
            List<ObjectiveView> objectives,
            List<StepView> steps,
            List<TemplateView> templates,
            List<String> systems,
            String manualPage) {
        static RunbookView of(Library.Entry entry, Collection<Library.TemplateEntry> approvals) {
            var runbook = entry.runbook();
            return new RunbookView(
                    "firedrill.runbook/v1",
                    runbook.key(),
                    runbook.title(),
                    runbook.version(),
                    runbook.purpose(),
                    runbook.owner(),
                    runbook.author(),
                    label(entry.origin()),
                    entry.addedBy(),
                    entry.addedAt(),
                    ApprovalView.of(entry.approval()),
                    runbook.parameters().stream().map(ParameterView::of).toList(),
                    runbook.objectives().stream()
                            .map(o -> new ObjectiveView(o.name(), o.title(), o.measure(), o.limit(), o.unit()))
                            .toList(),
                    runbook.steps().stream().map(StepView::of).toList(),
                    templates(runbook, approvals),
                    runbook.systems(),
                    runbook.manualPage());
        }

        private static List<TemplateView> templates(Runbook runbook, Collection<Library.TemplateEntry> approvals) {
            var byHash = new HashMap<String, Library.Approval>();
            for (var entry : approvals) {
                var approval = entry.approval();
                if (approval != null) byHash.put(entry.template().hash(), approval);
            }
            return runbook.templates().values().stream()
                    .map(template -> TemplateView.of(runbook.key(), template, byHash.get(template.hash())))
                    .toList();
        }
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
