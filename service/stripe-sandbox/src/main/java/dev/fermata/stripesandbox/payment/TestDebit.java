package dev.fermata.stripesandbox.payment;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Bank accounts for SEPA Direct Debit: the money is promised at once and comes, or does not come, later. */
public enum TestDebit {
    SUCCEEDS("AT611904300234573201", true),
    FAILS("AT861904300235473202", false),
    FAILS_GERMANY("DE62370400440532013001", false),
    FAILS_ITALY("IT60X0542811101000000123456", false),
    /** Pays later and is disputed, and lost, at once. */
    DISPUTED("AT591904300235473203", true),
    SUCCEEDS_GERMANY("DE89370400440532013000", true);

    private final String iban;
    private final boolean pays;

    TestDebit(String iban, boolean pays) {
        this.iban = iban;
        this.pays = pays;
    }

    public String iban() {
        return iban;
    }

    public boolean pays() {
        return pays;
    }

    /** Without spaces, in capitals. */
    public static String normal(String iban) {
        return iban.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    }

    public static Optional<TestDebit> of(String iban) {
        return Arrays.stream(values()).filter(debit -> debit.iban.equals(iban)).findFirst();
    }

    /** The check digits of ISO 13616. */
    public static boolean isValid(String iban) {
        if (!iban.matches("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}")) {
            return false;
        }
        StringBuilder digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }
}
