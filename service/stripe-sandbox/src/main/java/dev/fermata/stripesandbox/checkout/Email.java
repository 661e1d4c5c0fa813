package dev.fermata.stripesandbox.checkout;

import java.util.regex.Pattern;

/** Whether something could be an e-mail address. */
public final class Email {

    private static final Pattern FORM = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");

    private Email() {}

    public static boolean isPlausible(String given) {
        return given.length() <= 512 && FORM.matcher(given).matches();
    }
}
