package io.firedrill.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import io.firedrill.engine.home.FiredrillHome;
import io.firedrill.web.security.FirstAccounts;

/** The last lines of the start log: where to go, and where things lie. */
@Component
class Welcome {
    private static final Logger LOG = LoggerFactory.getLogger("io.firedrill");

    private final FiredrillHome home;
    private final FirstAccounts accounts;
    private final Environment environment;

    Welcome(FiredrillHome home, FirstAccounts accounts, Environment environment) {
        this.home = home;
        this.accounts = accounts;
        this.environment = environment;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (!(event.getApplicationContext() instanceof WebServerApplicationContext web) || web.getWebServer() == null)
            return;
        var scheme = environment.getProperty("server.ssl.enabled", Boolean.class, false) ? "https" : "http";
        var host = environment.getProperty("server.address", "127.0.0.1");
        var shown = "127.0.0.1".equals(host) ? "localhost" : host;
        LOG.info(
                "Firedrill is ready at {}://{}:{}",
                scheme,
                shown,
                web.getWebServer().getPort());
        LOG.info("Data folder: {}", home.root());
        LOG.info("Passwords of the first accounts: {}", accounts.whereabouts());
        if (accounts.sandbox())
            LOG.info("Try first: shell/bin/firedrill drill start token-revocation --target sandbox --wait");
    }
}
