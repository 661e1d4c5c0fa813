package dev.fermata.sling.render;

import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import org.apache.sling.api.SlingHttpServletResponse;
import org.apache.sling.api.wrappers.SlingHttpServletResponseWrapper;

/** Keeps what is written until it is known to be whole. */
public final class HeldResponse extends SlingHttpServletResponseWrapper {

    private final CharArrayWriter text = new CharArrayWriter();
    private final PrintWriter writer = new PrintWriter(text);

    public HeldResponse(SlingHttpServletResponse response) {
        super(response);
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    @Override
    public void flushBuffer() {
        // Nothing leaves before it is whole.
    }

    /** Lets go of it. */
    public void release(Writer to) throws IOException {
        writer.flush();
        text.writeTo(to);
    }

    /** What was kept. */
    public String text() {
        writer.flush();
        return text.toString();
    }
}
