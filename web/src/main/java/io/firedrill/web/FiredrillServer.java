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
        // The identity provider's metadata and keys are read by a client that has no time-out of its own.
        for (var timeout : new String[] {"sun.net.client.defaultConnectTimeout", "sun.net.client.defaultReadTimeout"})
            if (System.getProperty(timeout) == null) System.setProperty(timeout, "10000");
        SpringApplication.run(FiredrillServer.class, arguments);
    }
}
