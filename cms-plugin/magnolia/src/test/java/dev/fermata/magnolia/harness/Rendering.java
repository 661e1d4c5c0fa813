package dev.fermata.magnolia.harness;

import java.util.List;
import java.util.Map;

/**
 * How to render.
 *
 * @param pages what links can lead to
 * @param attributes of the request
 */
public record Rendering(List<Content> pages, String language, boolean editMode, Map<String, Object> attributes) {}
