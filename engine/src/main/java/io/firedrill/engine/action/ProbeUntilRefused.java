package io.firedrill.engine.action;

import org.springframework.stereotype.Component;

/** {@code probe.until-refused}: since when is each enforcement point refusing each victim? */
@Component
class ProbeUntilRefused implements Action {
    @Override
    public String topic() {
        return "probe.until-refused";
    }

    @Override
    public ActionResult perform(ActionContext context) {
        return new Probing(context).watch();
    }
}
