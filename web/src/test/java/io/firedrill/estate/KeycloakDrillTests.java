package io.firedrill.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

import io.firedrill.engine.journal.Event;
import io.firedrill.engine.journal.Journal;
import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.TargetSource;
import io.firedrill.integrations.testing.KeycloakRealm;
import io.firedrill.integrations.testing.KeycloakRealm.Tokens;
import io.firedrill.integrations.testing.KeycloakServer;

/**
 * Drills against a real Keycloak, one realm and target each, most at once. People of the realm that no run knows of are
 * signed in before and looked at afterwards, past Firedrill.
 */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakDrillTests {
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(25);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String SOMEBODY = "somebody";
    private static final String BYSTANDER = "bystander";
    private static final String PROBED = "probed";

    private final Map<String, KeycloakRealm> realms = new LinkedHashMap<>();
    private final Map<String, Tokens> online = new LinkedHashMap<>();
    private final Map<String, Tokens> offline = new LinkedHashMap<>();
    private final Map<String, Tokens> others = new LinkedHashMap<>();
    private final Map<String, JsonNode> runs = new LinkedHashMap<>();
    private RunningServer server;

    @BeforeAll
    void drill(@TempDir Path home) {
        var settings = new ArrayList<String>();
        for (var name : List.of("subject", "session", "client", "everyone", PROBED)) {
            var realm = KeycloakServer.shared().realm("drill-" + name, TOKEN_LIFE);
            realm.addPublicClient(app(name), List.of(KeycloakRealm.CLIENT));
            realm.addPublicClient(controlApp(name), List.of(KeycloakRealm.CLIENT));
            realms.put(name, realm);
            var place = "firedrill.sandbox.gateway.trusted[" + settings.size() / 2 + "].";
            settings.add(place + "issuer=" + realm.issuer());
            settings.add(place + "jwks=" + realm.issuer() + "/protocol/openid-connect/certs");
        }
        server = new RunningServer(home, "", settings.toArray(String[]::new));
        approveMessages();
        realms.forEach((name, realm) -> {
            write(home, name, realm);
            signPeopleIn(name, realm);
        });
        drill(realms.keySet().stream().filter(name -> !name.equals("everyone")).toList());
        // Alone: a denial for everyone at the gateway they share is for everyone's tokens.
        drill(List.of("everyone"));
    }

    private void drill(List<String> names) {
        var ids = new LinkedHashMap<String, String>();
        for (var name : names) ids.put(name, server.startDrill("keycloak-" + name, parameters(name)));
        ids.forEach((name, id) -> {
            RunningServer.await("the end of " + name, PATIENCE, () -> !server.run(id)
                    .get("endedAt")
                    .isNull());
            runs.put(name, server.run(id));
        });
    }

    @AfterAll
    void stop() {
        if (server != null) server.close();
    }

    @Test
    void revokedBySubjectThePersonIsOutAndTheCanaryBesideThemShowsHowFast() {
        provedEverywhere("subject");

        assertOut("subject", online);
        assertOut("subject", offline);
        assertIn("subject", others, controlApp("subject"));
    }

    @Test
    void revokedBySessionTheSamePersonsOtherSessionAndEverybodyElseStayIn() {
        provedEverywhere("session");

        assertIn("session", online, app("session"));
        assertIn("session", offline, app("session"));
        assertIn("session", others, controlApp("session"));
    }

    @Test
    void revokedByClientEveryoneOnItIsOutAndOthersStayIn() {
        provedEverywhere("client");

        assertOut("client", online);
        assertOut("client", offline);
        assertIn("client", others, controlApp("client"));
    }

    @Test
    void revokedForEveryoneNobodyIsInAndAFreshLoginWorks() {
        provedEverywhere("everyone");

        assertOut("everyone", online);
        assertOut("everyone", offline);
        assertRefused("everyone", others.get("everyone"), controlApp("everyone"));
        assertThat(realms.get("everyone")
                        .signIn(app("everyone"), somebody("everyone"), SOMEBODY + "-pw", false)
                        .access())
                .isNotBlank();
    }

    @Test
    void resourceServersThatCheckByThemselvesAreNamedAsSurvivors() {
        var run = runs.get(PROBED);

        assertThat(state(run)).as(() -> why(run)).isEqualTo("objective-missed");
        assertThat(texts(run.get("proof").get("survivors")))
                .as(() -> why(run))
                .isNotEmpty()
                .allSatisfy(survivor -> assertThat(survivor).contains("/profile"))
                .anySatisfy(survivor -> assertThat(survivor).contains("gateway-1"))
                .anySatisfy(survivor -> assertThat(survivor).contains("gateway-2"));
        assertThat(refusedAt(run)).contains("introspection", "refresh").doesNotContain("gateway-1 /profile");
        assertThat(events(run)).anySatisfy(event -> assertThat(event.summary()).contains("Nothing was denied"));
        assertOut(PROBED, online);
        assertOut(PROBED, offline);
    }

    @Test
    void whatTheTargetCannotDoIsToldBeforeTheStart() {
        var preview = server.responder()
                .post(
                        "/api/v1/drills?dryRun=true",
                        "{\"runbook\":\"token-revocation\",\"target\":\"keycloak-probed\",\"parameters\":{}}")
                .body();
        assertThat(preview).contains("cannot deny tokens by subject").contains("no system 'fleet'");

        var refused = server.responder()
                .post(
                        "/api/v1/drills",
                        "{\"runbook\":\"token-revocation\",\"target\":\"keycloak-probed\",\"parameters\":{\"scope\":\"device\"}}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("FD-SCOPE").contains("scope session");
    }

    @Test
    void noCanaryAccountIsLeftInAnyRealm() {
        realms.forEach((name, realm) -> assertThat(SandboxDoor.stream(realm.admin("GET", "/users?max=100", null))
                        .map(user -> user.get("username").stringValue()))
                .as(() -> name + ": " + why(runs.get(name)))
                .containsExactlyInAnyOrder(somebody(name), BYSTANDER));
    }

    /** Accepted before and refused after, at the gateway's nodes and for every kind of token at the server. */
    private void provedEverywhere(String name) {
        var run = runs.get(name);
        assertThat(state(run)).as(() -> why(run)).isEqualTo("succeeded");
        assertThat(run.get("proof").get("survivors")).isEmpty();
        assertThat(run.get("proof").get("collateral")).isEmpty();
        assertThat(SandboxDoor.stream(run.get("proof").get("points")))
                .allSatisfy(point -> assertThat(point.get("acceptedBefore").booleanValue())
                        .as(point.toString())
                        .isTrue());
        assertThat(refusedAt(run)).contains("gateway-1 /profile", "gateway-2 /profile", "introspection", "refresh");
        assertThat(SandboxDoor.stream(run.get("proof").get("points"))
                        .filter(point -> point.get("canary").stringValue().equals("victim-offline"))
                        .map(point -> point.get("point").stringValue()))
                .contains("refresh", "introspection");
    }

    private static List<String> refusedAt(JsonNode run) {
        return SandboxDoor.stream(run.get("proof").get("points"))
                .filter(point -> !point.get("refusedAt").isNull()
                        && !point.get("survivor").booleanValue())
                .map(point -> point.get("point").stringValue())
                .distinct()
                .toList();
    }

    private void signPeopleIn(String name, KeycloakRealm realm) {
        realm.addUser(somebody(name), SOMEBODY + "-pw");
        realm.addUser(BYSTANDER, BYSTANDER + "-pw");
        online.put(name, realm.signIn(app(name), somebody(name), SOMEBODY + "-pw", false));
        offline.put(name, realm.signIn(app(name), somebody(name), SOMEBODY + "-pw", true));
        others.put(name, realm.signIn(controlApp(name), BYSTANDER, BYSTANDER + "-pw", true));
        for (var tokens : List.of(online, offline)) assertIn(name, tokens, app(name));
        assertIn(name, others, controlApp(name));
    }

    // Names differ from target to target, since the gateway they share denies by name.
    private static String somebody(String name) {
        return SOMEBODY + "-" + name;
    }

    private static String app(String name) {
        return "app-" + name;
    }

    private static String controlApp(String name) {
        return "control-app-" + name;
    }

    private static Map<String, String> parameters(String name) {
        return switch (name) {
            case "subject", PROBED -> Map.of("scope", "subject", "subject", somebody(name));
            default -> Map.of("scope", name);
        };
    }

    private void assertIn(String name, Map<String, Tokens> tokens, String client) {
        assertThat(realms.get(name).refresh(client, tokens.get(name).refresh()))
                .as(name)
                .isInstanceOf(Answer.Done.class);
    }

    private void assertOut(String name, Map<String, Tokens> tokens) {
        assertRefused(name, tokens.get(name), app(name));
    }

    private void assertRefused(String name, Tokens tokens, String client) {
        assertThat(realms.get(name).refresh(client, tokens.refresh()))
                .as(name)
                .isInstanceOfSatisfying(Answer.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo("invalid_grant"));
    }

    private void approveMessages() {
        var templates = server.as("approver").get("/api/v1/comms/templates").json();
        SandboxDoor.stream(templates.get("items"))
                .map(template -> template.get("hash").stringValue())
                .distinct()
                .forEach(hash -> assertThat(server.as("approver")
                                .post("/api/v1/comms/templates/" + hash + "/approve", "{}")
                                .status())
                        .isEqualTo(200));
    }

    @SuppressWarnings("unchecked")
    private void write(Path home, String name, KeycloakRealm realm) {
        var sandbox = new Yaml()
                .<Map<String, Object>>load(
                        server.bean(TargetSource.class).targets().get(0));
        var systems = (Map<String, Map<String, Map<String, Map<String, String>>>>) sandbox.get("systems");
        var gateway = systems.get("gateway").get("drill").get("settings");
        var admin = systems.get("gateway").get("drill").get("secrets").get("admin");
        var denying = """
                {kind: sandbox-gateway, drill: {settings: {admin: "%s", nodes: "%s", ca: "%s", routes: "/profile"},
                    secrets: {admin: "%s"}}}""".formatted(gateway.get("admin"), gateway.get("nodes"), gateway.get("ca"), admin);
        var probing = """
                {kind: http, drill: {settings: {points: "%s", ca: "%s"}}}""".formatted(gateway.get("nodes").replace(",", "/profile,") + "/profile", gateway.get("ca"));
        var text = """
                name: keycloak-%1$s
                title: A realm of its own
                service: sign-in
                systems:
                  auth-server:
                    kind: keycloak
                    drill:
                      settings: {endpoint: "%2$s", realm: "%3$s", client: firedrill, token-life: "%4$s"}
                      secrets: {client-secret: "file:%5$s"}
                  gateway: %6$s
                  chat: {kind: sandbox-chat, drill: {settings: {endpoint: "%7$s"}, secrets: {admin: "%8$s"}}}
                channels:
                  incident: {drill: "#drill-sandbox"}
                  status: {drill: "#drill-status"}
                canaries:
                  drill: {victim: victim-%1$s, control: control-%1$s, client: app-%1$s, control-client: control-app-%1$s}
                """.formatted(
                        name,
                        KeycloakServer.shared().endpoint(),
                        realm.name(),
                        TOKEN_LIFE,
                        secretFile(home, name, realm),
                        name.equals(PROBED) ? probing : denying,
                        systems.get("chat").get("drill").get("settings").get("endpoint"),
                        admin);
        put(home.resolve("targets").resolve("keycloak-" + name + ".yaml"), text);
    }

    private static Path secretFile(Path home, String name, KeycloakRealm realm) {
        var file = home.resolve("keycloak-" + name + ".secret");
        put(file, realm.secret());
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void put(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Event> events(JsonNode run) {
        return server.bean(Journal.class).events(run.get("id").stringValue(), 0, 1000);
    }

    private String why(JsonNode run) {
        var text = new StringBuilder(run.get("target") + " " + state(run) + "\n");
        for (var event : events(run))
            text.append(event.number())
                    .append(' ')
                    .append(event.at())
                    .append(' ')
                    .append(event.kind())
                    .append(": ")
                    .append(event.summary())
                    .append('\n');
        return text.toString();
    }

    private static String state(JsonNode run) {
        return run.get("state").stringValue();
    }

    private static List<String> texts(JsonNode array) {
        return SandboxDoor.stream(array).map(JsonNode::stringValue).toList();
    }
}
