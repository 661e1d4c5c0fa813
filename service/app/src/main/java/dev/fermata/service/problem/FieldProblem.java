package dev.fermata.service.problem;

/** What is wrong with one part of a request: where, as a JSON pointer (RFC 6901), and why, for a person. */
public record FieldProblem(String pointer, String detail) {}
