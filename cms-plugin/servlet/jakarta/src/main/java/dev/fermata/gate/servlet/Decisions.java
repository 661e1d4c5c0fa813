package dev.fermata.gate.servlet;

import dev.fermata.gate.Gate;
import dev.fermata.gate.GateRequest;
import dev.fermata.gate.GatedContent;
import dev.fermata.gate.Requirement;
import dev.fermata.gate.Visit;
import dev.fermata.gate.html.Section;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one visitor may read of an answer. Nobody is asked before there is a question, and whatever fails opens nothing. */
final class Decisions implements Predicate<Section> {

    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

    private final Supplier<Visit> begin;
    private final Map<GatedContent, Boolean> made = new HashMap<>();
    private @Nullable Visit visit;

    Decisions(Gate gate, Supplier<GateRequest> request) {
        this.begin = () -> gate.visit(request.get());
    }

    @Override
    public boolean test(Section section) {
        return isOpen(section.id(), section.requirement());
    }

    boolean isOpen(String id, Requirement requirement) {
        return made.computeIfAbsent(new GatedContent(id, requirement), this::decide);
    }

    /** What the visitor's browser has to remember of it. */
    List<String> setCookies() {
        return visit == null ? List.of() : visit.setCookies();
    }

    private boolean decide(GatedContent content) {
        try {
            if (visit == null) {
                visit = begin.get();
            }
            return visit.decide(content).isOpen();
        } catch (RuntimeException e) {
            LOG.error("Whether {} is open can't be told; it stays locked", content.id(), e);
            return false;
        }
    }
}
