package dev.fermata.gate.servlet.site;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.Map;
import java.util.Set;

/** A servlet container with the example application in it, on a port of its own. */
public interface Container extends AutoCloseable {

    /** The filter in front of the application, as it would stand in a descriptor. */
    record Gate(Filter filter, Map<String, String> parameters, Set<DispatcherType> dispatches) {}

    /** How to start one of a kind. */
    interface Factory {
        Container start(Gate gate, int port) throws Exception;
    }

    @Override
    void close() throws Exception;
}
