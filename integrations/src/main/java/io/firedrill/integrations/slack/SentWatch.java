package io.firedrill.integrations.slack;

import okhttp3.Call;
import okhttp3.EventListener;

/** Whether the request of the call made last on this thread began to leave: before that, it cannot have happened. */
final class SentWatch extends EventListener {
    private final ThreadLocal<Boolean> left = ThreadLocal.withInitial(() -> false);

    void begin() {
        left.set(false);
    }

    boolean left() {
        return left.get();
    }

    @Override
    public void requestHeadersStart(Call call) {
        left.set(true);
    }
}
