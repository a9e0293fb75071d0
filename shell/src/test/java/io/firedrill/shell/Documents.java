package io.firedrill.shell;

/** What a server of today says, with fields of a server of tomorrow. */
final class Documents {
    private Documents() {}

    static String run(String id, String mode, String state) {
        return """
            {"schema":"firedrill.run/v1","id":"%s","mode":"%s","state":"%s","cause":null,"fromTomorrow":{"a":[1]},
             "runbook":"token-revocation","runbookTitle":"Revoke leaked tokens","version":"%s","approvedVersion":true,
             "target":"sandbox","service":"sandbox","parameters":{"scope":"subject"},"reason":null,"startedBy":"responder",
             "createdAt":"2026-11-24T03:12:09.000Z","startedAt":"2026-11-24T03:12:10.000Z","endedAt":null,
             "elapsedSeconds":151.3,"fenced":false,"lastEvent":3,
             "steps":[{"id":"revoke","title":"Revoke","kind":"action","action":"auth.revoke","effect":"changes","state":"done",
               "attempt":1,"startedAt":"2026-11-24T03:12:12.000Z","endedAt":null,"elapsedSeconds":1.2,"summary":null,
               "undoable":false,"inRollback":false,"fromTomorrow":true},
               {"id":"checkpoint","title":"Go on","kind":"checkpoint","action":null,"effect":"waits","state":"waiting",
               "attempt":1,"startedAt":null,"endedAt":null,"elapsedSeconds":null,"summary":null,"undoable":false,
               "inRollback":false}],
             "objectives":[{"name":"time-to-revoke","title":"Refused everywhere","limit":10,"unit":"s","measured":2.31,
               "state":"met"}],
             "proof":{"timeToRevokeSeconds":2.31,"orderedAt":"2026-11-24T03:12:12.000Z","points":[
               {"point":"gateway-1 /orders","canary":"victim","acceptedBefore":true,"refusedAt":"2026-11-24T03:12:14.310Z",
                "seconds":2.31,"survivor":false},
               {"point":"gateway-2 /orders","canary":"victim","acceptedBefore":true,"refusedAt":null,"seconds":null,
                "survivor":true}],
               "survivors":["gateway-2 /orders"],"collateral":["control could not log in"]},
             "cannotUndo":["revoked tokens stay revoked"],
             "next":{"who":"approver","what":"Approve the checkpoint","step":"checkpoint",
               "command":"firedrill run approve %s checkpoint"}}""".formatted(id, mode, state, "3fa94c01d2ab".repeat(5) + "0000", id);
    }

    static String event(int number) {
        return ("{\"schema\":\"firedrill.event/v1\",\"run\":\"R-1\",\"number\":%d,\"at\":\"2026-11-24T03:12:%02d.000Z\","
                        + "\"kind\":\"step-done\",\"step\":\"s%d\",\"actor\":\"firedrill\",\"summary\":\"Step %d is done\","
                        + "\"data\":{},\"previous\":\"\",\"hash\":\"\"}")
                .formatted(number, 10 + number, number, number);
    }

    static String sse(int from, int to) {
        var text = new StringBuilder(": hello\n\n");
        for (int i = from; i <= to; i++) {
            text.append("id: ")
                    .append(i)
                    .append("\nevent: journal\ndata: ")
                    .append(event(i))
                    .append("\n\n");
        }
        return text.toString();
    }

    static final String END = "event: end\ndata: {}\n\n";
}
