package dev.fermata.service.session;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a browser reports with {@code track}. */
record EventRequest(
        @NotBlank @Size(max = 100) String eventName,
        @Nullable @Size(max = 100) String deviceId,
        @Nullable @Size(max = 100) String sessionId,
        @Nullable @Size(max = 2000) String url,
        @Nullable @Size(max = 2000) String referer,
        @Nullable @Size(max = 500) String pageTitle,
        @Nullable @Size(max = 200) String contentType,
        @Nullable @Size(max = 500) String contentId,
        @Nullable @Size(max = 200) String publisher,
        @Nullable @Size(max = 200) String objectType,
        @Nullable @Size(max = 500) String objectId,
        @Nullable @Size(max = 500) String context,
        @Nullable @Size(max = 200) String conversionPvId,
        @Nullable @Size(max = 2000) String urlInClick,
        @Nullable @Size(max = 100) Map<@Size(max = 100) String, @Nullable Object> data) {

    /** What is kept: everything that was sent but the name and the ids, under its own name. */
    @JsonIgnore
    Map<String, Object> content() {
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put("url", url);
        content.put("referer", referer);
        content.put("page_title", pageTitle);
        content.put("content_type", contentType);
        content.put("content_id", contentId);
        content.put("publisher", publisher);
        content.put("object_type", objectType);
        content.put("object_id", objectId);
        content.put("context", context);
        content.put("conversion_pv_id", conversionPvId);
        content.put("url_in_click", urlInClick);
        content.put("data", data);
        content.values().removeIf(java.util.Objects::isNull);
        return Map.copyOf(content);
    }
}
