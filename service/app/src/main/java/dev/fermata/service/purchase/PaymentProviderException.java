package dev.fermata.service.purchase;

/** The payment provider gave no usable answer. */
public class PaymentProviderException extends RuntimeException {

    /** Whether asking again may help. */
    public enum Kind {
        /** It cannot be reached, is too slow, or is out of order: ask again later. */
        UNAVAILABLE,
        /** It answered that it failed, or that the key is spent, and gives the same answer whenever that key is used: ask anew. */
        BROKEN,
        /** It does not know the checkout: it belongs to another account, or to the other mode, than our key. */
        UNKNOWN,
        /** It does not take our key, or the key may not do this: asking again helps once somebody has put the key right. */
        KEY_REFUSED,
        /** It understood and declined what was asked for. Asking again changes nothing. */
        REFUSED
    }

    private final Kind kind;
    private final String code;

    /** @param code the provider's own short word for what is wrong */
    public PaymentProviderException(Kind kind, String code, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.code = code;
    }

    public String code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }
}
