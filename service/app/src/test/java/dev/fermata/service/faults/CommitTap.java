package dev.fermata.service.faults;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows one connection to PostgreSQL by its
 * <a href="https://www.postgresql.org/docs/17/protocol-message-formats.html">protocol</a>, and names each transaction that changes
 * something: before its commit is passed on, and once it is committed but nobody has been told. Knows of the protocol what the
 * driver uses: the extended query, the simple one for {@code BEGIN}, no encryption.
 */
final class CommitTap implements TcpProxy.Tap {

    /** With or without queries in front that say what is written. */
    private static final Pattern WRITE = Pattern.compile(
            "\\s*(?:WITH .*?\\)\\s*)?(INSERT INTO|UPDATE|DELETE FROM)\\s+(\\w+)(?:(?:\\s+\\w+)??(\\s+SET\\s+\\w+))?.*",
            Pattern.DOTALL);

    private static final Pattern ROWS = Pattern.compile(".* (\\d+)");

    /** The queue's own book-keeping, which goes on all the time. */
    private static final Set<String> NOT_WATCHED =
            Set.of("scheduled_tasks", "databasechangelog", "databasechangeloglock");

    /** Stands among what runs for the point at which the server says that it is ready again. */
    private static final String SYNC = "sync";

    private final Steps steps;
    private final Frames client = new Frames(true);
    private final Frames server = new Frames(false);
    private final Map<String, String> statements = new HashMap<>();
    private final Deque<String> running = new ArrayDeque<>();
    private final Set<String> writes = new LinkedHashSet<>();
    private String bound = "";

    CommitTap(Steps steps) {
        this.steps = steps;
    }

    @Override
    public synchronized void fromClient(byte[] bytes, int length) {
        client.read(bytes, length, this::asked);
    }

    @Override
    public synchronized void fromServer(byte[] bytes, int length) {
        server.read(bytes, length, this::answered);
    }

    private void asked(char type, ByteBuffer body) {
        switch (type) {
            case 'P' -> statements.put(text(body), text(body));
            case 'B' -> {
                text(body);
                bound = statements.getOrDefault(text(body), "");
            }
            case 'E' -> {
                running.add(bound);
                if (bound.equals("COMMIT") && !writes.isEmpty()) {
                    steps.reach("before the commit of " + String.join(", ", writes));
                }
            }
            case 'Q' -> {
                running.add(text(body));
                running.add(SYNC);
            }
            case 'S' -> running.add(SYNC);
            default -> {}
        }
    }

    private void answered(char type, ByteBuffer body) {
        switch (type) {
            case 'C' -> completed(next(), text(body));
            case 'I', 's' -> next();
            case 'Z' -> {
                // After a failure, what was sent with the failed statement is not answered.
                while (!running.isEmpty() && !running.poll().equals(SYNC)) {}
                if (body.get() == 'I' && !writes.isEmpty()) {
                    String committed = String.join(", ", writes);
                    writes.clear();
                    steps.reach("after the commit of " + committed);
                }
            }
            default -> {}
        }
    }

    private String next() {
        return running.isEmpty() || running.peek().equals(SYNC) ? "" : running.poll();
    }

    private void completed(String query, String tag) {
        Matcher write = WRITE.matcher(query);
        Matcher rows = ROWS.matcher(tag);
        if (tag.equals("ROLLBACK")) {
            writes.clear();
        } else if (write.matches() && rows.matches() && !rows.group(1).equals("0")) {
            if (!NOT_WATCHED.contains(write.group(2))) {
                String change = Optional.ofNullable(write.group(3)).orElse("").replaceAll("\\s+", " ");
                writes.add(write.group(1).split(" ")[0] + " " + write.group(2) + change);
            }
        }
    }

    /** Reads up to the next zero byte. */
    private static String text(ByteBuffer body) {
        int start = body.position();
        while (body.get() != 0) {}
        return new String(body.array(), start, body.position() - start - 1, StandardCharsets.UTF_8);
    }

    private interface Reader {
        void read(char type, ByteBuffer body);
    }

    /** Cuts a stream into messages: a type, a length that counts itself, a body. The client's first has no type. */
    private static final class Frames {
        private byte[] rest = new byte[0];
        private boolean untyped;

        Frames(boolean untyped) {
            this.untyped = untyped;
        }

        void read(byte[] bytes, int length, Reader reader) {
            ByteBuffer all = ByteBuffer.allocate(rest.length + length)
                    .put(rest)
                    .put(bytes, 0, length)
                    .flip();
            while (all.remaining() >= (untyped ? 4 : 5)) {
                int start = all.position();
                char type = untyped ? 0 : (char) all.get();
                int size = all.getInt() - 4;
                if (all.remaining() < size) {
                    all.position(start);
                    break;
                }
                byte[] body = new byte[size];
                all.get(body);
                untyped = false;
                reader.read(type, ByteBuffer.wrap(body));
            }
            rest = new byte[all.remaining()];
            all.get(rest);
        }
    }
}
