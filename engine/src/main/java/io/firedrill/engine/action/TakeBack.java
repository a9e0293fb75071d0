package io.firedrill.engine.action;

import java.util.Comparator;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Actions that take back what an earlier step of the run did, on the way forward. */
@Configuration(proxyBeanMethods = false)
class TakeBack {
    @Bean
    Action liftDenials() {
        return new TakeBackKind("gateway.lift", DenyEffect.NAME, "denials lifted");
    }

    @Bean
    Action retireCanaries() {
        return new TakeBackKind("canary.retire", CanaryEffect.NAME, "canaries signed out");
    }

    private record TakeBackKind(String topic, String kind, String words) implements Action {
        @Override
        public ActionResult perform(ActionContext context) {
            var owed = context.ledger().of(context.run()).stream()
                    .filter(row -> row.kind().equals(kind) && row.owed())
                    .sorted(Comparator.comparingLong(EffectRow::id).reversed())
                    .toList();
            owed.forEach(context::undo);
            return ActionResult.of(owed.size() + " " + words + ".");
        }
    }
}
