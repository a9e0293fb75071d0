package io.firedrill.web;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Firedrill's one server: pages, API and live streams over the engine. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class FiredrillServer {
    /** Starts the server; it runs until it is told to stop. */
    public static void main(String[] arguments) {
        SpringApplication.run(FiredrillServer.class, arguments);
    }
}
