package dev.fermata.demo.cms;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How far a boot of the CMS has come, by the log that the CMS itself writes: it answers nothing before it is nearly done. */
final class BootLog {

    private static final String STARTED = "BundleEvent STARTED";

    private final Path log;
    private long offset;
    private int started;

    private BootLog(Path log, long offset) {
        this.log = log;
        this.offset = offset;
    }

    /** Looks at what is written from now on. */
    static BootLog from(Path log) throws IOException {
        return new BootLog(log, Files.exists(log) ? Files.size(log) : 0);
    }

    /** Bundles that have been started so far. */
    int started() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            if (file.length() < offset) {
                offset = 0;
            }
            byte[] news = new byte[(int) Math.min(file.length() - offset, 1 << 24)];
            file.seek(offset);
            file.readFully(news);
            count(new String(news, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // Not there yet, so nothing is started.
        }
        return started;
    }

    /** Whole lines only; the rest is read next time. */
    private void count(String news) {
        int end = news.lastIndexOf('\n') + 1;
        offset += end;
        started += (int) news.substring(0, end)
                .lines()
                .filter(line -> line.contains(STARTED))
                .count();
    }
}
