package dev.fermata.service.login;

import dev.fermata.service.session.Started;
import java.net.URI;

/** A sign-in that just happened: the session with its new handle, and where the reader goes on. */
record SignedIn(Started started, URI returnUrl) {}
