package io.firedrill.integrations.sandbox.adapter;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.firedrill.engine.port.Messenger;
import io.firedrill.integrations.contract.MessengerContract;
import io.firedrill.integrations.sandbox.TestEstate;

class SandboxMessengerContractTests extends MessengerContract {
    private static TestEstate estate;
    private static Messenger messenger;

    @BeforeAll
    static void start() {
        estate = new TestEstate();
        messenger = estate.messenger();
    }

    @AfterAll
    static void stop() {
        estate.close();
    }

    @Override
    protected Messenger messenger() {
        return messenger;
    }

    @Override
    protected Messenger unreachable() {
        return estate.unreachable(new SandboxChatKind(), "chat");
    }

    @Override
    protected String channel() {
        return "#drill-sandbox";
    }
}
