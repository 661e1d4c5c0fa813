package dev.fermata.gate.servlet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fermata.gate.catalogue.Catalogue;
import dev.fermata.gate.html.JsonSections;
import dev.fermata.gate.servlet.Version.Keeping;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts JSON. What says nothing of Fermata passes as it is. */
record JsonCutter(JsonSections sections, PageCutter texts, Catalogue catalogue) {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([^\\s;\"]+)");

    Version version(byte[] body, @Nullable String contentType, Decisions decisions) throws UnreadableException {
        Charset charset = charset(contentType);
        String text = new String(body, charset);
        if (!text.contains(sections.templateKey()) && !text.contains("fermata")) {
            return Version.untouched();
        }
        try {
            JsonNode tree = JSON.readTree(text);
            return new ContentTree(sections, texts, decisions, catalogue).cut(tree)
                    ? new Version(
                            JSON.writeValueAsString(tree).getBytes(charset), Keeping.PRIVATE, decisions.setCookies())
                    : Version.untouched();
        } catch (JsonProcessingException e) {
            throw new UnreadableException("it is not the JSON that it is said to be", e);
        }
    }

    private static Charset charset(@Nullable String contentType) throws UnreadableException {
        Matcher named = CHARSET.matcher(contentType == null ? "" : contentType);
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("its charset is " + named.group(1), e);
        }
    }
}
