package dev.fermata.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fermata.service.ApiDocument.Operation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Runs after all other integration tests, and looks back at what they exchanged with the service. */
@Order(Integer.MAX_VALUE)
class ApiCoverageIT {

    @Test
    void everyDocumentedOperationWasSeenAtWork() {
        assumeThat(System.getProperty("it.test"))
                .as("only a part of the tests was asked for")
                .isNull();
        assertThat(ApiContract.seen())
                .as("exchanges that were recorded before this test")
                .isNotEmpty();

        assertThat(ApiDocument.read().operations().stream()
                        .filter(operation -> !ApiContract.seen().contains(operation.id()))
                        .map(Operation::toString))
                .as("operations in docs/api/openapi.yaml that no integration test has succeed")
                .isEmpty();
    }
}
