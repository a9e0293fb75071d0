package io.firedrill.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

import io.firedrill.web.fake.FakeEngine;

/** A running server over the fake engine, one for all tests that ask for no other settings. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = {FiredrillServer.class, FakeEngine.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("fake")
public @interface ServerTest {
    /** Of every account, in tests. */
    String PASSWORD = "correct-horse-battery";
}
