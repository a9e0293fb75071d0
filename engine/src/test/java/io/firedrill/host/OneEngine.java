package io.firedrill.host;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/** Classes marked so share one engine; before each test its estate is whole and nothing is halted. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(OneEngine.Shared.class)
@interface OneEngine {
    final class Shared implements ParameterResolver, BeforeEachCallback {
        private record Opened(Path folder, EngineFixture engine) implements AutoCloseable {
            static Opened open() {
                try {
                    var folder = Files.createTempDirectory("firedrill-engine-");
                    return new Opened(folder, new EngineFixture(folder.resolve("home"), new MemoryEstate()));
                } catch (IOException e) {
                    throw new IllegalStateException("No place for the engine's data.", e);
                }
            }

            @Override
            public void close() throws IOException {
                engine.close();
                FileSystemUtils.deleteRecursively(folder);
            }
        }

        private static EngineFixture engine(ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(OneEngine.class))
                    .computeIfAbsent("engine", key -> Opened.open(), Opened.class)
                    .engine();
        }

        @Override
        public void beforeEach(ExtensionContext context) {
            engine(context).estate.reset();
            engine(context).tidy();
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == EngineFixture.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return engine(context);
        }
    }
}
