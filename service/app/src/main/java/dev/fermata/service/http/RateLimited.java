package dev.fermata.service.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Holds each client address to so many calls of this endpoint, more strictly than to all calls together. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RateLimited {

    /** What is counted together. */
    String value();

    /** How many calls are let through at once, and again in every period. */
    int requests();

    int seconds() default 60;
}
