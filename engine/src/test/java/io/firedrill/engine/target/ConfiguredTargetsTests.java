package io.firedrill.engine.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.ResolvableType;

import io.firedrill.engine.home.FiredrillHome;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Health;
import io.firedrill.engine.port.OutsideSystem;
import io.firedrill.engine.port.SystemKind;
import io.firedrill.engine.port.TargetSource;
import io.firedrill.engine.problem.Problem;

class ConfiguredTargetsTests {
    @TempDir
    Path root;

    private final List<String> built = new ArrayList<>();
    private final FakeKind<FakeSystem> kind = new FakeKind<>("fake", FakeSystem.class, FakeSystem::new);
    private Path folder;
    private ConfiguredTargets targets;
    private boolean sourceBroken;

    /** Answers its check unless its endpoint says otherwise. */
    record FakeSystem(Binding binding) implements OutsideSystem {
        FakeSystem {
            if (binding.required("endpoint").contains(" ")) {
                throw new IllegalArgumentException("'" + binding.required("endpoint") + "'");
            }
        }

        @Override
        public Health check() {
            return switch (binding.required("endpoint")) {
                case "slow" -> never();
                case "broken" -> throw new IllegalStateException("client_secret=hunter2hunter2 was refused");
                default -> Health.good("with " + binding.credential().apply("admin"));
            };
        }

        private static Health never() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Health.good("too late");
        }
    }

    @BeforeEach
    void open() {
        var home = new FiredrillHome(root);
        folder = home.folder("targets");
        targets = open(kind);
    }

    @Test
    void aBadFileIsReportedAndTheOthersGoOn() throws IOException {
        write("good.yaml", TargetReaderTests.GOOD);
        write("bad.yaml", "name: [");
        Files.write(folder.resolve("latin.yaml"), new byte[] {'n', ':', ' ', (byte) 0xe9});
        write("old.yml", "name: x");
        write("same.yaml", TargetReaderTests.GOOD);

        assertThat(targets.all()).extracting(Targets.Target::name).containsExactly("payments");
        assertThat(targets.problems())
                .extracting(Problem::where)
                .containsExactlyInAnyOrder("bad.yaml:1", "latin.yaml", "old.yml", "same.yaml");
    }

    @Test
    void aChangedFileCountsAtOnceAndMakesANewConnection() throws IOException {
        write("p.yaml", TargetReaderTests.GOOD);
        var before = targets.system("payments", false, "auth-server", FakeSystem.class);
        assertThat(targets.system("payments", false, "auth-server", FakeSystem.class))
                .isSameAs(before);
        assertThat(kind.connects).hasValue(1);

        write("p.yaml", TargetReaderTests.GOOD.replace("127.0.0.1:1", "127.0.0.1:9"));

        var after = targets.system("payments", false, "auth-server", FakeSystem.class);
        assertThat(after.binding().required("endpoint")).isEqualTo("http://127.0.0.1:9");

        Files.delete(folder.resolve("p.yaml"));
        assertThatThrownBy(() -> targets.system("payments", false, "auth-server", FakeSystem.class))
                .hasMessageContaining("FD-TARGET-UNKNOWN");
    }

    @Test
    void drillAndRealNeverShareAConnection() throws IOException {
        write("p.yaml", TargetReaderTests.GOOD);

        var drill = targets.system("payments", false, "auth-server", FakeSystem.class);
        var real = targets.system("payments", true, "auth-server", FakeSystem.class);

        assertThat(drill.binding().required("endpoint")).endsWith(":1");
        assertThat(real.binding().required("endpoint")).endsWith(":2");
        assertThat(targets.channel("payments", false, "incident")).isEqualTo("#drill-payments");
        assertThat(targets.channel("payments", true, "incident")).isEqualTo("#incident-payments");
    }

    @Test
    void aTargetWithoutRealBlocksRefusesARealStartInWords() throws IOException {
        write("p.yaml", drillOnly());

        assertThat(targets.find("payments").orElseThrow().hasReal()).isFalse();
        assertThat(targets.problems("payments", true, List.of("auth-server"), List.of("incident")))
                .extracting(Problem::code)
                .containsExactly("FD-TARGET-NO-REAL");
        assertThatThrownBy(() -> targets.system("payments", true, "auth-server", FakeSystem.class))
                .hasMessageContaining("drills only");
        assertThatThrownBy(() -> targets.channel("payments", true, "incident")).hasMessageContaining("drills only");
        assertThatThrownBy(() -> targets.canaries("payments", true)).hasMessageContaining("drills only");
    }

    @Test
    void namesEveryMissingSystemAndChannelBeforeAStart() throws IOException {
        write("p.yaml", TargetReaderTests.GOOD);

        assertThat(targets.problems(
                        "payments", false, List.of("auth-server", "gateway", "chat"), List.of("incident", "customers")))
                .extracting(Problem::message)
                .satisfiesExactly(
                        text -> assertThat(text).contains("'gateway'"),
                        text -> assertThat(text).contains("'chat'"),
                        text -> assertThat(text).contains("'customers'"));
        assertThat(targets.problems("payments", false, List.of("auth-server"), List.of("incident")))
                .isEmpty();
    }

    @Test
    void asksAllSystemsAndWaitsForNoneThatHangs() throws IOException {
        var secret = folder.resolve("admin-token");
        Files.writeString(secret, "hunter2\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        write("p.yaml", """
                name: mixed
                title: Mixed
                service: mixed
                systems:
                  good: {kind: fake, drill: {settings: {endpoint: x}, secrets: {admin: "file:%1$s"}}}
                  slow: {kind: fake, drill: {settings: {endpoint: slow}, secrets: {admin: "file:%1$s"}}}
                  broken: {kind: fake, drill: {settings: {endpoint: broken}, secrets: {admin: "file:%1$s"}}}
                  open: {kind: fake, drill: {settings: {endpoint: x}, secrets: {admin: "file:%2$s"}}}
                """.formatted(secret, open(secret)));

        var healths = targets.check("mixed", false);

        assertThat(healths.get("good")).isEqualTo(Health.good("with [secret]"));
        assertThat(healths.get("slow").detail()).isEqualTo("No answer within 0.2 s.");
        assertThat(healths.get("broken").healthy()).isFalse();
        assertThat(healths.get("open").detail()).contains("FD-SECRET-EXPOSED");
        assertThat(healths.toString()).doesNotContain("hunter2");
    }

    @Test
    void onlyWhatCameWithAnAdapterIsASandbox() throws IOException {
        built.add(drillOnly().replace("name: payments", "name: sandbox"));
        write("p.yaml", drillOnly());
        write("take-over.yaml", drillOnly().replace("name: payments", "name: sandbox"));

        assertThat(targets.sandbox("sandbox")).isTrue();
        assertThat(targets.find("sandbox").orElseThrow().origin()).isEqualTo("sandbox");
        assertThat(targets.sandbox("payments")).isFalse();
        assertThat(targets.sandbox("nowhere")).isFalse();
        assertThat(targets.problems()).extracting(Problem::where).containsExactly("take-over.yaml");
    }

    @Test
    void anAdapterWhoseTargetsCannotBeHadIsReportedAndTheFilesGoOn() throws IOException {
        sourceBroken = true;
        write("p.yaml", drillOnly());

        assertThat(targets.all()).extracting(Targets.Target::name).containsExactly("payments");
        assertThat(targets.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("the estate did not start"));
        assertThat(targets.sandbox("payments")).isFalse();
    }

    @Test
    void aFileThatIsPassedOverShowsAtOnce() throws IOException {
        assertThat(targets.problems()).isEmpty();

        write("late.yml", drillOnly());

        assertThat(targets.problems()).extracting(Problem::where).containsExactly("late.yml");
    }

    @Test
    void aSettingThatTheAdapterCannotUseIsNamedAndTheOtherSystemsAreAsked() throws IOException {
        write("p.yaml", drillOnly().replace("systems:\n", """
                        systems:
                          pins: {kind: fake, drill: {settings: {endpoint: "not a url"}, secrets: {admin: "env:X"}}}
                        """));

        assertThat(targets.check("payments", false).get("pins").detail()).contains("FD-TARGET-SETTING");
        assertThat(targets.check("payments", false)).containsKey("auth-server");
        assertThatThrownBy(() -> targets.system("payments", false, "pins", FakeSystem.class))
                .hasMessageContaining("'not a url'");
    }

    @Test
    void aSystemOfAnotherKindIsNamed() throws IOException {
        write("p.yaml", TargetReaderTests.GOOD);

        assertThatThrownBy(() ->
                        targets.system("payments", false, "auth-server", io.firedrill.engine.port.Messenger.class))
                .hasMessageContaining("is no Messenger");
    }

    private ConfiguredTargets open(SystemKind<?> kind) {
        var beans = new StaticListableBeanFactory();
        beans.addBean("kind", kind);
        beans.addBean("source", (TargetSource) () -> {
            if (sourceBroken) throw new IllegalStateException("the estate did not start");
            return List.copyOf(built);
        });
        ObjectProvider<SystemKind<?>> kinds = beans.getBeanProvider(ResolvableType.forClass(SystemKind.class));
        return new ConfiguredTargets(
                new FiredrillHome(root),
                kinds,
                beans.getBeanProvider(TargetSource.class),
                new NoLeases(),
                new HealthChecks(Duration.ofMillis(200)));
    }

    private static Path open(Path secret) throws IOException {
        var open = secret.resolveSibling("open-token");
        Files.writeString(open, "hunter2");
        return Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static String drillOnly() {
        return TargetReaderTests.GOOD
                .replaceAll("(?m)^    real: .*\\n", "")
                .replace(", real: \"#incident-payments\"", "");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** Leases have their own tests. */
    private record NoLeases() implements TargetLeases {
        @Override
        public Optional<Targets.Holder> take(String target, String run, String mode) {
            return Optional.empty();
        }

        @Override
        public boolean release(String target, String run) {
            return false;
        }

        @Override
        public Optional<Targets.Holder> holder(String target) {
            return Optional.empty();
        }
    }
}
