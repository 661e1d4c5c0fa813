package dev.fermata.service.mail;

/** What a mail says, in both forms. */
record Letter(String subject, String text, String html) {}
