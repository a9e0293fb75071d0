package io.firedrill.engine.comms;

/**
 * Told about each message's end, once, inside the transaction that stores it: what it writes holds exactly when the
 * message's new state does. When it throws, the message stays as it was and it is told again later; the message is not
 * posted again for that.
 */
public interface Deliveries {
    /** It is in the chat. */
    void sent(String run, Messages.Message message);

    /** It will not be sent; {@code message.problem()} says why. */
    void failed(String run, Messages.Message message);
}
