package io.firedrill.integrations.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.validation.Validation;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

import io.firedrill.integrations.sandbox.net.PrivateFiles;

/**
 * The estate alone, in a process of its own. Arguments: {@code --folder=} for its files, {@code --target-file=} where
 * to write the target once everything answers, {@code --lifetime=} (default 15m), {@code --traffic=false} to keep the
 * apps still, and any {@code --firedrill.sandbox.*} setting. Ends when its standard input closes or its lifetime has
 * passed.
 */
public final class SandboxProcess {
    private static final String PREFIX = "firedrill.sandbox";

    private SandboxProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        quiet(environment);
        var folder = Path.of(environment.getRequiredProperty("folder"));
        var targetFile = Path.of(environment.getRequiredProperty("target-file")).toAbsolutePath();
        var lifetime = DurationStyle.detectAndParse(environment.getProperty("lifetime", "15m"));
        var ended = ended();
        try (var estate = new SandboxEstate(settings(environment), folder, Clock.systemUTC()).start()) {
            PrivateFiles.write(targetFile, estate.target().getBytes(StandardCharsets.UTF_8));
            if (environment.getProperty("traffic", Boolean.class, true)) estate.startTraffic();
            System.out.println("The sandbox is ready; its target is in " + targetFile);
            await(ended, lifetime);
        }
    }

    private static void await(CountDownLatch ended, Duration lifetime) throws InterruptedException {
        if (!ended.await(lifetime.toMillis(), TimeUnit.MILLISECONDS))
            System.err.println("The sandbox ends after its lifetime of " + lifetime + ".");
    }

    private static SandboxSettings settings(ConfigurableEnvironment environment) {
        var validator = new SpringValidatorAdapter(
                Validation.buildDefaultValidatorFactory().getValidator());
        return Binder.get(environment)
                .bindOrCreate(PREFIX, Bindable.of(SandboxSettings.class), new ValidationBindHandler(validator));
    }

    /** Released when whoever started this process closes its end, or is gone. */
    private static CountDownLatch ended() {
        var ended = new CountDownLatch(1);
        var reader = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // What is written here has no meaning; only the end has.
                        }
                    } catch (IOException closed) {
                        // The same as the end.
                    }
                    ended.countDown();
                },
                "sandbox-stdin");
        reader.setDaemon(true);
        reader.start();
        return ended;
    }

    private static void quiet(ConfigurableEnvironment environment) {
        var logging = LoggingSystem.get(SandboxProcess.class.getClassLoader());
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(environment), null, null);
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    }
}
