package dev.fermata.demo.web;

import org.eclipse.jetty.server.Request;

/** Answers one request; may block. */
@FunctionalInterface
public interface Page {

    Answer answer(Request request) throws Exception;
}
